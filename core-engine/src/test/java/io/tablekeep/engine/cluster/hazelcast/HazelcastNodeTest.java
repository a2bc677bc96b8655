package io.tablekeep.engine.cluster.hazelcast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tablekeep.engine.cluster.Directory;
import io.tablekeep.engine.cluster.ElsewhereException;
import io.tablekeep.engine.cluster.SharedMap;
import io.tablekeep.engine.runtime.Bus;
import io.tablekeep.engine.runtime.vertx.VertxBus;
import io.tablekeep.engine.runtime.vertx.VertxRuntime;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.DocumentId;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real members in one process, each with its sockets: who is here, what they share and say. */
class HazelcastNodeTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final DocumentId TABLE = DocumentId.campaign("night");

  private final String cluster = "test-" + UUID.randomUUID();
  private final int port = freePort();
  private final List<Node> nodes = new ArrayList<>();

  /** A member with everything that stands on it. */
  private static final class Node implements AutoCloseable {
    final HazelcastNode member;
    final Vertx vertx;
    final VertxRuntime runtime;
    final Bus bus;
    final SharedMap map;
    boolean closed;

    Node(HazelcastOptions options) {
      member = HazelcastNode.start(options, UUID.randomUUID().toString());
      VertxOptions setup = new VertxOptions().setEventLoopPoolSize(1);
      setup.getEventBusOptions().setHost("127.0.0.1").setClusterPublicHost("127.0.0.1");
      vertx = member.vertx(setup);
      runtime = VertxRuntime.builder().vertx(vertx).build();
      bus = new VertxBus(vertx, new SimpleMeterRegistry());
      map = member.directory(runtime);
    }

    String name() {
      return member.members().self();
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        runtime.close();
        get(vertx.close().toCompletionStage());
        member.close();
      }
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      // Ports that are tried after it may be taken; each member takes the next free one.
      return Math.min(socket.getLocalPort(), 65_000);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Node start(String name) {
    List<String> join = new ArrayList<>(List.of("127.0.0.1:" + port));
    nodes.forEach(node -> join.add("127.0.0.1:" + node.member.port()));
    Node node = new Node(new HazelcastOptions(name, cluster, "127.0.0.1", port, join, ""));
    nodes.add(node);
    return node;
  }

  @AfterEach
  void stop() {
    nodes.forEach(Node::close);
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join();
  }

  private static void until(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + LONG.toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "never: " + what);
      Thread.sleep(5);
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void membersKnowEachOtherAndNoticeWhoIsGone() throws Exception {
    Node ann = start("ann");
    Node bob = start("bob");
    Set<String> both = Set.of(ann.name(), bob.name());
    until("two", () -> ann.member.members().live().equals(both));
    assertEquals(both, bob.member.members().live());
    assertEquals("bob", ann.member.members().name(bob.name()));
    assertEquals(ann.name(), ann.bus.self());
    List<String> lost = Collections.synchronizedList(new ArrayList<>());
    ann.member.members().onLost(lost::add);
    bob.member.terminate();
    until("one", () -> ann.member.members().live().equals(Set.of(ann.name())));
    until("told", () -> lost.equals(List.of(bob.name())));
  }

  @Test
  void aMapIsChangedByOneOfAllWhoWantTo() {
    List<Node> three = List.of(start("ann"), start("bob"), start("cat"));
    List<CompletableFuture<Optional<String>>> answers = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      Node node = three.get(i % 3);
      answers.add(
          node.map
              .swap("campaign/night", Optional.empty(), Optional.of("value " + i))
              .toCompletableFuture());
    }
    Set<Optional<String>> stands = new java.util.HashSet<>();
    answers.forEach(answer -> stands.add(get(answer)));
    assertEquals(1, stands.size(), stands::toString);
    Optional<String> now = get(three.get(1).map.get("campaign/night"));
    assertEquals(stands, Set.of(now));
    assertEquals(
        now, get(three.get(2).map.swap("campaign/night", Optional.of("other"), Optional.empty())));
    assertEquals(
        Optional.empty(), get(three.get(0).map.swap("campaign/night", now, Optional.empty())));
    assertEquals(0, get(three.get(2).map.all(value -> true)).size());
  }

  @Test
  void messagesArriveInOrderAndAnswersComeBackOrSayWhyNot() throws Exception {
    Node ann = start("ann");
    Node bob = start("bob");
    List<String> heard = Collections.synchronizedList(new ArrayList<>());
    get(
        bob.bus.listen(
            "lines", bob.runtime.loop("lines"), (from, said) -> heard.add(from + text(said))));
    get(
        bob.bus.answer(
            "echo",
            bob.runtime.loop("echo"),
            (from, said) ->
                text(said).isEmpty()
                    ? CompletableFuture.failedFuture(
                        new TablekeepException(ErrorKind.USER, "nothing", "Say more.", "/text"))
                    : CompletableFuture.completedFuture(said)));
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      sent.add(ann.name() + " line " + i);
      ann.bus.send(bob.name(), "lines", bytes(" line " + i));
    }
    until("all are heard", () -> heard.size() == sent.size());
    assertEquals(sent, heard);
    byte[] large = new byte[Bus.MESSAGE_BYTES];
    assertArrayEquals(large, get(ann.bus.ask(bob.name(), "echo", large, LONG)));
    TablekeepException refused = refused(ann.bus.ask(bob.name(), "echo", new byte[0], LONG));
    assertEquals("nothing", refused.code());
    assertEquals(Optional.of("/text"), refused.field());
    assertEquals(ErrorKind.USER, refused.kind());
    assertEquals("node-unreachable", refused(ann.bus.ask("nobody", "echo", large, LONG)).code());
    assertThrows(
        IllegalArgumentException.class,
        () -> ann.bus.send(bob.name(), "lines", new byte[Bus.MESSAGE_BYTES + 1]));
    bob.member.terminate();
    assertEquals(
        "node-unreachable",
        refused(ann.bus.ask(bob.name(), "nothing", large, Duration.ofSeconds(2))).code());
  }

  private static TablekeepException refused(CompletionStage<?> stage) {
    CompletionException failure = assertThrows(CompletionException.class, () -> get(stage));
    return (TablekeepException) failure.getCause();
  }

  @Test
  void aTableHasOneOwnerUntilThatIsGone() throws Exception {
    Node ann = start("ann");
    Node bob = start("bob");
    until("two", () -> ann.member.members().live().size() == 2);
    Directory annsees = directory(ann, bob.name());
    Directory bobsees = directory(bob, bob.name());
    assertEquals(bob.name(), get(annsees.locate(TABLE)));
    get(bobsees.claim(TABLE));
    ElsewhereException elsewhere =
        (ElsewhereException)
            assertThrows(CompletionException.class, () -> get(annsees.claim(TABLE))).getCause();
    assertEquals(bob.name(), elsewhere.node());
    bob.member.terminate();
    until("one", () -> ann.member.members().live().size() == 1);
    get(annsees.claim(TABLE));
    assertEquals(ann.name(), get(annsees.locate(TABLE)));
    assertEquals(1, annsees.held());
    annsees.released(TABLE);
    until("nothing is left", () -> get(ann.map.all(value -> true)).isEmpty());
  }

  private static Directory directory(Node node, String preferred) {
    return new Directory(node.map, node.member.members(), id -> preferred, node.runtime);
  }
}
