package io.tablekeep.engine.loop;

import io.tablekeep.engine.Action;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.rules.Keys;
import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.sdk.state.Changes;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Brings what is to be decided or answered to the loop, from any thread. */
final class Submissions {
  private static final String OWN_DEVICE = "local";

  private final EngineRuntime runtime;
  private final Loop loop;
  private final DecisionLine line;
  private final ActionDesk desk;
  private final Executor onLoop;
  private final AtomicLong numbers = new AtomicLong();

  /**
   * A way to the loop.
   *
   * @param onLoop runs something on the loop, at once when called there
   */
  Submissions(
      EngineRuntime runtime, Loop loop, DecisionLine line, ActionDesk desk, Executor onLoop) {
    this.runtime = runtime;
    this.loop = loop;
    this.line = line;
    this.desk = desk;
    this.onLoop = onLoop;
  }

  /** A question, of which nobody waits for ever: what it throws is its answer. */
  static <T> Runnable answering(
      Consumer<CompletableFuture<T>> question, CompletableFuture<T> answer) {
    return () -> {
      try {
        question.accept(answer);
      } catch (RuntimeException e) {
        answer.completeExceptionally(e);
      }
    };
  }

  CompletableFuture<Receipt> of(TableSeat seat, Action action) {
    Reply reply = reply(seat, action.device(), action.n());
    arrive(seat, reply, () -> desk.arrive(action, reply));
    return reply.future();
  }

  /** Numbered by the clock, so that a program needs to remember nothing between its runs. */
  CompletableFuture<Receipt> of(TableSeat seat, Record payload) {
    long micros = Keys.micros(runtime.now());
    long n = numbers.updateAndGet(last -> Math.max(last + 1, micros));
    Reply reply = reply(seat, OWN_DEVICE, n);
    arrive(seat, reply, () -> desk.arrive(payload, reply));
    return reply.future();
  }

  CompletableFuture<Receipt> amend(String type, Map<String, Object> about, Changes changes) {
    Reply reply = reply(null, "", 0);
    onLoop.execute(() -> Amendment.submit(runtime, loop, line, type, about, changes, reply));
    return reply.future();
  }

  private Reply reply(@Nullable TableSeat seat, String device, long n) {
    return new Reply(seat, device, n, runtime.nanos(), new CompletableFuture<>());
  }

  private void arrive(TableSeat seat, Reply reply, Runnable then) {
    onLoop.execute(
        () -> {
          if (seat.isGone()) {
            reply.future().completeExceptionally(Seats.gone());
          } else {
            then.run();
          }
        });
  }
}
