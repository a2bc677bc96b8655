package io.tablekeep.engine.cluster.move;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.cluster.Census;
import io.tablekeep.engine.cluster.Directory;
import io.tablekeep.engine.cluster.Members;
import io.tablekeep.engine.cluster.move.MoveReport.Outcome;
import io.tablekeep.engine.cluster.placement.Move;
import io.tablekeep.engine.cluster.placement.NodeCard;
import io.tablekeep.engine.cluster.placement.NodeState;
import io.tablekeep.engine.cluster.placement.RebalancePolicy;
import io.tablekeep.engine.cluster.placement.Rebalancer;
import io.tablekeep.engine.cluster.placement.SlowWatch;
import io.tablekeep.engine.residency.Residents;
import io.tablekeep.engine.runtime.Bus;
import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.DocumentId;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves documents away from this node when it holds more than its share, is busier or slower than
 * the others, or is to leave. Each node looks after its own. Thread-safe.
 */
public final class Mover {
  private static final Logger LOG = LoggerFactory.getLogger(Mover.class);
  private static final String DRAIN = "node-drain";
  private static final Duration ROUND = Duration.ofSeconds(1);

  /** While a node is emptied the next round follows as soon as a move is over, but not at once. */
  private static final Duration SOON = Duration.ofMillis(20);

  private static final Duration SLOW_AFTER = Duration.ofSeconds(20);
  private static final Duration WELL_AFTER = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration TICK = Duration.ofMillis(500);

  /** Standing still for longer may have cost the node its documents; see the heartbeat's limit. */
  private static final Duration STILL = Duration.ofSeconds(2);

  private final Bus bus;
  private final Members members;
  private final Census census;
  private final Directory directory;
  private final EngineRuntime runtime;
  private final Moves moves;
  private final Loop loop;
  private final Rebalancer<DocumentId> rebalancer;
  private final SlowWatch slow;
  private final Counter stills;

  private volatile @Nullable Engine engine;
  private @Nullable CompletableFuture<Boolean> draining;
  private final Shares shares;
  private boolean soon;
  private boolean stopped;

  /**
   * A mover that rests until {@link #begin}.
   *
   * @param bus reaches the other nodes
   * @param members who is here
   * @param census what is known of them
   * @param directory who has what
   * @param runtime time and a loop
   * @param meters where the figures go
   */
  public Mover(
      Bus bus,
      Members members,
      Census census,
      Directory directory,
      EngineRuntime runtime,
      MeterRegistry meters) {
    this.bus = bus;
    this.members = members;
    this.census = census;
    this.directory = directory;
    this.runtime = runtime;
    stills =
        Counter.builder("tablekeep.node.stills")
            .description("Times that this process stood still and then asked what it still owns")
            .register(meters);
    moves = new Moves(bus, members, directory, runtime, meters);
    shares = new Shares(moves);
    loop = runtime.loop("mover");
    rebalancer =
        census.with(roster -> new Rebalancer<>(census.name(), roster, RebalancePolicy.defaults()));
    slow = census.with(roster -> new SlowWatch(census.name(), roster, SLOW_AFTER, WELL_AFTER));
  }

  /**
   * Begins to look after the documents of an engine.
   *
   * @param into has them
   * @return done when the other nodes can reach this one
   */
  public CompletionStage<Void> begin(Engine into) {
    engine = into;
    loop.execute(this::round);
    loop.execute(() -> tick(runtime.nanos()));
    return moves
        .begin(into, this::admits)
        .thenCompose(reached -> bus.answer(DRAIN, loop, this::drainAsked));
  }

  /** Looks whether the process stood still since the last time, as one does that was stopped. */
  private void tick(long before) {
    Engine of = engine;
    long now = runtime.nanos();
    if (stopped || of == null) {
      return;
    }
    if (now - before > STILL.toNanos()) {
      LOG.warn("this node stood still for {} ms", TimeUnit.NANOSECONDS.toMillis(now - before));
      stills.increment();
      of.doubt("the process stood still for a while");
    }
    loop.after(TICK, () -> tick(now));
  }

  private boolean admits(DocumentId document, int moving) {
    return census.state() == NodeState.READY && rebalancer.admits(moving);
  }

  private void round() {
    if (stopped) {
      return;
    }
    try {
      look();
    } catch (RuntimeException e) {
      LOG.error("no documents were moved in this round", e);
    }
    loop.after(ROUND, this::round);
  }

