package io.tablekeep.server.ws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tablekeep.contracts.store.SimulatedDisk;
import io.tablekeep.contracts.store.SimulatedStore;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.EngineOptions;
import io.tablekeep.engine.SeatOptions;
import io.tablekeep.engine.cluster.Census;
import io.tablekeep.engine.cluster.hazelcast.ClusterNode;
import io.tablekeep.engine.cluster.hazelcast.HazelcastOptions;
import io.tablekeep.engine.cluster.placement.NodeCard;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.CampaignStore;
import io.tablekeep.server.door.Door;
import io.tablekeep.server.door.DoorLimits;
import io.tablekeep.server.testing.RawSocket;
import io.tablekeep.server.wire.Wire;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sockets of one node at tables of another: real members, real sockets, a store they share. */
@Timeout(120)
class RelayTest {
  private static final DocumentId TABLE = DocumentId.campaign("night");

  /** The same for all nodes, or nobody could come back to another one. */
  private static final byte[] SEAL = new byte[32];

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

  /** A node with an engine and a port for sockets; a seat's token is the participant's key. */
  private static final class Host {
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final ClusterNode node;
    final Engine engine;
    final Sockets sockets = new Sockets(SocketLimits.defaults(), meters);
    final int port;
    volatile boolean stopping;

    Host(HazelcastOptions options, CampaignStore store) {
      VertxOptions setup = new VertxOptions().setEventLoopPoolSize(2);
      setup.getEventBusOptions().setHost("127.0.0.1").setClusterPublicHost("127.0.0.1");
      node = ClusterNode.join(options, NodeCard.Capacity.of(800, 1L << 30), setup, meters);
      SeatOptions seats = SeatOptions.defaults().withSeal(SEAL);
      engine = Engine.start(node.on(EngineOptions.on(store).withSeats(seats)));
      Doors doors =
          (campaign, token, with, listener) ->
              token.isEmpty()
                  ? CompletableFuture.failedFuture(
                      new TablekeepException(ErrorKind.USER, "bad-seat", "Nobody sits there."))
                  : engine.open(campaign).thenCompose(open -> open.join(with.of(token), listener));
      Relays relays = new Relays(node, 2, doors, sockets, meters, () -> stopping);
      node.serve(engine, () -> new Census.Vitals(NodeCard.Held.NOTHING, NodeCard.Pulse.RESTING));
      Door door = new Door(DoorLimits.defaults(), meters);
      SocketGate gate =
          new SocketGate(doors, sockets, Set.of(), door, Optional.of(relays), () -> stopping);
      port =
          node.vertx()
              .createHttpServer(new HttpServerOptions().setWebSocketSubProtocols(Wire.SUBPROTOCOLS))
              .requestHandler(request -> gate.open(request, "night"))
              .listen(0, "127.0.0.1")
              .await()
              .actualPort();
    }

    double count(String meter) {
      return meters.get(meter).counter().count();
    }

    void stop() {
      stopping = true;
      engine.close();
      node.close();
    }
  }

  private Host start(String name) {
    List<String> join = new ArrayList<>();
    hosts.forEach(host -> join.add("127.0.0.1:" + host.node.port()));
    Host host = new Host(new HazelcastOptions(name, cluster, "127.0.0.1", 5901, join, ""), store);
    hosts.add(host);
    return host;
  }

  private void allKnow(int nodes) throws InterruptedException {
    until(
        nodes + " nodes",
        () -> hosts.stream().allMatch(host -> host.node.census().cards().size() == nodes));
  }

