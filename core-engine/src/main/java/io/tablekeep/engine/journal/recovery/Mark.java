package io.tablekeep.engine.journal.recovery;

import io.tablekeep.engine.dice.DiceState;
import io.tablekeep.engine.state.JsonObject;
import java.time.Instant;

/**
 * A document right after one of its entries.
 *
 * @param version version of the entry; 0 before the first
 * @param chain checksum of the entry, which the next one builds on
 * @param bytes text of all entries up to here
 * @param time time of the entry
 * @param root the document
 * @param dice what the journal says of its dice
 */
public record Mark(
    long version, int chain, long bytes, Instant time, JsonObject root, DiceState dice) {
  /**
   * A document without dice.
   *
   * @param version version of the entry; 0 before the first
   * @param chain checksum of the entry
   * @param bytes text of all entries up to here
   * @param time time of the entry
   * @param root the document
   */
  public Mark(long version, int chain, long bytes, Instant time, JsonObject root) {
    this(version, chain, bytes, time, root, DiceState.NONE);
  }

  /**
   * The same with another form of the same document.
   *
   * @param equal an equal document
   * @return a mark that holds it
   */
  public Mark with(JsonObject equal) {
    return new Mark(version, chain, bytes, time, equal, dice);
  }
}
