package io.tablekeep.engine.journal.entry;

import java.time.Instant;
import java.util.List;

/**
 * One decided action: why, what it changed, what was rolled, and what its sender was told. Also a
 * refused action makes an entry: without effects, but with the dice it rolled.
 *
 * @param version the document's version after this entry, which is also its position in the store;
 *     the first is 1
 * @param epoch the epoch its writer held
 * @param time when it was decided, in milliseconds; never before the entry below
 * @param cause who asked for what
 * @param effects what changed, in order
 * @param rolls dice that fell while deciding, in order
 * @param outcome what the sender was told
 * @param settled actions that waited and came to their end in this entry
 * @param dice what happened to the dice besides that they fell
 */
public record Entry(
    long version,
    long epoch,
    Instant time,
    Cause cause,
    List<Effect> effects,
    List<Rolled> rolls,
    Outcome outcome,
    List<Settled> settled,
    List<DiceEvent> dice) {
  /**
   * Copies the lists and cuts the time to milliseconds, as the text does.
   *
   * @param version the document's version after this entry, which is also its position in the
   *     store; the first is 1
   * @param epoch the epoch its writer held
   * @param time when it was decided, in milliseconds; never before the entry below
   * @param cause who asked for what
   * @param effects what changed, in order
   * @param rolls dice that fell while deciding, in order
   * @param outcome what the sender was told
   * @param settled actions that waited and came to their end in this entry
   * @param dice what happened to the dice besides that they fell
   */
  public Entry {
    time = Instant.ofEpochMilli(time.toEpochMilli());
    effects = effects instanceof PackedEffects ? effects : List.copyOf(effects);
    rolls = List.copyOf(rolls);
    settled = List.copyOf(settled);
    dice = List.copyOf(dice);
  }

  /**
   * An entry that settles nothing that waited.
   *
   * @param version the document's version after this entry
   * @param epoch the epoch its writer held
   * @param time when it was decided, in milliseconds; never before the entry below
   * @param cause who asked for what
   * @param effects what changed, in order
   * @param rolls dice that fell while deciding, in order
   * @param outcome what the sender was told
   */
  public Entry(
      long version,
      long epoch,
      Instant time,
      Cause cause,
      List<Effect> effects,
      List<Rolled> rolls,
      Outcome outcome) {
    this(version, epoch, time, cause, effects, rolls, outcome, List.of(), List.of());
  }
}
