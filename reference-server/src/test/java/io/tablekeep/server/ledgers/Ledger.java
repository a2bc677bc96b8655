package io.tablekeep.server.ledgers;

import java.util.List;
import java.util.Map;

/**
 * What one device knows of one table. Times are of one clock that all ledgers share and that never
 * goes back, in nanoseconds.
 *
 * @param by the participant
 * @param device the device
 * @param sent its actions, each once
 * @param told all receipts that came, again and again for what was sent again, as they came
 * @param seen what it saw of the watched places after each message that changed its view, as they
 *     came
 */
public record Ledger(
    String by, String device, List<Sent> sent, List<Told> told, List<Map<String, String>> seen) {

  /** An action, and when it was sent first. */
  public record Sent(long n, String type, String payload, long at) {}

  /** A receipt: its outcome, all of its text, and when it came. */
  public record Told(long n, String outcome, String text, long at) {}

  /** How messages name an action. */
  public String id(long n) {
    return by + ' ' + device + ' ' + n;
  }
}
