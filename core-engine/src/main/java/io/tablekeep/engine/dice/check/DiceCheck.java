package io.tablekeep.engine.dice.check;

import io.tablekeep.engine.dice.Draws;
import io.tablekeep.engine.journal.entry.DiceEvent;
import io.tablekeep.engine.journal.entry.DiceTexts;
import io.tablekeep.engine.journal.entry.Entry;
import io.tablekeep.engine.journal.entry.RollProof;
import io.tablekeep.engine.journal.entry.Rolled;
import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.view.Audience;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Takes in what happened to a campaign's dice, in order, and then says what is wrong. Nonces,
 * counters and order are looked at on the way; faces when the seed of their epoch is shown.
 * Single-threaded, used once.
 */
public final class DiceCheck {
  private final String campaign;
  private final Map<Long, EpochCheck> epochs = new TreeMap<>();
  private final Findings findings = new Findings();
  private final LineCheck lines = new LineCheck();
  private final Map<RollProof.Ref, List<Long>> fallen = new HashMap<>();
  private long open;
  private boolean any;

  /**
   * A check.
   *
   * @param campaign key of the campaign, which goes into every roll
   */
  public DiceCheck(String campaign) {
    this.campaign = campaign;
  }

  /**
   * Takes in the next entry of a journal.
   *
   * @param entry the entry
   */
  public void see(Entry entry) {
    String where = "entry " + entry.version();
    boolean opens = open == 0;
    if (opens) {
      entry.dice().forEach(event -> see(event, where));
    }
    entry.rolls().forEach(rolled -> see(rolled, where));
    if (!opens) {
      entry.dice().forEach(event -> see(event, where));
    }
    lines.see(entry, where, findings);
  }

  /**
   * Takes in what a seat was told of an epoch, or of several in one list.
   *
   * @param told {@code {"format", "campaign", "events"}}
   * @throws IllegalArgumentException it is of another form
   */
  public void see(JsonObject told) {
    if (!Draws.RULE.equals(told.get("format"))) {
      throw new IllegalArgumentException("this is not in the form " + Draws.RULE);
    }
    if (!campaign.equals(told.get("campaign"))) {
      throw new IllegalArgumentException("this is of another campaign");
    }
    if (!(told.get("events") instanceof JsonArray events)) {
      throw new IllegalArgumentException("its events are missing");
    }
    for (int i = 0; i < events.size(); i++) {
      if (!(events.get(i) instanceof JsonObject event)) {
        throw new IllegalArgumentException("event " + (i + 1) + " is no object");
      }
      String where =
          event.get("version") instanceof Long version ? "entry " + version : "event " + (i + 1);
      if (event.get("roll") instanceof JsonObject roll) {
        see(DiceTexts.roll(roll, "", Audience.everyone()), where);
      } else {
        see(DiceTexts.eventOf(event), where);
      }
    }
  }

  private void see(DiceEvent event, String where) {
    any = true;
    long number = event.epoch();
    EpochCheck epoch = epochs.get(number);
    if (event instanceof DiceEvent.Opened opened) {
      if (epoch != null) {
        findings.fault(where, "epoch-repeated", "Epoch " + number + " begins twice.");
        return;
      }
      if (open != 0) {
        findings.fault(
            where, "epoch-not-closed", "Epoch " + open + " never ended, its seed was not shown.");
      }
      EpochCheck before = epochs.get(number - 1);
      if (before == null && !epochs.isEmpty()) {
        findings.note("Epochs before " + number + " are not among what is checked here.");
      }
      Map<String, String> expected = before == null ? opened.nonces() : before.late();
      if (!expected.equals(opened.nonces())) {
        findings.fault(
            where, "nonce-changed", "The nonces that came late for the epoch before were changed.");
      }
      epochs.put(number, new EpochCheck(campaign, opened, findings, fallen));
      open = number;
    } else if (epoch == null || open != number) {
      findings.fault(where, "epoch-unknown", "Epoch " + number + " is not open here.");
    } else if (event instanceof DiceEvent.Nonce nonce) {
      epoch.add(nonce, where);
    } else if (event instanceof DiceEvent.Closed closed) {
      epoch.close(closed, where);
      open = 0;
    }
  }

  private void see(Rolled rolled, String where) {
    if (rolled.proof().isEmpty()) {
      unproven(rolled, where);
      return;
    }
    var proof = rolled.proof().get();
    if (proof.isScripted()) {
      findings.fault(where, "scripted", "These faces were told, they did not fall.");
      return;
    }
    EpochCheck epoch = epochs.get(proof.epoch());
    if (proof.counter() == 0) {
      AgainCheck.only(rolled, where, fallen, findings);
    } else if (epoch == null || open != proof.epoch()) {
      findings.fault(
          where,
          "epoch-unknown",
          "It says it is of epoch " + proof.epoch() + ", which is not open.");
    } else {
      epoch.add(rolled, where);
    }
  }

  private void unproven(Rolled rolled, String where) {
    if (!rolled.roll().faces().isEmpty()) {
      if (any) {
        findings.fault(where, "proof-missing", "Nothing proves " + Findings.name(rolled) + ".");
      } else {
        findings.note(where + ": dice of an earlier version, nothing proves them.");
      }
    }
  }

  /**
   * Ends the check.
   *
   * @return what it has shown
   */
  public DiceReport report() {
    List<DiceReport.Epoch> all = new ArrayList<>();
    epochs.values().forEach(epoch -> all.add(epoch.summary()));
    if (!any) {
      findings.note("There are no dice whose seed was fixed.");
    }
    return new DiceReport(campaign, all, findings.faults(), findings.notes());
  }
}
