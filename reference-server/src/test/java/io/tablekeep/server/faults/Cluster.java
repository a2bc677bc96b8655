package io.tablekeep.server.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.tablekeep.server.torture.Effort;
import io.tablekeep.server.torture.Json;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** All nodes, the line between them, and the database they share, if they do. */
final class Cluster implements AutoCloseable {
  private static final int NODES = 3;
  private static final String SECRET = "only nodes of the test know this";
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  final Lan lan;
  final Optional<Database> database;
  final boolean clocks;
  final boolean smallDisks;
  private final Path folder;
  private final List<Node> nodes = new ArrayList<>();
  private volatile Map<String, String> owners = Map.of();
  private volatile boolean closed;
  private final Thread watcher = new Thread(this::watch, "watcher of owners");

  /** How tables are kept. */
  enum Mode {
    SHARED,
    DISKS,
    UNFENCED
  }

  Cluster(Path folder, Mode mode) throws Exception {
    this(folder, mode, "256m");
  }

  Cluster(Path folder, Mode mode, String heap) throws Exception {
    this.folder = folder;
    lan = Lan.of(NODES);
    if (!lan.isReal()) {
      Effort.say("faults: no namespaces here, faults of the network are left out");
    }
    Optional<Path> library = Clock.library(folder);
    clocks = library.isPresent();
    database = mode == Mode.DISKS ? Optional.empty() : Optional.of(new Database(folder));
    List<String> more = new ArrayList<>(List.of("--cluster-secret", SECRET));
    if (mode == Mode.UNFENCED) {
      more.addAll(List.of("--plugins", Unfenced.into(folder.resolve("plugins")).toString()));
    }
    String scheme = mode == Mode.UNFENCED ? "unfenced" : "postgresql";
    database.ifPresent(some -> more.addAll(List.of("--store", some.url(scheme, lan.database()))));
    int first = lan.isReal() ? 5701 : freePort();
    StringBuilder join = new StringBuilder();
    for (int i = 0; i < NODES; i++) {
      join.append(i == 0 ? "" : ",").append(lan.address(i)).append(':');
      join.append(lan.isReal() ? first : first + i);
    }
    more.addAll(List.of("--join", join.toString()));
    boolean mounted = true;
    for (int i = 0; i < NODES; i++) {
      Path data = Files.createDirectories(folder.resolve("data-" + i));
      mounted &= Shell.works("mount -t tmpfs -o size=160m tmpfs " + data);
      List<String> own = new ArrayList<>(more);
      own.addAll(List.of("--cluster-port", Integer.toString(lan.isReal() ? first : first + i)));
      nodes.add(new Node(i, new Node.Room(lan, folder, data, library, heap), own));
    }
    smallDisks = mounted;
    if (!mounted) {
      Effort.say("faults: nothing can be mounted here, disks are not filled up");
    }
    for (Node node : nodes) {
      node.launch();
    }
    awaitWhole(120);
    if (database.isPresent()) {
      database.get().watch();
    }
    watcher.setDaemon(true);
    watcher.start();
  }

