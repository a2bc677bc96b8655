package io.tablekeep.engine.cluster.hazelcast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tablekeep.contracts.store.SimulatedDisk;
import io.tablekeep.contracts.store.SimulatedStore;
import io.tablekeep.engine.Action;
import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.EngineOptions;
import io.tablekeep.engine.Listening;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.Seat;
import io.tablekeep.engine.Tables;
import io.tablekeep.engine.cluster.Census;
import io.tablekeep.engine.cluster.ElsewhereException;
import io.tablekeep.engine.cluster.placement.NodeCard;
import io.tablekeep.engine.residency.Residents;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.CampaignStore;
import io.vertx.core.VertxOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Engines on real members in one process, on a store that they share. */
class ClusterNodeTest {
  private static final DocumentId TABLE = DocumentId.campaign("night");
  private static final String SECRET = "only the nodes know that";

  private final String cluster = "test-" + UUID.randomUUID();
  private final ScheduledExecutorService disk = Executors.newSingleThreadScheduledExecutor();
  private final CampaignStore store =
      SimulatedStore.open(
          new SimulatedDisk(3),
          (delay, task) -> {
            var unused = disk.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
          },
          3);
  private final List<Host> hosts = new ArrayList<>();

  /** A node and its engine. */
  private static final class Host {
    final ClusterNode node;
    final Engine engine;

    Host(HazelcastOptions options, CampaignStore store) {
      VertxOptions setup = new VertxOptions().setEventLoopPoolSize(1);
      setup.getEventBusOptions().setHost("127.0.0.1").setClusterPublicHost("127.0.0.1");
      node =
          ClusterNode.join(
              options, NodeCard.Capacity.of(800, 1L << 30), setup, new SimpleMeterRegistry());
      engine = Engine.start(node.on(EngineOptions.on(store)));
      node.serve(engine, () -> vitals(engine.usage()));
    }

    private static Census.Vitals vitals(Residents.Usage usage) {
      return new Census.Vitals(
          new NodeCard.Held(usage.documents(), usage.active(), usage.bytes(), 0),
          NodeCard.Pulse.RESTING);
    }

    String address() {
      return node.bus().self();
    }
  }

  private Host start(String name) {
    return start(name, SECRET);
  }

  private Host start(String name, String secret) {
    List<String> join = new ArrayList<>();
    hosts.forEach(host -> join.add("127.0.0.1:" + host.node.port()));
    Host host =
        new Host(new HazelcastOptions(name, cluster, "127.0.0.1", 5801, join, secret), store);
    hosts.add(host);
    return host;
  }

  private static Action say(long n) {
    String payload = "{\"text\":\"line " + n + "\"}";
    return new Action("phone", n, "chat.say", payload.getBytes(StandardCharsets.UTF_8));
  }

  @AfterEach
  void stop() {
    hosts.forEach(host -> host.engine.close());
    hosts.forEach(host -> host.node.close());
    disk.shutdown();
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }

  private static void until(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "never: " + what);
      Thread.sleep(5);
    }
  }

  private void allKnow(int nodes) throws InterruptedException {
    until(
        nodes + " nodes",
        () -> hosts.stream().allMatch(host -> host.node.census().cards().size() == nodes));
  }

  private static String elsewhere(CompletableFuture<Campaign> opening) {
    try {
      get(opening);
    } catch (CompletionException e) {
      if (e.getCause() instanceof ElsewhereException moved) {
        return moved.node();
      }
      throw e;
    }
    throw new AssertionError("it was opened");
  }

  @Test
  void aTableIsKeptByOneNodeAndTakenOverWhenThatIsGone() throws Exception {
    Host ann = start("ann");
    Host bob = start("bob");
    allKnow(2);
    Campaign atAnn = get(ann.engine.create("night", Tables.document("")));
    Seat seat = get(atAnn.join("ada", new Listening()));
    assertEquals(Receipt.Outcome.APPLIED, get(seat.submit(say(1))).outcome());
    assertEquals(ann.address(), elsewhere(bob.engine.open("night")));
    assertEquals(ann.address(), get(bob.node.directory().locate(TABLE)));
    byte[] before = get(atAnn.state()).canonical();

    ann.node.terminate();
    until("ann is gone", () -> bob.node.members().live().equals(Set.of(bob.address())));
    Campaign atBob = get(bob.engine.open("night"));
    assertEquals(
        new String(before, StandardCharsets.UTF_8),
        new String(get(atBob.state()).canonical(), StandardCharsets.UTF_8));
    Receipt late = get(seat.submit(say(2)));
    assertEquals("not-stored", late.code(), "the store has fenced the older");
  }

  @Test
  void aTableIsGivenToAnotherNodeAndItsSeatsAreTold() throws Exception {
    Host ann = start("ann");
    Host bob = start("bob");
    allKnow(2);
    Listening heard = new Listening();
    get(get(ann.engine.create("night", Tables.document(""))).join("ada", heard));
    get(ann.engine.release(TABLE));
    assertTrue(heard.told.contains("closed moved"), heard.told::toString);
    get(bob.engine.open("night"));
    assertEquals(bob.address(), elsewhere(ann.engine.open("night")));
  }

  @Test
  void tablesAreSpreadOverTheNodesThatAreReady() throws Exception {
    Host ann = start("ann");
    Host bob = start("bob");
    allKnow(2);
    Set<String> places = new TreeSet<>();
    for (int i = 0; i < 40; i++) {
      DocumentId id = DocumentId.campaign("table-" + i);
      String place = get((i % 2 == 0 ? ann : bob).node.directory().locate(id));
      assertEquals(place, get((i % 2 == 0 ? bob : ann).node.directory().locate(id)));
      places.add(place);
    }
    assertEquals(Set.of(ann.address(), bob.address()), places);
  }

  @Test
  void whoDoesNotKnowTheSecretIsNotThere() throws Exception {
    Host ann = start("ann");
    Host eve = start("eve", "something quite different");
    Host bob = start("bob");
    until("ann and bob", () -> ann.node.members().live().size() == 2);
    assertEquals(Set.of(ann.address(), bob.address()), bob.node.members().live());
    assertEquals(Set.of(eve.address()), eve.node.members().live());
    assertThrows(
        IllegalArgumentException.class,
        () -> new HazelcastOptions("eve", cluster, "10.0.0.1", 5801, List.of(), ""));
  }

  /** Somebody who hears late that it was gone does this to a node that is back. */
  @Test
  void aNodeThatWasStruckOutIsFoundAgain() throws Exception {
    Host first = start("first");
    Host second = start("second");
    allKnow(2);
    HazelcastInstance hazelcast = Hazelcast.getHazelcastInstanceByName(first.address());
    hazelcast.getMultiMap("__vertx.subs").clear();
    hazelcast.getMap(BusEntry.ENTRIES).remove(second.address());
    until("it answers again", () -> hears(first, second));
  }

  private static boolean hears(Host asker, Host asked) {
    try {
      get(asker.node.mover().drain(asked.address(), false));
      return true;
    } catch (CompletionException e) {
      return false;
    }
  }
}
