package io.tablekeep.server.ops;

import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.CampaignStore;
import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreException;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Whether the server can do its work: a durable write to the store, and a turn of each event loop.
 * One look is shared by all who ask while it goes on, and for a second after it.
 */
public final class Health {
  private static final long KEPT_MILLIS = 1_000;
  private static final long PATIENCE_MILLIS = 2_000;
  private static final DocumentId PROBE = new DocumentId(DocumentId.Kind.GLOBAL, "health");

  private final Vertx vertx;
  private final CampaignStore store;
  private final List<Context> loops;
  private final IntSupplier readOnly;

  /** The store waits for other nodes, as it does after a start; one that has written does not. */
  private boolean waits;

  private boolean isReadOnly;

  private Future<Report> last = Future.succeededFuture(new Report("unknown", false, "unknown", 0));
  private long lookedAt;

  /**
   * Looks at nothing yet.
   *
   * @param vertx its timers are used
   * @param store what must be writable
   * @param loops contexts of the event loops that must come round
   * @param readOnly how many documents take nothing new because the store failed
   * @param joins whether the server is a node of a cluster: until enough nodes are there for the
   *     first write, it is ready to show tables
   */
  public Health(
      Vertx vertx, CampaignStore store, List<Context> loops, IntSupplier readOnly, boolean joins) {
    this.vertx = vertx;
    this.store = store;
    this.loops = List.copyOf(loops);
    this.readOnly = readOnly;
    waits = joins;
    lookedAt = -KEPT_MILLIS;
  }

  /**
   * What was found.
   *
   * @param store {@code ok}, or what is wrong with the store
   * @param waits whether the store has only not begun yet, for want of other nodes
   * @param loops {@code ok}, or what is wrong with the event loops
   * @param readOnly how many documents take nothing new because the store failed
   */
  public record Report(String store, boolean waits, String loops, int readOnly) {
    /**
     * Whether work can be taken.
     *
     * @return true when nothing is wrong
     */
    public boolean ready() {
      return (store.equals("ok") || waits) && loops.equals("ok") && readOnly == 0;
    }
  }

  /**
   * Looks, unless that was done a moment ago.
   *
   * @return what was found; never fails
   */
  public synchronized Future<Report> look() {
    long now = TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    if (last.isComplete() && now - lookedAt >= KEPT_MILLIS) {
      lookedAt = now;
      Future<String> written =
          within(
              Future.fromCompletionStage(store.acquire(PROBE, "health"))
                  .map(epoch -> "ok")
                  .onComplete(this::begun),
              "the store did not answer");
      Future<String> turned = within(turns(), "an event loop does not come round");
      last = Future.all(written, turned).map(both -> report(both.resultAt(0), both.resultAt(1)));
    }
    return last;
  }

  private synchronized void begun(AsyncResult<String> written) {
    isReadOnly =
        written.failed()
            && written.cause() instanceof StoreException refused
            && refused.reason() == Refusal.READ_ONLY;
    waits &= written.failed();
  }

  private synchronized Report report(String written, String turned) {
    return new Report(written, waits && isReadOnly, turned, readOnly.getAsInt());
  }

  private Future<String> turns() {
    List<Future<Void>> all = new ArrayList<>();
    for (Context loop : loops) {
      Promise<Void> turn = Promise.promise();
      loop.runOnContext(turn::complete);
      all.add(turn.future());
    }
    return Future.all(all).map(each -> "ok");
  }

  private Future<String> within(Future<String> what, String late) {
    Promise<String> first = Promise.promise();
    long timer = vertx.setTimer(PATIENCE_MILLIS, id -> first.tryComplete(late));
    what.onComplete(
        done -> {
          vertx.cancelTimer(timer);
          first.tryComplete(done.succeeded() ? done.result() : say(done.cause()));
        });
    return first.future();
  }

  private static String say(Throwable fault) {
    String message = fault.getMessage();
    return message == null ? fault.getClass().getSimpleName() : message;
  }
}
