package io.tablekeep.engine.journal.entry;

import java.util.Map;
import java.util.TreeMap;

/**
 * Something that happens to a campaign's dice in an entry, besides that they fall. {@code
 * engine.dice} says what for.
 */
public sealed interface DiceEvent {
  /**
   * The epoch it is about.
   *
   * @return its number, from 1
   */
  long epoch();

  /**
   * An epoch begins: its seed is fixed, and told by its hash alone.
   *
   * @param epoch its number
   * @param commitment SHA-256 of the seed, 64 hexadecimal digits
   * @param salt what the seed was derived with, 32 hexadecimal digits; tells nothing without the
   *     host's key
   * @param nonces those that came too late for the epoch before, by participant
   */
  record Opened(long epoch, String commitment, String salt, Map<String, String> nonces)
      implements DiceEvent {
    /**
     * Copies and sorts the nonces.
     *
     * @param epoch as in the record
     * @param commitment as in the record
     * @param salt as in the record
     * @param nonces as in the record
     */
    public Opened {
      nonces = java.util.Collections.unmodifiableMap(new TreeMap<>(nonces));
    }
  }

  /**
   * Somebody adds chance of their own.
   *
   * @param epoch number of the epoch
   * @param by participant
   * @param nonce what they add
   * @param late whether dice had fallen before everyone already, so that it counts from the next
   *     epoch
   */
  record Nonce(long epoch, String by, String nonce, boolean late) implements DiceEvent {}

  /**
   * An epoch ends, and its seed is shown.
   *
   * @param epoch its number
   * @param seed 64 hexadecimal digits; empty when the host's key was lost, so that nobody knows it
   * @param counters how many rolls each stream had
   */
  record Closed(long epoch, String seed, Map<String, Long> counters) implements DiceEvent {
    /**
     * Copies and sorts the counters.
     *
     * @param epoch as in the record
     * @param seed as in the record
     * @param counters as in the record
     */
    public Closed {
      counters = java.util.Collections.unmodifiableMap(new TreeMap<>(counters));
    }
  }
}
