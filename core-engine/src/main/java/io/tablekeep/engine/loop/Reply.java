package io.tablekeep.engine.loop;

import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.journal.entry.Outcome;
import java.util.concurrent.CompletableFuture;

/**
 * Somebody waiting for a receipt.
 *
 * @param seat where it goes
 * @param device the sender's device
 * @param n number of the action
 * @param since when the action arrived, in the runtime's nanoseconds
 * @param future completed with the receipt
 */
record Reply(TableSeat seat, String device, long n, long since, CompletableFuture<Receipt> future) {

  Receipt receipt(Outcome outcome) {
    if (outcome instanceof Outcome.Refused refused) {
      return refused(refused.code(), refused.message(), refused.field());
    }
    Receipt.Outcome kind =
        outcome instanceof Outcome.Pending ? Receipt.Outcome.PENDING : Receipt.Outcome.APPLIED;
    return new Receipt(device, n, kind, outcome.code(), outcome.message(), "");
  }

  Receipt refused(String code, String message, String field) {
    return new Receipt(device, n, Receipt.Outcome.REFUSED, code, message, field);
  }

  Receipt retry(String code, String message) {
    return new Receipt(device, n, Receipt.Outcome.RETRY, code, message, "");
  }
}
