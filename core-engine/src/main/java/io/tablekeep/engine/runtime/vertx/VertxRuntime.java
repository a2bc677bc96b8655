package io.tablekeep.engine.runtime.vertx;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.tablekeep.engine.runtime.Chance;
import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.engine.runtime.RulesExecutor;
import io.tablekeep.engine.runtime.rules.RulesOptions;
import io.tablekeep.engine.runtime.rules.RulesThreads;
import io.vertx.core.Context;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runtime of production. Loops are dealt out to the event loops in turn. Thread-safe.
 *
 * <pre>{@code
 * try (VertxRuntime runtime = VertxRuntime.builder().vertx(mine).meters(registry).build()) { … }
 * }</pre>
 */
public final class VertxRuntime implements EngineRuntime {
  private static final Logger LOG = LoggerFactory.getLogger(VertxRuntime.class);
  private static final long CLOSE_SECONDS = 10;

  private final Vertx vertx;
  private final boolean own;
  private final List<Lane> lanes = new ArrayList<>();
  private final AtomicInteger dealt = new AtomicInteger();
  private final Set<VertxLoop.Waiting> timers = ConcurrentHashMap.newKeySet();
  private final Workers workers;
  private final RulesThreads rules;
  private final Chance chance = new SecureChance();

  private VertxRuntime(Builder options) {
    own = options.vertx == null;
    vertx = options.vertx == null ? Vertx.vertx() : options.vertx;
    Counter failures =
        Counter.builder("tablekeep.loop.failures")
            .description("Tasks on event loops that threw")
            .register(options.meters);
    // Vert.x has no public way to say which event loop a context is to stand on.
    VertxInternal internal = (VertxInternal) vertx;
    for (EventExecutor executor : internal.nettyEventLoopGroup()) {
      ContextInternal context =
          internal
              .contextBuilder()
              .withThreadingModel(ThreadingModel.EVENT_LOOP)
              .withEventLoop((EventLoop) executor)
              .build();
      lanes.add(new Lane(context, failures));
    }
    workers = new Workers(options.workers, options.workerQueue, options.meters);
    rules = new RulesThreads(options.rules, options.meters);
  }

  /**
   * Starts with the defaults.
   *
   * @return what to change before {@link Builder#build}
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The Vert.x this runtime stands on.
   *
   * @return the one given, or its own
   */
  public Vertx vertx() {
    return vertx;
  }

  @Override
  public VertxLoop loop(String name) {
    return onLane(name, lanes.get(Math.floorMod(dealt.getAndIncrement(), lanes.size())));
  }

  /**
   * A loop on the event loop of a given context. Whoever writes to many sockets pushes one task for
   * all sockets of an event loop, instead of one hop each.
   *
   * @param name for logs
   * @param context an event-loop context of {@link #vertx}
   * @return the loop
   */
  public VertxLoop loopOf(String name, Context context) {
    EventLoop eventLoop = ((ContextInternal) context).nettyEventLoop();
    for (Lane lane : lanes) {
      if (lane.eventLoop() == eventLoop) {
        return onLane(name, lane);
      }
    }
    throw new IllegalArgumentException("the context is not of this runtime's Vertx");
  }

  private VertxLoop onLane(String name, Lane lane) {
    return new VertxLoop(name, lane, timers);
  }

  @Override
  public <T> CompletionStage<T> offload(Callable<T> work) {
    return workers.run(work);
  }

  @Override
  public RulesExecutor rules() {
    return rules;
  }

  @Override
  public Instant now() {
    return Instant.ofEpochMilli(System.currentTimeMillis());
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public Chance chance() {
    return chance;
  }

  /** Must not be called on an event loop: it waits for work that is under way, for some seconds. */
  @Override
  public boolean await(CompletionStage<?> stage, Duration atMost) {
    try {
      stage.toCompletableFuture().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("waited in vain", e);
      return false;
    }
  }

  @Override
  public void close() {
    List.copyOf(timers).forEach(VertxLoop.Waiting::cancel);
    rules.close();
    workers.close();
    if (own) {
      try {
        vertx.close().await(CLOSE_SECONDS, TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        throw new IllegalStateException("Vert.x did not close in " + CLOSE_SECONDS + " s", e);
      }
    }
  }

  /** What a runtime is made of. */
  public static final class Builder {
    private @Nullable Vertx vertx;
    private MeterRegistry meters = new CompositeMeterRegistry();
    private int workers = Math.max(4, Runtime.getRuntime().availableProcessors());
    private int workerQueue = 1024;
    private RulesOptions rules = RulesOptions.defaults();

    private Builder() {}

    /**
     * A Vert.x to stand on. Without one the runtime makes its own and closes it in the end.
     *
     * @param given stays open when the runtime is closed
     * @return this
     */
    public Builder vertx(Vertx given) {
      vertx = given;
      return this;
    }

    /**
     * Where metrics go; by default nowhere.
     *
     * @param registry the registry
     * @return this
     */
    public Builder meters(MeterRegistry registry) {
      meters = registry;
      return this;
    }

    /**
     * The pool for offloaded work.
     *
     * @param threads at least 1
     * @param queue how much work may wait, at least 1; more is refused as {@code overloaded}
     * @return this
     */
    public Builder workers(int threads, int queue) {
      workers = threads;
      workerQueue = queue;
      return this;
    }

    /**
     * The limits of the rules executor.
     *
     * @param options the limits
     * @return this
     */
    public Builder rules(RulesOptions options) {
      rules = options;
      return this;
    }

    /**
     * Starts the runtime.
     *
     * @return to be closed by the caller
     */
    public VertxRuntime build() {
      return new VertxRuntime(this);
    }
  }
}
