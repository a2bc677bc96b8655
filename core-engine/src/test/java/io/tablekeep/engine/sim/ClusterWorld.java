package io.tablekeep.engine.sim;

import io.tablekeep.contracts.store.SimulatedDisk;
import io.tablekeep.contracts.store.SimulatedStore;
import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.Tables;
import io.tablekeep.engine.cluster.move.MoveReport;
import io.tablekeep.engine.runtime.sim.SimulatedNetwork;
import io.tablekeep.engine.runtime.sim.Simulation;
import io.tablekeep.engine.state.Canonical;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.CampaignStore;
import io.tablekeep.sdk.store.Epoch;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One run of a cluster on a shared store: players come in at any node and are seated where the
 * table is; nodes die, are cut off, come back, and give the table to each other.
 */
final class ClusterWorld implements Scene {
  private static final long LONGEST = Duration.ofMinutes(5).toNanos();

  /** How soon the end of a process is noticed, and that of a line. */
  private static final long KILL_SEEN = 400;

  private static final long CUT_SEEN = 4_000;

  /** Until then blows are struck. */
  private static final long BLOWS = 12_000;

  private final Plan plan;
  private final int blows;
  private final Simulation simulation;
  private final SplittableRandom random;
  private final Evidence evidence = new Evidence();
  private final List<Player> players = new ArrayList<>();
  private final Map<String, ClusterNode> nodes = new LinkedHashMap<>();
  private final SimulatedMap map;
  private final SimulatedNetwork network;
  private final SimulatedStore store;
  private final CampaignStore entrance;
  private boolean founded;
  private int started;
  private int moves;
  private int taken;
  private int moved;

  ClusterWorld(Plan plan, int size, int blows) {
    this.plan = plan;
    this.blows = blows;
    simulation = new Simulation(plan.seed).maxSteps(20_000_000);
    random = new SplittableRandom(plan.seed ^ 0xc105);
    map = new SimulatedMap(simulation);
    network = new SimulatedNetwork(simulation);
    store =
        SimulatedStore.open(
            new SimulatedDisk(plan.seed), simulation::after, plan.seed, plan.storePlants());
    entrance = new Watching(store);
    for (int i = 0; i < size; i++) {
      start();
    }
    meet();
    players.add(new Player(this, "gm", "desk", plan, random.nextLong()));
    players.add(new Player(this, "ada", "phone", plan, random.nextLong()));
    players.add(new Player(this, "ada", "laptop", plan, random.nextLong()));
    players.add(new Player(this, "ben", "tablet", plan, random.nextLong()));
  }

  private final class Watching extends PassingStore {
    Watching(CampaignStore inner) {
      super(inner);
    }

    @Override
    public CompletionStage<Epoch> acquire(DocumentId id, String owner) {
      return super.acquire(id, owner)
          .thenApply(
              epoch -> {
                taken++;
                evidence.acquired(epoch.value(), store);
                return epoch;
              });
    }
  }

  @Override
  public Evidence evidence() {
    return evidence;
  }

  @Override
  public long nanos() {
    return simulation.nanos();
  }

  @Override
  public void after(long millis, Runnable task) {
    simulation.after(Duration.ofMillis(millis), task);
  }

  @Override
  public void told(String id, Receipt receipt) {
    simulation.note(id + receipt);
    evidence.receipt(id, receipt, store);
  }

  /** Any node: it asks its directory where the table is. */
  @Override
  public Door door() {
    ClusterNode at = any();
    ClusterNode[] owner = new ClusterNode[1];
    return new Door() {
      @Override
      public boolean isAlive() {
        ClusterNode there = owner[0];
        return at.host.isAlive()
            && (there == null || (there.host.isAlive() && there.side() == at.side()));
      }

      @Override
      public CompletableFuture<Campaign> open() {
        return at.directory
            .locate(Evidence.DOCUMENT)
            .toCompletableFuture()
            .thenCompose(
                name -> {
                  ClusterNode there = nodes.get(name);
                  if (there == null || there.side() != at.side()) {
                    return CompletableFuture.failedFuture(
                        new IllegalStateException(name + " is not reached"));
                  }
                  owner[0] = there;
                  return there.host.open();
                });
      }
    };
  }

  private ClusterNode any() {
    List<ClusterNode> all = alive();
    return all.get(random.nextInt(all.size()));
  }

  private List<ClusterNode> alive() {
    return nodes.values().stream().filter(node -> node.host.isAlive()).toList();
  }

  // Nodes.

  private void start() {
    String name = "node-" + ++started;
    nodes.put(
        name,
        new ClusterNode(
            simulation, name, map, network, id -> chosen(nodes.get(name)), entrance, plan));
  }

  /** Any node that is believed to be here: where a table goes is of no matter for what holds. */
  private String chosen(ClusterNode by) {
    List<String> all = List.copyOf(new TreeSet<>(by.believes()));
    return all.get(random.nextInt(all.size()));
  }

