package io.tablekeep.engine;

/**
 * What became of an action. It exists only when that is durable.
 *
 * @param device the sender's device
 * @param n number of the action on that device
 * @param outcome what became of it
 * @param code stable kebab-case code of a refusal, {@code ok} otherwise
 * @param message a sentence for the player, empty when applied
 * @param field JSON pointer into the payload at fault, empty for the whole
 */
public record Receipt(
    String device, long n, Outcome outcome, String code, String message, String field) {

  /** The ends an action can come to. */
  public enum Outcome {
    /** It took effect. */
    APPLIED,
    /** It waits for an answer of somebody at the table. */
    PENDING,
    /** It was refused and changed nothing. Sending the same id again gives this receipt again. */
    REFUSED,
    /**
     * It was not decided, or its fate is not known yet. Sending the same id again is safe and gives
     * the real receipt.
     */
    RETRY
  }
}
