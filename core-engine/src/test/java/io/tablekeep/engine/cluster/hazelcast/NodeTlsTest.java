package io.tablekeep.engine.cluster.hazelcast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tablekeep.engine.runtime.Bus;
import io.tablekeep.engine.runtime.vertx.VertxBus;
import io.tablekeep.engine.runtime.vertx.VertxRuntime;
import io.tablekeep.sdk.error.TablekeepException;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real members whose event buses speak TLS, and some that are not to be spoken with. */
class NodeTlsTest {
  private static final byte[] SAID = "a word".getBytes(StandardCharsets.UTF_8);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final String cluster = "test-" + UUID.randomUUID();
  private final List<Node> nodes = new ArrayList<>();
  @TempDir Path folder;

  /** A member that answers everyone. */
  private final class Node {
    final String name;
    final HazelcastNode member;
    final Vertx vertx;
    final VertxRuntime runtime;
    final Bus bus;
    final List<String> heard = Collections.synchronizedList(new ArrayList<>());

    Node(String name, Optional<NodeTls> tls) {
      this.name = name;
      List<String> join = new ArrayList<>();
      nodes.forEach(node -> join.add("127.0.0.1:" + node.member.port()));
      member =
          HazelcastNode.start(
              new HazelcastOptions("node", cluster, "127.0.0.1", 5841, join, ""),
              UUID.randomUUID().toString());
      VertxOptions setup = new VertxOptions().setEventLoopPoolSize(1);
      setup.getEventBusOptions().setHost("127.0.0.1").setClusterPublicHost("127.0.0.1");
      tls.ifPresent(each -> each.on(setup));
      vertx = member.vertx(setup);
      runtime = VertxRuntime.builder().vertx(vertx).build();
      bus = new VertxBus(vertx, new SimpleMeterRegistry());
      get(
          bus.answer(
              "echo",
              runtime.loop("echo"),
              (from, said) -> {
                heard.add(from);
                return CompletableFuture.completedFuture(said);
              }));
      nodes.add(this);
    }

    @Override
    public String toString() {
      return name;
    }

    void close() {
      runtime.close();
      get(vertx.close().toCompletionStage());
      member.close();
    }
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }

  @AfterEach
  void stop() {
    nodes.forEach(Node::close);
  }

  private static NodeTls files(NodeCertificates authority, String name) throws Exception {
    return new NodeTls(authority.certificate(name), authority.key(name), authority.authority());
  }

  private void haveMet() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!nodes.stream().allMatch(each -> each.member.members().live().size() == nodes.size())) {
      assertTrue(System.nanoTime() < end, "they never met");
      Thread.sleep(5);
    }
  }

  /** One that is not to be heard. */
  private record Try(Node from, Node to, CompletionStage<byte[]> answer) {
    static Try of(Node from, Node to) {
      return new Try(from, to, from.bus.ask(to.bus.self(), "echo", SAID, PATIENCE));
    }

    void isRefused() {
      CompletionException refused =
          assertThrows(CompletionException.class, () -> get(answer), from + " to " + to);
      assertEquals("node-unreachable", ((TablekeepException) refused.getCause()).code());
      assertFalse(to.heard.contains(from.bus.self()), from + " was heard by " + to);
    }
  }

  @Test
  void nodesOfOneAuthoritySpeakAndNobodyElseDoes() throws Exception {
    NodeCertificates ours = new NodeCertificates(folder.resolve("ours"));
    NodeCertificates theirs = new NodeCertificates(folder.resolve("theirs"));
    Node ann = new Node("ann", Optional.of(files(ours, "ann")));
    Node bob = new Node("bob", Optional.of(files(ours, "bob")));
    Node eve = new Node("eve", Optional.of(files(theirs, "eve")));
    // Believes our nodes, and is not believed by them.
    Node cat =
        new Node(
            "cat",
            Optional.of(
                new NodeTls(theirs.certificate("cat"), theirs.key("cat"), ours.authority())));
    Node dan = new Node("dan", Optional.empty());
    haveMet();
    assertArrayEquals(SAID, get(ann.bus.ask(bob.bus.self(), "echo", SAID, Duration.ofSeconds(20))));
    assertArrayEquals(SAID, get(bob.bus.ask(ann.bus.self(), "echo", SAID, Duration.ofSeconds(20))));
    List<Try> tries = new ArrayList<>();
    for (Node stranger : List.of(eve, cat, dan)) {
      tries.add(Try.of(ann, stranger));
      tries.add(Try.of(stranger, bob));
    }
    tries.forEach(Try::isRefused);
  }

  @Test
  void aPortForNodesAnswersNobodyElse() throws Exception {
    NodeCertificates ours = new NodeCertificates(folder.resolve("ours"));
    NodeCertificates theirs = new NodeCertificates(folder.resolve("theirs"));
    NodeTls ann = files(ours, "ann");
    Vertx vertx = Vertx.vertx();
    try {
      HttpServer port = vertx.createHttpServer(ann.on(new HttpServerOptions()));
      port.requestHandler(request -> request.response().end("a word"));
      get(port.listen(0, "127.0.0.1").toCompletionStage());
      HttpClientOptions bob = files(ours, "bob").on(new HttpClientOptions());
      assertEquals("a word", said(vertx, bob, port));
      NodeTls cat = new NodeTls(theirs.certificate("cat"), theirs.key("cat"), ours.authority());
      for (HttpClientOptions stranger :
          List.of(
              new HttpClientOptions(),
              new HttpClientOptions().setSsl(true).setTrustAll(true).setVerifyHost(false),
              files(theirs, "eve").on(new HttpClientOptions()),
              cat.on(new HttpClientOptions()))) {
        assertThrows(CompletionException.class, () -> said(vertx, stranger, port));
      }
    } finally {
      get(vertx.close().toCompletionStage());
    }
  }

  private static String said(Vertx vertx, HttpClientOptions options, HttpServer port) {
    HttpClient client = vertx.createHttpClient(options);
    return get(
        client
            .request(HttpMethod.GET, port.actualPort(), "127.0.0.1", "/")
            .compose(HttpClientRequest::send)
            .compose(HttpClientResponse::body)
            .map(Buffer::toString)
            .toCompletionStage());
  }

  @Test
  void filesThatDoNotDoAreNamed() throws Exception {
    NodeCertificates ours = new NodeCertificates(folder.resolve("ours"));
    Path certificate = ours.certificate("ann");
    Path key = ours.key("ann");
    Path authority = ours.authority();
    Path nonsense = Files.writeString(folder.resolve("nonsense.pem"), "nonsense");
    Path nothing = folder.resolve("nothing.pem");
    named(new NodeTls(nothing, key, authority), "nothing.pem");
    named(new NodeTls(certificate, nonsense, authority), "nonsense.pem");
    named(new NodeTls(certificate, key, nonsense), "nonsense.pem");
  }

  private static void named(NodeTls files, String file) {
    TablekeepException refused =
        assertThrows(TablekeepException.class, () -> files.on(new VertxOptions()));
    assertEquals("bad-config", refused.code());
    assertTrue(refused.getMessage().contains(file), refused::getMessage);
  }
}