  static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return Math.min(free.getLocalPort(), 65_000);
    }
  }

  int size() {
    return nodes.size();
  }

  Node node(int number) {
    return nodes.get(number);
  }

  List<Node> nodes() {
    return nodes;
  }

  /** The node that keeps a table, as it was known a moment ago; empty when it is not known. */
  String ownerOf(String table) {
    return owners.getOrDefault("campaign/" + table, "");
  }

  private void watch() {
    while (!closed) {
      for (Node each : nodes) {
        if (tellsOwners(each)) {
          break;
        }
      }
      sleep(250);
    }
  }

  /** Whether it could be asked; else the next one may know. */
  private boolean tellsOwners(Node one) {
    try {
      Map<String, String> found = new HashMap<>();
      ask(one, "GET", "/api/cluster/documents?limit=500", "", 1)
          .path("documents")
          .forEach(each -> found.put(each.path("id").asText(), each.path("node").asText()));
      owners = found;
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  static void sleep(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  JsonNode ask(Node at, String method, String path, String body, int seconds) throws IOException {
    return Json.parse(text(at, method, path, body, seconds));
  }

  private String text(Node at, String method, String path, String body, int seconds)
      throws IOException {
    if (!at.isReady()) {
      throw new IOException(at.name + " is not there");
    }
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(at.base() + path))
            .timeout(Duration.ofSeconds(seconds))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + at.hostKey())
            .build();
    try {
      HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new IOException(path + ": " + answer.statusCode() + ' ' + answer.body());
      }
      return answer.body();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Makes a table, through any node, and gives the tokens of its seats. */
  Map<String, String> table(String id, int through) throws IOException {
    Node at = nodes.get(through % nodes.size());
    String document = Town.document(id).toString();
    try {
      insist("409", () -> ask(at, "POST", "/api/campaigns", document, 20));
    } catch (IOException e) {
      throw new IOException(at.name + " makes no " + id + ": " + e + told(id), e);
    }
    Map<String, String> tokens = new HashMap<>();
    insist("", () -> ask(at, "POST", "/api/campaigns/" + id + "/links", "{}", 20))
        .path("links")
        .forEach(one -> tokens.put(one.path("participant").asText(), one.path("token").asText()));
    return tokens;
  }

  /** What each node tells of a table, and of requests that it passed on. */
  private String told(String id) {
    StringBuilder all = new StringBuilder();
    for (Node each : nodes) {
      try {
        ask(each, "GET", "/api/cluster/documents?limit=500", "", 3)
            .path("documents")
            .forEach(one -> all.append(one.path("id").asText().endsWith(id) ? "; " + one : ""));
        text(each, "GET", "/metrics", "", 3)
            .lines()
            .filter(line -> line.startsWith("tablekeep_forwarded"))
            .forEach(line -> all.append("; ").append(each.name).append(' ').append(line));
      } catch (IOException e) {
        all.append("; ").append(each.name).append(' ').append(e);
      }
    }
    return all.toString();
  }

  /** Something that is asked of a node. */
  private interface Question {
    JsonNode ask() throws IOException;
  }

  /** Asks again for a while: what was hurt before may not be over yet. */
  private static JsonNode insist(String enough, Question question) throws IOException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (true) {
      try {
        return question.ask();
      } catch (IOException e) {
        if (!enough.isEmpty() && String.valueOf(e.getMessage()).contains(enough)) {
          return Json.object();
        }
        if (System.nanoTime() - until > 0) {
          throw e;
        }
        sleep(500);
      }
    }
  }

  /** Undoes whatever was done, and starts what has ended. */
  void heal() throws Exception {
    lan.heal();
    for (Node each : nodes) {
      each.clock(0);
      each.freeDisk();
      each.wake();
      if (!each.isAlive()) {
        each.launch();
      }
    }
  }

  /** Waits until each node sees all, ready, and any one may end. */
  void awaitWhole(int seconds) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    @Nullable String missing = "";
    while (missing != null) {
      missing = missing();
      if (missing != null && System.nanoTime() - until > 0) {
        throw new AssertionError("the cluster is not whole after " + seconds + " s: " + missing);
      }
      sleep(50);
    }
  }

  private @Nullable String missing() {
    for (Node each : nodes) {
      try {
        JsonNode all = ask(each, "GET", "/api/cluster", "", 3).path("nodes");
        int ready = 0;
        for (JsonNode one : all) {
          // One that found itself slow is well again after a minute at the earliest.
          ready += Set.of("ready", "slow").contains(one.path("state").asText()) ? 1 : 0;
        }
        if (ready != nodes.size()) {
          return each.name + " sees " + all;
        }
        if (database.isEmpty()) {
          String metrics = text(each, "GET", "/metrics", "", 3);
          for (String wanted : List.of("safe 1.0", "writable 1.0")) {
            if (!metrics.contains("tablekeep_backup_" + wanted)) {
              return each.name + " has no backup " + wanted;
            }
          }
        }
      } catch (IOException e) {
        return each.name + ": " + e.getMessage();
      }
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    closed = true;
    for (Node each : nodes) {
      if (each.isAlive()) {
        each.kill();
      }
      if (smallDisks) {
        Shell.works("umount " + each.data);
      }
    }
    if (database.isPresent()) {
      database.get().close();
    }
    lan.close();
  }

  /** Where logs are. */
  Path folder() {
    return folder;
  }
}
