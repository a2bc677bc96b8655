package io.tablekeep.engine.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tablekeep.contracts.Seed;
import io.tablekeep.contracts.store.SimulatedDisk;
import io.tablekeep.contracts.store.SimulatedStore;
import io.tablekeep.engine.Action;
import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.EngineOptions;
import io.tablekeep.engine.Limits;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.Tables;
import io.tablekeep.engine.cluster.Directory;
import io.tablekeep.engine.cluster.Members;
import io.tablekeep.engine.cluster.copy.Copies;
import io.tablekeep.engine.cluster.copy.Copy;
import io.tablekeep.engine.cluster.line.Lines;
import io.tablekeep.engine.cluster.line.Services;
import io.tablekeep.engine.runtime.Bus;
import io.tablekeep.engine.runtime.sim.SimulatedNetwork;
import io.tablekeep.engine.runtime.sim.SimulatedRuntime;
import io.tablekeep.engine.runtime.sim.Simulation;
import io.tablekeep.engine.state.Canonical;
import io.tablekeep.engine.state.bind.NodeView;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.DocumentId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Copies of a table that is written all the time, while nodes die and the network fails. */
class CopiesSimulationTest {
  private static final DocumentId TABLE = DocumentId.campaign("night");
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int ACTIONS = 60;

  /** One cluster with copies of the table on all nodes. */
  private static final class World {
    final Simulation simulation;
    final SimulatedNetwork network;
    final SimulatedMap map;
    final SimulatedStore store;
    final SplittableRandom random;
    final Map<String, Node> nodes = new LinkedHashMap<>();

    /** What some node has shown at a version: all have to show the same. */
    final Map<Long, String> shown = new HashMap<>();

    final List<CompletableFuture<Copies.Acted>> acted = new ArrayList<>();
    int started;

    World(long seed, int size) {
      simulation = new Simulation(seed).maxSteps(20_000_000);
      network = new SimulatedNetwork(simulation);
      map = new SimulatedMap(simulation);
      store = SimulatedStore.open(new SimulatedDisk(seed), simulation::after, seed);
      random = new SplittableRandom(seed);
      for (int i = 0; i < size; i++) {
        start();
      }
      Campaign unused = simulation.await(any().engine.create(TABLE.id(), Tables.document("tally")));
    }

    Node start() {
      Node node = new Node(this, "node-" + ++started);
      nodes.put(node.name, node);
      return node;
    }

    Node any() {
      List<Node> all = new ArrayList<>(nodes.values());
      return all.get(random.nextInt(all.size()));
    }

    void kill(Node node) {
      nodes.remove(node.name);
      node.process.kill();
      simulation.after(
          Duration.ofMillis(400), () -> nodes.values().forEach(each -> each.lost(node.name)));
    }

    void lose(String from, String to, long millis) {
      network.cut(from, to);
      simulation.after(Duration.ofMillis(millis), () -> network.join(from, to));
    }

    void move() {
      String to = any().name;
      for (Node node : nodes.values()) {
        if (node.directory.holds(TABLE)) {
          CompletableFuture<String> unused =
              node.engine
                  .release(TABLE)
                  .thenCompose(gone -> node.directory.handOver(TABLE, to).toCompletableFuture());
        }
      }
    }

    /** The same number again from another node, as after a failover. */
    void act(int n) {
      Node by = any();
      String payload = "{\"amount\":1,\"label\":\"" + n + "\"}";
      byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
      Action action = new Action("phone", n, "tally.add", bytes);
      CompletableFuture<Copies.Acted> first = by.copies.act(TABLE, "ada", action, LONG);
      Copies.Acted acted = simulation.await(first);
      assertEquals(Receipt.Outcome.APPLIED, acted.receipt().outcome(), acted.toString());
      this.acted.add(first);
      if (random.nextInt(4) == 0) {
        Copies.Acted again = simulation.await(any().copies.act(TABLE, "ada", action, LONG));
        assertEquals(acted.receipt(), again.receipt());
      }
      if (random.nextInt(3) == 0) {
        Node reader = any();
        Copy.State seen =
            simulation.await(reader.copies.follow(TABLE).atLeast(acted.version(), LONG));
        assertTrue(sum(seen) >= n, "what was written is read: " + sum(seen) + " of " + n);
      }
    }

    static int sum(Copy.State state) {
      return state.root().at("actors", "bram", "tally", "sum").asInt(0);
    }

    void saw(String name, long before, Copy.State state) {
      assertTrue(state.version() > before, name + " went back from " + before);
      String text =
          new String(Canonical.bytes(((NodeView) state.root()).tree()), StandardCharsets.UTF_8);
      assertEquals(shown.computeIfAbsent(state.version(), v -> text), text);
    }
  }

  private static final class Node implements Members {
    final World world;
    final String name;
    final SimulatedRuntime process;
    final Directory directory;
    final Engine engine;
    final Copies copies;
    final List<Consumer<String>> listeners = new ArrayList<>();
    final Set<String> dead = new TreeSet<>();
    long version;

