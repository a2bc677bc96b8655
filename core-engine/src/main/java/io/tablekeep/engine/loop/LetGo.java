package io.tablekeep.engine.loop;

import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.journal.ledger.Ledger;
import io.tablekeep.engine.metrics.TableMetrics;
import java.util.function.Supplier;

/** What comes to nothing, and what those are told who wait for it. Loop-confined. */
final class LetGo {
  private final Flight flying;
  private final TableMetrics metrics;
  private final Supplier<Ledger> ledger;

  LetGo(Flight flying, TableMetrics metrics, Supplier<Ledger> ledger) {
    this.flying = flying;
    this.metrics = metrics;
    this.ledger = ledger;
  }

  /**
   * Answers somebody; a receipt that may tell of a version still on its way waits until that is
   * durable.
   */
  void answer(Reply reply, Receipt receipt) {
    if (receipt.outcome() == Receipt.Outcome.REFUSED) {
      flying.answer(reply, receipt);
    } else {
      flying.tell(reply, receipt);
    }
  }

  /** Decided, but not written: nothing has happened, and the id stays unused. */
  void turnAway(Waiting waiting, String code, String message) {
    release(waiting, code);
    waiting.replies.forEach(reply -> answer(reply, reply.refused(code, message, "")));
    waiting.then.over(false);
  }

  /** Not decided: the id stays unused. */
  void drop(Waiting waiting, String code, String message) {
    release(waiting, code);
    retryLater(waiting, code, message);
  }

  /** Not decided, as far as anybody knows: the same id will tell. */
  void retryLater(Waiting waiting, String code, String message) {
    waiting.replies.forEach(reply -> flying.tell(reply, reply.retry(code, message)));
    waiting.then.over(false);
  }

  private void release(Waiting waiting, String code) {
    metrics.refused(code);
    if (waiting.cause.hasId()) {
      ledger.get().release(waiting.by.id(), waiting.cause.device(), waiting.cause.n());
    }
  }
}
