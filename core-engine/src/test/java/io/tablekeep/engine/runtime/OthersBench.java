package io.tablekeep.engine.runtime;

import io.tablekeep.contracts.store.InMemoryStore;
import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.EngineOptions;
import io.tablekeep.engine.Limits;
import io.tablekeep.engine.Listening;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.Seat;
import io.tablekeep.engine.Tables;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.model.TokenRef;
import io.tablekeep.sdk.model.action.TokenMove;
import io.tablekeep.sdk.plugin.Budget;
import io.tablekeep.sdk.state.Changes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the other campaigns notice of one whose plugin misbehaves: a move and its receipt, by
 * percentiles. Its seats act as often as a socket lets them, 300 times a second each.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class OthersBench {
  /** Messages that a socket takes in a second. */
  private static final int RATE = 300;

  /** What the plugin of the one campaign does with every action. */
  public enum Manner {
    /** There is no such campaign. */
    ABSENT,
    /** Goes round for ever, in code that is instrumented as that of every loaded plugin. */
    LOOP,
    /** Waits for ever. */
    BLOCK,
    /** Throws. */
    THROW,
    /** Does its work, for six seats. */
    FLOOD
  }

  record Misbehave(int times) {}

  /** The manner of the plugin. */
  @Param public Manner manner;

  /**
   * Whether limits are the usual ones, with quarantine after three faults; else nothing ends it.
   */
  @Param({"true", "false"})
  public boolean defended;

  private final ScheduledExecutorService hands = Executors.newSingleThreadScheduledExecutor();
  private Engine engine;
  private Seat mover;
  private int moves;

  private final class Rude implements GameSystem {
    @Override
    public String id() {
      return "rude";
    }

    @Override
    public void define(SystemDefinition system) {
      system.action("do", Misbehave.class, (table, action) -> act());
    }

    @SuppressWarnings("InfiniteLoopStatement") // as it is meant
    private Decision act() {
      switch (manner) {
        case LOOP -> {
          while (true) {
            Budget.check();
          }
        }
        case BLOCK -> LockSupport.parkNanos(TimeUnit.MINUTES.toNanos(1));
        case THROW -> throw new IllegalStateException("rude");
        default -> {}
      }
      return Decision.apply(Changes.none());
    }
  }

  /** Opens a campaign to be measured and one that is a nuisance. */
  @Setup
  public void start() throws Exception {
    Limits usual = Limits.defaults().withActionRate(1_000_000, 1_000_000);
    engine =
        Engine.start(
            EngineOptions.on(new InMemoryStore())
                .withSystems(List.of(new Rude()))
                .withLimits(
                    defended ? usual : usual.withRules(Duration.ofMillis(250), Integer.MAX_VALUE)));
    mover = Tables.get(campaign("calm", "").join("ada", new Listening()));
    if (manner != Manner.ABSENT) {
      Campaign rude = campaign("rude", "rude");
      for (int i = 0; i < (manner == Manner.FLOOD ? 6 : 1); i++) {
        Seat seat = Tables.get(rude.join("gm", new Listening()));
        Future<?> unused =
            hands.scheduleAtFixedRate(() -> act(seat), 0, 1_000_000 / RATE, TimeUnit.MICROSECONDS);
      }
    }
  }

  private static void act(Seat seat) {
    CompletionStage<Receipt> unused = seat.act(new Misbehave(1));
  }

  private Campaign campaign(String id, String system) throws Exception {
    return Tables.get(engine.create(id, Tables.document(system)));
  }

  /** Stops both. */
  @TearDown
  public void stop() {
    hands.shutdownNow();
    engine.close();
  }

  /** A token is moved, and the move acknowledged. */
  @Benchmark
  public Receipt move() throws Exception {
    return Tables.get(
        mover.act(new TokenMove(new TokenRef("inn", "t1"), new Point(moves++ % 20, 2))));
  }
}
