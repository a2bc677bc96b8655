package io.tablekeep.sdk.store;

/**
 * The outcome of a write ({@link CampaignStore#append} and the other writing calls).
 *
 * <p>A stage that fails, and a call that throws, mean the same as {@link Unknown}.
 */
public sealed interface Appended {

  /**
   * Stored; the sync that makes it survive power loss has returned.
   *
   * @param position the document's last position after this write
   */
  record Durable(long position) implements Appended {}

  /**
   * Known not to be stored, now or later: the writer may go on as if it had not asked.
   *
   * @param reason why
   * @param message a sentence for a log or a host, without secrets
   */
  record Rejected(Refusal reason, String message) implements Appended {}

  /**
   * Nobody can tell whether it is or will be stored. The only way on is {@link
   * CampaignStore#acquire} and reading what is there; never asking again with the same epoch.
   *
   * @param cause what happened
   */
  record Unknown(Throwable cause) implements Appended {}
}
