package io.tablekeep.engine.dice.check;

import io.tablekeep.engine.dice.DiceState;
import io.tablekeep.engine.dice.Draws;
import io.tablekeep.engine.dice.Streams;
import io.tablekeep.engine.journal.entry.DiceEvent;
import io.tablekeep.engine.journal.entry.RollProof;
import io.tablekeep.engine.journal.entry.Rolled;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One epoch being checked. Single-threaded. */
final class EpochCheck {
  private final String campaign;
  private final DiceEvent.Opened opened;
  private final Findings findings;
  private final Map<RollProof.Ref, List<Long>> fallen;
  private final Map<String, String> nonces;
  private final Map<String, String> late = new TreeMap<>();
  private final Map<String, Long> counters = new TreeMap<>();
  private final Map<String, String> fixed = new TreeMap<>();
  private final List<Seen> rolls = new ArrayList<>();
  private String state = "open";
  private int proven;

  private record Seen(Rolled rolled, String where) {}

  EpochCheck(
      String campaign,
      DiceEvent.Opened opened,
      Findings findings,
      Map<RollProof.Ref, List<Long>> fallen) {
    this.campaign = campaign;
    this.opened = opened;
    this.findings = findings;
    this.fallen = fallen;
    this.nonces = new TreeMap<>(opened.nonces());
  }

  Map<String, String> late() {
    return late;
  }

  void add(DiceEvent.Nonce nonce, String where) {
    boolean begun = counters.containsKey(Streams.PUBLIC);
    if (begun != nonce.late()) {
      findings.fault(
          where,
          "nonce-misplaced",
          "The nonce of "
              + nonce.by()
              + (begun
                  ? " came after dice had fallen, and is counted all the same."
                  : " came before any dice, and is not counted."));
    }
    (nonce.late() ? late : nonces).put(nonce.by(), nonce.nonce());
  }

  void add(Rolled rolled, String where) {
    RollProof proof = rolled.proof().orElseThrow();
    long last = counters.getOrDefault(proof.stream(), 0L);
    if (proof.counter() > last + 1) {
      findings.fault(
          where,
          "counter-skipped",
          proof.stream()
              + " roll "
              + proof.counter()
              + " comes after "
              + last
              + ": "
              + (proof.counter() - last - 1)
              + " missing.");
    } else if (proof.counter() <= last) {
      findings.fault(
          where,
          "counter-repeated",
          proof.stream() + " roll " + proof.counter() + " comes after " + last + ".");
    }
    counters.put(proof.stream(), Math.max(last, proof.counter()));
    fixed.putIfAbsent(proof.stream(), DiceState.text(nonces));
    rolls.add(new Seen(rolled, where));
    fallen.put(proof.ref(), rolled.roll().faces());
    TotalCheck.look(rolled, where, findings);
  }

  void close(DiceEvent.Closed closed, String where) {
    closed
        .counters()
        .forEach(
            (stream, count) -> {
              long last = counters.getOrDefault(stream, 0L);
              if (last != count) {
                findings.fault(
                    where,
                    "counter-skipped",
                    stream + " had " + count + " rolls, the last one here is " + last + ".");
              }
            });
    if (closed.seed().isEmpty()) {
      state = "lost";
      findings.fault(
          where,
          "seed-lost",
          "The host lost the seed of epoch " + opened.epoch() + "; its dice cannot be checked.");
      return;
    }
    state = "revealed";
    byte[] seed;
    try {
      seed = HexFormat.of().parseHex(closed.seed());
    } catch (IllegalArgumentException e) {
      findings.fault(where, "seed-replaced", "The seed is not written in hexadecimal digits.");
      return;
    }
    if (!Draws.commitment(seed).equals(opened.commitment())) {
      findings.fault(
          where,
          "seed-replaced",
          "The seed of epoch " + opened.epoch() + " is not the one that was committed to.");
      return;
    }
    for (Seen seen : rolls) {
      RollProof proof = seen.rolled().proof().orElseThrow();
      Draws draws =
          Draws.of(
              seed,
              fixed.getOrDefault(proof.stream(), ""),
              campaign,
              proof.stream(),
              proof.counter(),
              seen.rolled().roll().notation());
      if (AgainCheck.faces(seen.rolled(), seen.where(), draws, fallen, findings)) {
        proven++;
      }
    }
  }

  DiceReport.Epoch summary() {
    if (state.equals("open")) {
      findings.note(
          "Epoch "
              + opened.epoch()
              + " goes on: counters and nonces were checked, faces can be when its seed is shown.");
    }
    return new DiceReport.Epoch(opened.epoch(), state, nonces.size(), rolls.size(), proven);
  }
}
