package io.tablekeep.engine.dice;

import io.tablekeep.engine.journal.entry.DiceEvent;
import io.tablekeep.engine.runtime.Chance;
import io.tablekeep.sdk.state.DocumentId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The dice of one open campaign. Stands on the state of its journal, and keeps none of its own.
 * Loop-confined.
 */
public final class DiceHouse {
  /** Type of the entry that fixes dice which nothing has fixed yet. */
  public static final String AFRESH = "dice.commit";

  private final DiceKey key;
  private final Chance chance;
  private final DocumentId document;
  private final Supplier<DiceState> states;

  /**
   * The dice of a document.
   *
   * @param key the host's secret
   * @param chance where faces come from that a test tells
   * @param document whose dice
   * @param states what the journal says of them up to its last entry
   */
  public DiceHouse(DiceKey key, Chance chance, DocumentId document, Supplier<DiceState> states) {
    this.key = key;
    this.chance = chance;
    this.document = document;
    this.states = states;
  }

  /**
   * Begins an entry.
   *
   * @param by participant who sent what is decided; empty for nobody
   * @return its dice
   */
  public DiceTurn turn(String by) {
    return new DiceTurn(this, states.get(), by);
  }

  /**
   * Whether an entry is needed before anything is decided: nothing has fixed the dice yet, or the
   * key that fixed them is not the one here.
   *
   * @return true for journals of earlier versions, and for those that come from another host
   */
  public boolean isAdrift() {
    DiceState state = states.get();
    return isPlayed() && (!state.open() || !key.knows(document, state));
  }

  /**
   * What to journal when they are {@link #isAdrift adrift}.
   *
   * @return the end of an epoch whose seed nobody knows, and a new one
   */
  public List<DiceEvent> afresh() {
    DiceState state = states.get();
    DiceEvent.Opened next = key.open(document, state.epoch() + 1, state.late());
    if (!state.open()) {
      return List.of(next);
    }
    Map<String, Long> counters = new TreeMap<>();
    state.streams().forEach((name, stream) -> counters.put(name, stream.counter()));
    return List.of(new DiceEvent.Closed(state.epoch(), "", counters), next);
  }

  DiceKey key() {
    return key;
  }

  Chance chance() {
    return chance;
  }

  DocumentId document() {
    return document;
  }

  /** Only campaigns are played; other documents have no dice worth proving. */
  boolean isPlayed() {
    return document.kind() == DocumentId.Kind.CAMPAIGN;
  }

  boolean isScripted() {
    return chance.isScripted();
  }
}
