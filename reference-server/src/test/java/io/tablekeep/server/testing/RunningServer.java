package io.tablekeep.server.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tablekeep.server.Demo;
import io.tablekeep.server.ServerConfig;
import io.tablekeep.server.TablekeepServer;
import io.tablekeep.server.door.DoorLimits;
import io.tablekeep.server.http.Links;
import io.tablekeep.server.ws.SocketLimits;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A real server on a free port, with the demo campaign, on a store that keeps nothing. */
public final class RunningServer implements AutoCloseable {
  public static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path folder;
  private final TablekeepServer server;
  private final HttpClient http = HttpClient.newHttpClient();

  private RunningServer(Path folder, TablekeepServer server) {
    this.folder = folder;
    this.server = server;
  }

  public static RunningServer start() throws IOException {
    return start(SocketLimits.defaults(), 2);
  }

  public static RunningServer start(SocketLimits limits, int loops) throws IOException {
    Path folder = Files.createTempDirectory("tablekeep-test");
    TablekeepServer server = TablekeepServer.start(config(folder, loops), limits);
    Demo.ensure(server.engine());
    return new RunningServer(folder, server);
  }

  public static RunningServer start(DoorLimits door, SocketLimits limits) throws IOException {
    Path folder = Files.createTempDirectory("tablekeep-test");
    TablekeepServer server = TablekeepServer.start(config(folder, 2).withDoor(door), limits);
    Demo.ensure(server.engine());
    return new RunningServer(folder, server);
  }

  /** One that has the game of {@link EditsSystem}, too. */
  public static RunningServer withEdits() throws IOException {
    Path folder = Files.createTempDirectory("tablekeep-test");
    ServerConfig config = config(folder, 2);
    EditsPlugin.into(folder.resolve("plugins"));
    return new RunningServer(folder, TablekeepServer.start(config, SocketLimits.defaults()));
  }

  public static ServerConfig config(Path folder, int loops) throws IOException {
    return new ServerConfig(
        "127.0.0.1",
        0,
        folder.resolve("data"),
        Optional.of(MemoryPlugin.into(folder.resolve("plugins"))),
        "memory:",
        Set.of("https://table.example"),
        loops,
        true,
        "warn");
  }

  public TablekeepServer server() {
    return server;
  }

  public int port() {
    return server.port();
  }

  public String hostKey() {
    return server.house().keys().hostKey();
  }

  /** The seat token of a participant of the demo. */
  public String token(String participant) {
    return server.links(Demo.ID).stream()
        .filter(link -> link.participant().equals(participant))
        .map(Links.Link::token)
        .findFirst()
        .orElseThrow();
  }

  public String hash() {
    return server.engine().open(Demo.ID).join().state().join().sha256();
  }

  public HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    return send("GET", path, HttpRequest.BodyPublishers.noBody(), headers);
  }

  public HttpResponse<String> post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    return send("POST", path, HttpRequest.BodyPublishers.ofString(body), headers);
  }

  public HttpResponse<String> send(
      String method, String path, HttpRequest.BodyPublisher body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.base() + path)).method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    Description.checked(
        method,
        path,
        answer.statusCode(),
        answer.headers().firstValue("content-type").orElse(""),
        answer.body());
    return answer;
  }

  public static JsonNode json(HttpResponse<String> answer) throws IOException {
    return JSON.readTree(answer.body());
  }

  @Override
  public void close() throws IOException {
    server.close();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
