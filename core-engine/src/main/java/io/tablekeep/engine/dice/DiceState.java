package io.tablekeep.engine.dice;

import io.tablekeep.engine.journal.entry.DiceEvent;
import io.tablekeep.engine.journal.entry.Entry;
import io.tablekeep.engine.journal.entry.RollProof;
import io.tablekeep.engine.journal.entry.Rolled;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the journal says of a campaign's dice up to an entry: a function of the journal alone, kept
 * beside the document so that nothing that happens to the document turns a counter back. Immutable;
 * an entry without dice costs nothing.
 *
 * @param epoch number of the newest epoch; 0 when there was none
 * @param open whether it goes on
 * @param commitment hash of its seed
 * @param salt what its seed was derived with
 * @param nonces those that count in it, by participant
 * @param late those that count from the next one
 * @param streams its streams that have begun
 * @param begins version of the entry that opened each epoch, the newest {@value #EPOCHS} of them,
 *     the oldest first
 */
public record DiceState(
    long epoch,
    boolean open,
    String commitment,
    String salt,
    Map<String, String> nonces,
    Map<String, String> late,
    Map<String, Stream> streams,
    List<Long> begins) {
  /** So many epochs are found again. */
  public static final int EPOCHS = 512;

  /** Before anything was said of dice. */
  public static final DiceState NONE =
      new DiceState(0, false, "", "", Map.of(), Map.of(), Map.of(), List.of());

  /**
   * A stream that has begun.
   *
   * @param nonces the nonces that stood at its first roll, as they go into each roll
   * @param counter number of its last roll
   * @param by participant whose action began it
   */
  public record Stream(String nonces, long counter, String by) {}

  /**
   * Copies and sorts the maps.
   *
   * @param epoch as in the record
   * @param open as in the record
   * @param commitment as in the record
   * @param salt as in the record
   * @param nonces as in the record
   * @param late as in the record
   * @param streams as in the record
   * @param begins as in the record
   */
  public DiceState {
    nonces = sorted(nonces);
    late = sorted(late);
    streams = sorted(streams);
    begins = List.copyOf(begins);
  }

  private static <V> Map<String, V> sorted(Map<String, V> map) {
    return map.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(map));
  }

  /**
   * Nonces as they go into a roll.
   *
   * @param nonces by participant
   * @return {@code ana=…,ben=…} in order of the participants' keys
   */
  public static String text(Map<String, String> nonces) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(nonces)
        .forEach(
            (by, nonce) ->
                text.append(text.length() == 0 ? "" : ",").append(by).append('=').append(nonce));
    return text.toString();
  }

  /**
   * The version of the entry that opened an epoch.
   *
   * @param number the epoch
   * @return 0 when it is not known any more
   */
  public long begin(long number) {
    long index = begins.size() - 1 - (epoch - number);
    return number > epoch || index < 0 ? 0 : begins.get((int) index);
  }

  /**
   * What the journal says after one more entry.
   *
   * @param entry the next entry
   * @return the state after it; this one when it has no dice
   */
  public DiceState after(Entry entry) {
    if (entry.dice().isEmpty() && entry.rolls().isEmpty()) {
      return this;
    }
    DiceState state = this;
    // Where no epoch is open the entry opens one for its own dice; otherwise they fell before.
    if (!open) {
      state = state.events(entry);
    }
    state = state.rolls(entry);
    return open ? state.events(entry) : state;
  }

  private DiceState events(Entry entry) {
    DiceState state = this;
    for (DiceEvent event : entry.dice()) {
      state = state.after(event, entry.version());
    }
    return state;
  }

  private DiceState after(DiceEvent event, long version) {
    if (event instanceof DiceEvent.Opened opened) {
      List<Long> all = new ArrayList<>(begins);
      all.add(version);
      return new DiceState(
          opened.epoch(),
          true,
          opened.commitment(),
          opened.salt(),
          opened.nonces(),
          Map.of(),
          Map.of(),
          all.subList(Math.max(0, all.size() - EPOCHS), all.size()));
    }
    if (event instanceof DiceEvent.Nonce nonce) {
      Map<String, String> some = new TreeMap<>(nonce.late() ? late : nonces);
      some.put(nonce.by(), nonce.nonce());
      return new DiceState(
          epoch,
          open,
          commitment,
          salt,
          nonce.late() ? nonces : some,
          nonce.late() ? some : late,
          streams,
          begins);
    }
    return new DiceState(epoch, false, commitment, salt, nonces, late, streams, begins);
  }

  private DiceState rolls(Entry entry) {
    Map<String, Stream> all = null;
    for (Rolled rolled : entry.rolls()) {
      RollProof proof = rolled.proof().orElse(null);
      if (proof != null && proof.epoch() == epoch && proof.counter() > 0) {
        all = all == null ? new TreeMap<>(streams) : all;
        all.put(proof.stream(), counted(all.get(proof.stream()), proof, entry.cause().by()));
      }
    }
    return all == null
        ? this
        : new DiceState(epoch, open, commitment, salt, nonces, late, all, begins);
  }

  private Stream counted(@Nullable Stream before, RollProof proof, String by) {
    return before == null
        ? new Stream(text(nonces), proof.counter(), by)
        : new Stream(before.nonces(), Math.max(before.counter(), proof.counter()), before.by());
  }
}
