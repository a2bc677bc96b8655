package io.tablekeep.engine.loop;

import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.journal.entry.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Somebody waiting for a receipt.
 *
 * @param seat where it goes besides the future; null for nowhere
 * @param device the sender's device
 * @param n number of the action
 * @param since when the action arrived, in the runtime's nanoseconds
 * @param future completed with the receipt
 */
record Reply(
    @Nullable TableSeat seat,
    String device,
    long n,
    long since,
    CompletableFuture<Receipt> future) {

  /** When nobody can tell how long something takes. */
  private static final Duration SOON = Duration.ofMillis(500);

  /** Where it goes, of what a seat has sent. */
  TableSeat sender() {
    if (seat == null) {
      throw new IllegalStateException("no seat has sent this");
    }
    return seat;
  }

  Receipt receipt(Outcome outcome) {
    return receipt(device, n, outcome);
  }

  /** What the sender of an action is told of an outcome. */
  static Receipt receipt(String device, long n, Outcome outcome) {
    if (outcome instanceof Outcome.Refused refused) {
      return new Receipt(
          device, n, Receipt.Outcome.REFUSED, refused.code(), refused.message(), refused.field());
    }
    if (outcome instanceof Outcome.Pending pending) {
      return new Receipt(
          device,
          n,
          Receipt.Outcome.PENDING,
          pending.code(),
          pending.message(),
          "",
          pending.key(),
          List.of(),
          Duration.ZERO);
    }
    List<Receipt.Part> parts =
        outcome instanceof Outcome.Several several
            ? several.parts().stream().map(Reply::part).toList()
            : List.of();
    return new Receipt(
        device,
        n,
        Receipt.Outcome.APPLIED,
        outcome.code(),
        outcome.message(),
        "",
        "",
        parts,
        Duration.ZERO);
  }

  private static Receipt.Part part(Outcome.Part part) {
    Receipt.Outcome kind =
        switch (part.kind()) {
          case "applied" -> Receipt.Outcome.APPLIED;
          case "retry" -> Receipt.Outcome.RETRY;
          default -> Receipt.Outcome.REFUSED;
        };
    return new Receipt.Part(part.key(), kind, part.code(), part.message());
  }

  /** About how many bytes some receipts have. */
  static long weigh(List<Receipt> receipts) {
    long bytes = 0;
    for (Receipt receipt : receipts) {
      bytes += 64 + receipt.message().length() + receipt.field().length();
      bytes += 128L * receipt.parts().size();
    }
    return bytes;
  }

  Receipt refused(String code, String message, String field) {
    return new Receipt(device, n, Receipt.Outcome.REFUSED, code, message, field);
  }

  Receipt tooBusy() {
    return retry("too-busy", "The table is too busy at the moment. Try again in a moment.");
  }

  Receipt retry(String code, String message) {
    return retry(code, message, SOON);
  }

  Receipt retry(String code, String message, Duration after) {
    return new Receipt(device, n, Receipt.Outcome.RETRY, code, message, "", "", List.of(), after);
  }
}
