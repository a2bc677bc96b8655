package io.tablekeep.server.load;

import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs a load plan against a server, and against the relay where it is wanted. */
public final class Load {
  private final LoadPlan plan;

  /**
   * A load.
   *
   * @param plan what load to make
   */
  public Load(LoadPlan plan) {
    this.plan = plan;
  }

  /**
   * Measures a server of its own making, in an empty folder that is deleted afterwards.
   *
   * @return the published figures by name
   * @throws Exception when a process cannot be started or the server refuses
   */
  public Map<String, Object> self() throws Exception {
    Path folder = Files.createTempDirectory("tablekeep-load");
    try {
      LoadResult server;
      try (Child child =
          Child.start(
              folder.resolve("server.log"),
              "--port",
              "0",
              "--data",
              folder.resolve("data").toString(),
              "--demo",
              "false",
              "--json")) {
        URI url = URI.create(child.ready().path("url").asText());
        String link = child.ready().path("host").asText();
        String key = link.substring(link.indexOf("#host=") + "#host=".length());
        server = measure(vertx -> server(vertx, url, key), meter(child));
      }
      return server.report(plan.timeline(), relay(folder));
    } finally {
      delete(folder);
    }
  }

  /**
   * Measures a server that runs already. Its processor time is read from its metrics.
   *
   * @param url where it is
   * @param hostKey the host's key
   * @return the published figures by name
   * @throws Exception when the server refuses, or the relay cannot be started
   */
  public Map<String, Object> url(URI url, String hostKey) throws Exception {
    Path folder = Files.createTempDirectory("tablekeep-load");
    try {
      Set<URI> nodes = new LinkedHashSet<>(plan.through());
      nodes.add(url);
      LoadResult server =
          measure(
              vertx -> server(vertx, url, hostKey),
              meter(nodes.stream().map(node -> new Tables(node, hostKey)).toList()));
      return server.report(plan.timeline(), relay(folder));
    } finally {
      delete(folder);
    }
  }

  /** The sum over all nodes that a move goes through. */
  private static LoadRun.Meter meter(List<Tables> nodes) {
    return new LoadRun.Meter() {
      @Override
      public double cpuMicros() {
        return sum("process_cpu_time_ns_total") / 1e3;
      }

      @Override
      public double rssMb() {
        return sum("tablekeep_process_resident_bytes") / 1e6;
      }

      private double sum(String metric) {
        return nodes.stream().mapToDouble(node -> node.metric(metric)).sum();
      }
    };
  }

  private Optional<LoadResult> relay(Path folder) throws Exception {
    if (!plan.relay()) {
      return Optional.empty();
    }
    try (Child child = Child.start(folder.resolve("relay.log"), "relay")) {
      int port = child.ready().path("port").asInt();
      return Optional.of(measure(vertx -> new RelaySockets(vertx, port, plan), meter(child)));
    }
  }

  /** Opens the sockets of a target. */
  private interface Target {
    Sockets on(Vertx vertx) throws Exception;
  }

  private LoadResult measure(Target target, LoadRun.Meter meter) throws Exception {
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    try {
      return new LoadRun(vertx, plan).run(target.on(vertx), meter);
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
  }

  private Sockets server(Vertx vertx, URI url, String key) throws Exception {
    if (key.isEmpty()) {
      throw new TablekeepException(
          ErrorKind.USER, "no-host-key", "The host's key is needed to lay out campaigns: --key");
    }
    return new ServerSockets(
        vertx,
        plan.through().isEmpty() ? List.of(url) : plan.through(),
        new Tables(url, key).layOut(plan),
        Speech.of(plan.encoding()));
  }

  private static LoadRun.Meter meter(Child child) {
    return new LoadRun.Meter() {
      @Override
      public double cpuMicros() {
        return child.cpu().toNanos() / 1e3;
      }

      @Override
      public double rssMb() {
        try {
          return child.rssMb();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