  private void look() {
    Engine of = engine;
    if (of == null) {
      return;
    }
    long now = TimeUnit.NANOSECONDS.toMillis(runtime.nanos());
    NodeState state = census.state();
    NodeState next = census.with(roster -> slow.judge(now, state));
    if (next != state) {
      LOG.warn("this node is {} from now on", next);
      census.become(next);
    }
    double load = load();
    List<Residents.Stay> stays = of.stays();
    shares.renew(stays, load);
    boolean leaves = next == NodeState.DRAINING;
    if (leaves || next == NodeState.SLOW) {
      closeIdle(stays, next);
    }
    List<Move<DocumentId>> planned =
        census.with(roster -> rebalancer.plan(now, moves.leaving(), moves.coming(), shares));
    planned.forEach(this::start);
    CompletableFuture<Boolean> waiting = draining;
    if (leaves && waiting != null) {
      if (stays.isEmpty() && moves.leaving() == 0) {
        waiting.complete(true);
      } else if (members.live().size() < 2) {
        waiting.complete(false);
      }
    }
  }

  private double load() {
    return census
        .with(roster -> roster.card(census.name()))
        .map(card -> card.pulse().load())
        .orElse(0.0);
  }

  /** What nobody sits at needs no other node before somebody wants it. */
  private void closeIdle(List<Residents.Stay> stays, NodeState why) {
    int free = Moves.AT_ONCE - moves.underWay();
    for (Residents.Stay stay : stays) {
      if (free > 0 && !stay.occupied() && !moves.isGoing(stay.id())) {
        free--;
        String reason = why == NodeState.SLOW ? "slow" : "drain";
        then(moves.close(stay.id(), reason));
      }
    }
  }

  private void start(Move<DocumentId> move) {
    Optional<NodeCard> to = census.with(roster -> roster.card(move.to()));
    if (to.isEmpty() || !members.isLive(to.get().address())) {
      return;
    }
    census.with(
        roster -> {
          roster.sent(move.to());
          return true;
        });
    then(
        moves.move(
            move.document(), to.get().address(), move.reason().name().toLowerCase(Locale.ROOT)));
  }

  private void then(CompletableFuture<MoveReport> move) {
    loop.resume(
        move,
        (report, failure) -> {
          NodeState state = census.state();
          boolean empties = state == NodeState.DRAINING || state == NodeState.SLOW;
          boolean went =
              report != null
                  && (report.outcome() == Outcome.MOVED || report.outcome() == Outcome.CLOSED);
          if (empties && went && !soon && !stopped) {
            soon = true;
            loop.after(
                SOON,
                () -> {
                  soon = false;
                  look();
                });
          }
        });
  }

  /**
   * Has all documents leave this node, and takes no others.
   *
   * @return true when nothing is left here; false when it was told to {@link #undrain}, or when no
   *     other node is there
   */
  public CompletionStage<Boolean> drain() {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    loop.execute(
        () -> {
          CompletableFuture<Boolean> before = draining;
          CompletableFuture<Boolean> mine = before == null ? new CompletableFuture<>() : before;
          draining = mine;
          CompletableFuture<Boolean> unused = mine.thenApply(done::complete);
          if (before == null) {
            LOG.info("this node is being drained");
            directory.declines(true);
            census.become(NodeState.DRAINING);
            loop.after(SOON, this::look);
          }
        });
    return done;
  }

  /** Takes documents again. */
  public void undrain() {
    loop.execute(
        () -> {
          CompletableFuture<Boolean> before = draining;
          if (before != null) {
            LOG.info("this node takes documents again");
            draining = null;
            directory.declines(false);
            census.become(NodeState.READY);
            before.complete(false);
          }
        });
  }

  /**
   * Drains a node, or has it take documents again.
   *
   * @param node address of any live node
   * @param now whether it is to be empty
   * @return done when it has heard; its card tells what it is up to
   */
  public CompletionStage<Void> drain(String node, boolean now) {
    return bus.ask(node, DRAIN, new byte[] {(byte) (now ? 1 : 0)}, PATIENCE).thenApply(a -> null);
  }

  private CompletionStage<byte[]> drainAsked(String from, byte[] message) {
    if (!members.isLive(from) || message.length != 1) {
      throw new TablekeepException(
          ErrorKind.RESOURCE, "node-unreachable", "That server is not of this cluster.");
    }
    if (message[0] == 1) {
      CompletionStage<Boolean> unused = drain();
    } else {
      undrain();
    }
    return CompletableFuture.completedFuture(message);
  }

  /** Begins no more moves. */
  public void stop() {
    loop.execute(() -> stopped = true);
  }

  /**
   * The moves of this node.
   *
   * @return what carries them out
   */
  public Moves moves() {
    return moves;
  }
}
