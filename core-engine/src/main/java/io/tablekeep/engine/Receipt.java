package io.tablekeep.engine;

import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import java.time.Duration;
import java.util.List;

/**
 * What became of an action. It exists only when that is durable.
 *
 * <p>The receipt of an action that waits is {@link Outcome#PENDING}. When it is settled, the seats
 * of its sender are told a second one of the same number, and from then on a retry of the same id
 * finds that.
 *
 * @param device the sender's device
 * @param n number of the action on that device
 * @param outcome what became of it
 * @param code stable kebab-case code: of a refusal, of what it waits for, of what happened in place
 *     of the action; {@code ok} when there is nothing to say
 * @param message a sentence for the player, empty when applied
 * @param field JSON pointer into the payload at fault, empty for the whole
 * @param ask key of the waiting action, which stands at {@code asks/{key}}; empty unless pending
 * @param parts outcomes of the decisions of a batch, in order; empty for everything else
 * @param retryAfter how long to wait before the same id is sent again; zero unless {@link
 *     Outcome#RETRY}
 */
public record Receipt(
    String device,
    long n,
    Outcome outcome,
    String code,
    String message,
    String field,
    String ask,
    List<Part> parts,
    Duration retryAfter) {

  /**
   * A receipt of an action that does not wait.
   *
   * @param device the sender's device
   * @param n number of the action on that device
   * @param outcome what became of it
   * @param code stable kebab-case code
   * @param message a sentence for the player, empty when applied
   * @param field JSON pointer into the payload at fault, empty for the whole
   */
  public Receipt(
      String device, long n, Outcome outcome, String code, String message, String field) {
    this(device, n, outcome, code, message, field, "", List.of(), Duration.ZERO);
  }

  /**
   * This receipt, for those who go on only when something happened.
   *
   * @return itself
   * @throws TablekeepException with its code, sentence and field when the outcome is not {@link
   *     Outcome#APPLIED}; of kind {@link ErrorKind#USER} when it was refused, {@link
   *     ErrorKind#RESOURCE} when that is not sure
   */
  public Receipt orThrow() {
    if (outcome == Outcome.APPLIED) {
      return this;
    }
    ErrorKind kind = outcome == Outcome.REFUSED ? ErrorKind.USER : ErrorKind.RESOURCE;
    if (field.isEmpty()) {
      throw new TablekeepException(kind, code, message);
    }
    // Rules name components, and the payload's place is a pointer.
    throw new TablekeepException(kind, code, message, field.startsWith("/") ? field : '/' + field);
  }

  /**
   * What became of one decision of a batch.
   *
   * @param ask key of the waiting action
   * @param outcome {@link Outcome#APPLIED} or {@link Outcome#REFUSED}; {@link Outcome#RETRY} when
   *     it could not be decided at this time
   * @param code stable kebab-case code, as if it had been sent alone
   * @param message a sentence, possibly empty
   */
  public record Part(String ask, Outcome outcome, String code, String message) {}

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