  private static void until(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "never: " + what);
      Thread.sleep(5);
    }
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }

  private static byte[] document(String description) {
    return ("{\"id\":\"night\",\"schema\":1,\"campaign\":{\"name\":\"Night\",\"system\":\"table\","
            + "\"description\":\""
            + description
            + "\",\"createdAt\":\"2026-01-01T00:00:00Z\"},\"participants\":{"
            + "\"ada\":{\"name\":\"Ada\",\"role\":\"gm\"},"
            + "\"ben\":{\"name\":\"Ben\",\"role\":\"player\"}}}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static RawSocket sit(Host host, String who) throws IOException {
    return RawSocket.seated(host.port, "night", who, "phone-" + who);
  }

  private static String again(String who, JsonNode welcome) {
    String hello = RawSocket.hello(who, "phone-" + who);
    return hello.substring(0, hello.length() - 1)
        + ",\"resume\":\""
        + welcome.path("resume").asText()
        + "\",\"position\":"
        + welcome.path("position").asLong()
        + "}";
  }

  private static void say(RawSocket raw, long n) throws IOException {
    raw.act(n, "chat.say", "{\"text\":\"line " + n + "\"}");
  }

  @AfterEach
  void stop() {
    hosts.forEach(Host::stop);
    disk.shutdown();
  }

  @Test
  void aSocketOfAnyNodePlaysAtTheTable() throws Exception {
    Host ann = start("ann");
    Host bob = start("bob");
    allKnow(2);
    get(ann.engine.create("night", document("")));
    try (RawSocket here = sit(ann, "ada");
        RawSocket there = sit(bob, "ben")) {
      JsonNode atHome = here.next("welcome");
      JsonNode away = there.next("welcome");
      assertEquals("Ben", away.at("/participant/name").asText());
      assertEquals(atHome.at("/state/campaign"), away.at("/state/campaign"));
      assertEquals(1, bob.count("tablekeep.relays.opened"));
      assertEquals(0, ann.count("tablekeep.relays.opened"));
      // Said at once behind each other; what one node says the other shows, and in order.
      for (int n = 1; n <= 5; n++) {
        say(there, n);
      }
      for (int n = 1; n <= 5; n++) {
        assertEquals("applied", there.receipt(n).path("outcome").asText());
      }
      say(here, 1);
      assertEquals("applied", here.receipt(1).path("outcome").asText());
      there.text("{\"type\":\"open\",\"path\":\"/no/where\"}");
      assertEquals("/no/where", there.next("error").path("field").asText());
      // Garbage is answered by the node that understands it.
      there.text("{\"type\":\"act\",\"n\":9,\"action\":5,\"payload\":{}}");
      assertEquals(9, there.next("error").path("n").asInt());
    }
    until("both have left", () -> bob.node.lines().size() == 0 && ann.node.lines().size() == 0);
  }

  @Test
  void whoIsRefusedByTheOtherNodeIsRefusedHere() throws Exception {
    Host ann = start("ann");
    Host bob = start("bob");
    allKnow(2);
    get(ann.engine.create("night", document("")));
    try (RawSocket nobody = RawSocket.seated(bob.port, "night", "eve", "d1")) {
      JsonNode error = nobody.next("error");
      assertEquals("no-such-seat", error.path("code").asText());
      assertEquals(4404, nobody.closed().code());
    }
    try (RawSocket noHello = RawSocket.open(bob.port, "night")) {
      noHello.text("{\"type\":\"ready\"}");
      assertEquals(4400, noHello.closed().code());
    }
    try (RawSocket first = sit(bob, "ben")) {
      first.next("welcome");
      try (RawSocket second = sit(ann, "ben")) {
        second.next("welcome");
        assertEquals(4409, first.closed().code());
      }
    }
  }

  @Test
  void aTableThatGoesToAnotherNodeKeepsItsSockets() throws Exception {
    Host ann = start("ann");
    Host bob = start("bob");
    Host cid = start("cid");
    allKnow(3);
    get(ann.engine.create("night", document("")));
    try (RawSocket here = sit(ann, "ada");
        RawSocket there = sit(bob, "ben")) {
      JsonNode atHome = here.next("welcome");
      JsonNode away = there.next("welcome");
      say(there, 1);
      JsonNode receipt = there.receipt(1);
      get(ann.engine.release(TABLE));
      here.next("moving");
      there.next("moving");
      say(there, 2);
      there.text(again("ben", away));
      assertEquals(away.path("position").asLong(), there.next("resumed").path("position").asLong());
      here.text(again("ada", atHome));
      here.next("resumed");
      // What was said before the hello was not heard; what had its receipt has the same again.
      say(there, 2);
      assertEquals("applied", there.receipt(2).path("outcome").asText());
      say(there, 1);
      assertEquals(receipt, there.receipt(1));
      String keeper = get(cid.node.directory().locate(TABLE));
      assertEquals(keeper, get(bob.node.directory().locate(TABLE)));
    }
  }

  @Test
  void aNodeThatStopsHandsItsTalksOn() throws Exception {
    Host ann = start("ann");
    Host bob = start("bob");
    allKnow(2);
    get(ann.engine.create("night", document("")));
    try (RawSocket there = sit(bob, "ben")) {
      JsonNode welcome = there.next("welcome");
      say(there, 1);
      there.receipt(1);
      ann.sockets.stop(Duration.ofSeconds(10));
      there.next("moving");
      // The hello is held until another node can have the table.
      there.text(again("ben", welcome));
      say(there, 2);
      ann.stop();
      hosts.remove(ann);
      there.next("resumed");
      assertEquals("applied", there.receipt(2).path("outcome").asText());
      assertEquals(0, bob.node.lines().size());
    }
  }

  @Test
  void aLargeTableComesWholeInBothForms() throws Exception {
    Host ann = start("ann");
    Host bob = start("bob");
    allKnow(2);
    char[] long1 = new char[3_000];
    Arrays.fill(long1, 'x');
    get(ann.engine.create("night", document(new String(long1))));
    byte[] here;
    byte[] there;
    try (RawSocket raw = RawSocket.open(ann.port, "night", Wire.CBOR)) {
      raw.binary(hello("ada"));
      here = raw.nextBinary();
    }
    try (RawSocket raw = RawSocket.open(bob.port, "night", Wire.CBOR)) {
      raw.binary(hello("ada"));
      there = raw.nextBinary();
    }
    // The end is a token that nobody gets twice; the state before it is the same.
    int same = 0;
    while (same < Math.min(here.length, there.length) && here[same] == there[same]) {
      same++;
    }
    assertTrue(same > 40, () -> Arrays.toString(there));
    assertArrayEquals(Arrays.copyOf(here, 40), Arrays.copyOf(there, 40));
  }

  /** {@code {type: hello, seat: who, device: d}} in CBOR (RFC 8949). */
  private static byte[] hello(String who) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0xa3);
    for (String text : List.of("type", "hello", "seat", who, "device", "d")) {
      out.write(0x60 | text.length());
      out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
    return out.toByteArray();
  }
}
