package io.tablekeep.server.load;

import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One open-loop run against one target. */
final class LoadRun {
  private static final Logger LOG = LoggerFactory.getLogger(LoadRun.class);
  private static final long STRAGGLERS_MS = 1_500;
  private static final int WARM_RATE = 3_000;

  /** Less than a server takes from one seat. */
  private static final int WARM_RATE_OF_A_SEAT = 40;

  private final Vertx vertx;
  private final LoadPlan plan;
  private final Measure measure = new Measure();
  private long lost;

  /** What the measured process has used so far. */
  interface Meter {
    /** Processor time, user and system, in microseconds. */
    double cpuMicros();

    /** Resident memory in units of 1,000,000 bytes. */
    double rssMb();
  }

  LoadRun(Vertx vertx, LoadPlan plan) {
    this.vertx = vertx;
    this.plan = plan;
  }

  LoadResult run(Sockets sockets, Meter meter) throws Exception {
    List<Sockets.Mover> movers = await(sockets.open(measure), 120);
    LOG.info("{} sockets are open", movers.size());
    double[] cpu = new double[2];
    Promise<Void> done = Promise.promise();
    vertx.getOrCreateContext().runOnContext(v -> play(movers, meter, cpu, done));
    await(done.future(), plan.warmup().toSeconds() + plan.seconds() + 30);
    if (measure.refusals() > 0 || lost > 0) {
      LOG.warn("{} moves were refused, {} could not be sent", measure.refusals(), lost);
    }
    return measure.result(plan.others(), cpu[1] - cpu[0], meter.rssMb());
  }

  private void play(List<Sockets.Mover> movers, Meter meter, double[] cpu, Promise<Void> done) {
    long start = System.nanoTime();
    // The warm-up is fast, so that what is measured afterwards is compiled code at any rate.
    int fast = Math.min(WARM_RATE, plan.campaigns() * plan.players() * WARM_RATE_OF_A_SEAT);
    double nanosPerWarm = 1e9 / Math.max(plan.rate(), fast);
    double nanosPerMove = 1e9 / plan.rate();
    long warm = (long) (plan.warmup().toNanos() / nanosPerWarm);
    double warmNanos = warm * nanosPerWarm;
    long total = warm + (long) plan.seconds() * plan.rate();
    long[] count = {0};
    vertx.setPeriodic(
        1,
        timer -> {
          double passed = System.nanoTime() - start;
          long due =
              passed < warmNanos
                  ? (long) (passed / nanosPerWarm)
                  : Math.min(total, warm + (long) ((passed - warmNanos) / nanosPerMove) + 1);
          while (count[0] < due) {
            long move = count[0]++;
            if (move == warm) {
              cpu[0] = meter.cpuMicros();
              measure.begin(warm);
            }
            double at =
                move < warm ? move * nanosPerWarm : warmNanos + (move - warm) * nanosPerMove;
            send(movers, move, start + (long) at);
          }
          if (count[0] == total) {
            vertx.cancelTimer(timer);
            cpu[1] = meter.cpuMicros();
            measure.end(total);
            vertx.setTimer(STRAGGLERS_MS, t -> done.complete());
          }
        });
  }

  /** Neighbouring moves go to different campaigns, as people's do. */
  private void send(List<Sockets.Mover> movers, long move, long dueNanos) {
    int campaign = (int) (move % plan.campaigns());
    int player = (int) (move / plan.campaigns() % plan.players());
    measure.sent(move, dueNanos);
    if (!movers.get(campaign * plan.players() + player).move(move)) {
      lost++;
    }
  }

  private static <T> T await(Future<T> future, long seconds) throws Exception {
    try {
      return future.toCompletionStage().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new TablekeepException(ErrorKind.RESOURCE, "load-failed", String.valueOf(e.getCause()));
    }
  }
}