  /** Everyone learns who is alive on their side. */
  private void meet() {
    for (ClusterNode node : alive()) {
      Set<String> here =
          alive().stream()
              .filter(other -> other.side() == node.side())
              .map(other -> other.name)
              .collect(Collectors.toSet());
      node.learn(here);
    }
  }

  private void strike() {
    switch (random.nextInt(4)) {
      case 0 -> kill();
      case 1 -> cut();
      default -> move();
    }
  }

  private void kill() {
    if (alive().size() < 2) {
      return;
    }
    kill(any());
  }

  private void kill(ClusterNode node) {
    node.host.kill();
    after(KILL_SEEN, this::meet);
    after(
        1_000 + random.nextInt(2_000),
        () -> {
          start();
          meet();
        });
  }

  /** One node alone; the store is reached from both sides. */
  private void cut() {
    List<ClusterNode> together = alive().stream().filter(node -> node.side() == 0).toList();
    if (together.size() < 2) {
      return;
    }
    ClusterNode alone = together.get(random.nextInt(together.size()));
    int side = ++moves;
    map.split(side);
    alone.side(side);
    List<String> others = List.copyOf(nodes.keySet());
    others.forEach(
        other -> {
          network.cut(alone.name, other);
          network.cut(other, alone.name);
        });
    boolean noticed = random.nextInt(3) > 0;
    if (noticed) {
      after(CUT_SEEN, this::meet);
    }
    after(
        noticed ? CUT_SEEN + random.nextInt(4_000) : random.nextInt((int) CUT_SEEN),
        () -> {
          alone.side(0);
          others.forEach(
              other -> {
                network.join(alone.name, other);
                network.join(other, alone.name);
              });
          map.merge(side);
          meet();
        });
  }

  /** The owner gives the table to another node; now and then one of them dies meanwhile. */
  private void move() {
    evidence.hear(
        any().directory.locate(Evidence.DOCUMENT),
        (owner, failure) -> {
          ClusterNode from = nodes.get(owner);
          if (from != null && from.host.isAlive()) {
            move(from, nodes.get(chosen(from)));
          }
        });
  }

  private void move(ClusterNode from, @Nullable ClusterNode to) {
    if (to == null || to == from) {
      return;
    }
    evidence.hear(
        from.moves.move(Evidence.DOCUMENT, to.name, "asked"),
        (report, failure) -> {
          if (report == null) {
            evidence.fail("a move did not end: " + failure);
          } else if (report.outcome() == MoveReport.Outcome.MOVED) {
            moved++;
          }
        });
    ClusterNode dies = random.nextInt(2) == 0 ? from : to;
    if (random.nextInt(4) == 0) {
      after(
          random.nextInt(12),
          () -> {
            if (dies.host.isAlive() && alive().size() > 1) {
              kill(dies);
            }
          });
    }
  }

  /** How often the table was given from one living node to another. */
  int moved() {
    return moved;
  }

  // The run.

  private interface Condition {
    boolean holds();
  }

  /** Plays to the end; gives the hash of everything that happened. */
  long play() {
    try {
      found();
      players.forEach(Player::start);
      for (int i = 0; i < blows; i++) {
        after(random.nextLong(BLOWS), this::strike);
      }
      until(
          "everyone has a receipt for everything",
          () ->
              nanos() > Duration.ofMillis(BLOWS + 10_000).toNanos()
                  && players.stream().allMatch(Player::isDone));
      judge();
      return simulation.trace();
    } catch (RuntimeException failure) {
      throw new AssertionError(plan + ": " + failure.getMessage(), failure);
    }
  }

  /** How often the table was taken by a node. */
  int taken() {
    return taken;
  }

  /** Again and again: who makes the table may be killed before it is made. */
  private void found() {
    if (founded) {
      return;
    }
    evidence.hear(
        any().host.create(Tables.document("tally")),
        (campaign, failure) -> founded |= failure == null || code(failure).endsWith("-exists"));
    after(200, this::found);
  }

  private static String code(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return cause instanceof TablekeepException coded ? coded.code() : "";
  }

  private void until(String what, Condition condition) {
    while (!condition.holds()) {
      if (!simulation.step() || simulation.nanos() > LONGEST) {
        throw new AssertionError(plan + ": never: " + what);
      }
      check();
    }
  }

  private void check() {
    String failure = evidence.failure();
    if (failure != null) {
      throw new AssertionError(plan + ", step " + simulation.steps() + ": " + failure);
    }
  }

  private void judge() {
    CompletableFuture<Campaign.State> told = door().open().thenCompose(Campaign::state);
    until("the document is told", told::isDone);
    evidence.refresh(store);
    evidence.unchanged(store);
    check();
    expect(evidence.version(), told.join().version());
    expect(
        new String(Canonical.bytes(evidence.replayed()), StandardCharsets.UTF_8),
        new String(told.join().canonical(), StandardCharsets.UTF_8));
    expect(players.size() * plan.actionsEach, evidence.told());
  }

  private void expect(Object expected, Object found) {
    if (!expected.equals(found)) {
      throw new AssertionError(plan + ": " + found + " instead of " + expected);
    }
  }
}