    Node(World world, String name) {
      this.world = world;
      this.name = name;
      process = world.simulation.runtime(name);
      Bus bus = world.network.connect(process, name);
      directory = new Directory(world.map.seenFrom(() -> 0), this, id -> world.any().name, process);
      engine =
          Engine.start(
              EngineOptions.on(world.store)
                  .withRuntime(process)
                  .withSystems(List.of(new Tally()))
                  .withLimits(Limits.defaults().withActionRate(1_000_000, 1_000_000))
                  .withDiceKey(new byte[32])
                  .withOwnership(directory)
                  .withOwner(name));
      directory.onSuperseded(
          id -> {
            CompletableFuture<Void> unused = engine.release(id);
          });
      Services services = new Services();
      Lines lines = new Lines(bus, this, process, services, new SimpleMeterRegistry());
      world.simulation.await(lines.listen());
      copies =
          new Copies(
              new Copies.Ground(bus, this, directory, lines, process),
              engine,
              Map.of(),
              new SimpleMeterRegistry());
      world.simulation.await(copies.begin(services));
    }

    void follow() {
      Copy copy = copies.follow(TABLE);
      copy.onChange(
          () -> {
            Copy.State state = copy.state(LONG);
            world.saw(name, version, state);
            version = state.version();
          });
    }

    @Override
    public String self() {
      return name;
    }

    @Override
    public Set<String> live() {
      Set<String> live = new TreeSet<>();
      for (int i = 1; i <= world.started + 1; i++) {
        live.add("node-" + i);
      }
      live.removeAll(dead);
      return live;
    }

    @Override
    public void onLost(Consumer<String> lost) {
      listeners.add(lost);
    }

    void lost(String other) {
      dead.add(other);
      listeners.forEach(each -> each.accept(other));
    }
  }

  private static void play(long seed, int blows) {
    World world = new World(seed, 3);
    List<Node> first = List.copyOf(world.nodes.values());
    first.forEach(Node::follow);
    for (int n = 1; n <= ACTIONS; n++) {
      world.act(n);
      world.simulation.advance(Duration.ofMillis(world.random.nextInt(100)));
      if (n * blows % ACTIONS < blows) {
        switch (world.random.nextInt(3)) {
          case 0 -> {
            if (world.nodes.size() > 2) {
              world.kill(world.any());
            }
          }
          case 1 -> world.move();
          default -> world.lose(world.any().name, world.any().name, 1 + world.random.nextInt(300));
        }
      }
    }
    Copy.State last = null;
    for (Node node : world.nodes.values()) {
      long version = world.acted.get(ACTIONS - 1).join().version();
      last = world.simulation.await(node.copies.follow(TABLE).atLeast(version, LONG));
      assertEquals(ACTIONS, World.sum(last), "seed " + seed + " at " + node.name);
    }
    assertTrue(last != null, "somebody is left");
  }

  @Test
  void whatIsWrittenAtOneNodeIsReadAtAll() {
    play(7, 0);
  }

  @Test
  void aCopySaysWhenItIsTooOld() {
    World world = new World(9, 2);
    Node owner =
        world.nodes.values().stream().filter(each -> each.directory.holds(TABLE)).toList().get(0);
    Node other = world.nodes.values().stream().filter(each -> each != owner).toList().get(0);
    Copy copy = other.copies.follow(TABLE);
    Copy.State state = world.simulation.await(copy.atLeast(0, LONG));
    world.simulation.advance(Duration.ofSeconds(20));
    assertEquals(state.version(), copy.state(Duration.ofSeconds(3)).version());
    world.network.cut(owner.name, other.name);
    world.simulation.advance(Duration.ofSeconds(20));
    TablekeepException stale =
        assertThrows(TablekeepException.class, () -> copy.state(Duration.ofSeconds(3)));
    assertEquals("copy-stale", stale.code());
    assertTrue(copy.age().compareTo(Duration.ofSeconds(15)) > 0, copy.age().toString());
    world.network.join(owner.name, other.name);
    world.simulation.advance(Duration.ofSeconds(10));
    assertEquals(state.version(), copy.state(Duration.ofSeconds(3)).version());
  }

  @Test
  void aLookIsOneLook() {
    World world = new World(10, 3);
    for (Node node : world.nodes.values()) {
      Copy.State state = world.simulation.await(node.copies.look(TABLE, LONG));
      assertEquals("The Long Night", state.root().at("campaign", "name").asText());
    }
  }

  @Test
  @Tag("torture")
  void noCopyGoesBackAndAllConvergeWhateverIsLost() {
    long from = Seed.of("noCopyGoesBackAndAllConvergeWhateverIsLost");
    String level = System.getProperty("tablekeep.torture", "quick");
    int runs = level.equals("long") ? 2_000 : level.equals("short") ? 200 : 30;
    for (int i = 0; i < runs; i++) {
      try {
        play(from + i, 6);
      } catch (RuntimeException | AssertionError failure) {
        throw new AssertionError("seed " + (from + i), failure);
      }
    }
  }
}
