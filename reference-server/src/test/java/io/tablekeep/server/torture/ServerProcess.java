package io.tablekeep.server.torture;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, on a free port, its log in a file. */
final class ServerProcess implements AutoCloseable {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  /** Those that a failing test leaves behind. */
  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly)));
  }

  private final Process process;
  private final Path log;
  private JsonNode ready = Json.object();

  private ServerProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts a process and does not wait for it. */
  static ServerProcess launch(Path data, String... more) throws IOException {
    return launch(List.of(), data, more);
  }

  /** The same with words before the command, such as a limit that a shell sets. */
  static ServerProcess launch(List<String> before, Path data, String... more) throws IOException {
    Path log = data.resolveSibling(data.getFileName() + ".log");
    List<String> command = new ArrayList<>(before);
    command.addAll(Program.with("--data", data.toString(), "--port", "0", "--json"));
    command.addAll(List.of(more));
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    RUNNING.removeIf(ended -> !ended.isAlive());
    RUNNING.add(process);
    return new ServerProcess(process, log);
  }

  /** Starts a server and waits until it listens. */
  static ServerProcess start(Path data, String... more) throws IOException {
    return launch(data, more).await();
  }

  /** Waits until it listens. */
  ServerProcess await() throws IOException {
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    if (line == null) {
      throw new IOException("the server did not start: " + tail());
    }
    ready = Json.parse(line);
    if (!ready.has("port")) {
      throw new IOException("the server did not start: " + line);
    }
    return this;
  }

  long pid() {
    return process.pid();
  }

  int port() {
    return ready.path("port").asInt();
  }

  Path log() {
    return log;
  }

  String hostKey() {
    return ready.path("host").asText().replaceFirst(".*#host=", "");
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** {@code kill -9}, and waits until it is gone. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** {@code kill -9}, and does not wait. */
  void killNow() {
    process.destroyForcibly();
  }

  /** {@code kill}, which the server takes as the word to stop. */
  void askToStop() {
    process.destroy();
  }

  int awaitEnd() {
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new AssertionError("the process does not end: " + tail());
      }
      return process.exitValue();
    } catch (InterruptedException | IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Asks it to stop and says how it ended. */
  int stop() {
    askToStop();
    return awaitEnd();
  }

  /** Processor time it has used, user and system. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  HttpResponse<byte[]> send(String method, String path, String key, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
            .timeout(Duration.ofSeconds(60))
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    if (!key.isEmpty()) {
      request.header("Authorization", "Bearer " + key);
    }
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (HttpTimeoutException late) {
      // What it is doing instead is worth knowing.
      Effort.say("%s %s is not answered: %s", method, path, Program.threadsOf(pid()));
      throw late;
    }
  }

  byte[] get(String path, String key) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = send("GET", path, key, new byte[0]);
    if (answer.statusCode() != 200) {
      throw new IOException(
          path
              + ": "
              + answer.statusCode()
              + " "
              + new String(answer.body(), StandardCharsets.UTF_8));
    }
    return answer.body();
  }

  JsonNode post(String path, String key, String body) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = send("POST", path, key, body.getBytes(StandardCharsets.UTF_8));
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(
          path
              + ": "
              + answer.statusCode()
              + " "
              + new String(answer.body(), StandardCharsets.UTF_8));
    }
    return Json.parse(answer.body());
  }

  /** The tokens of a campaign's participants. */
  Map<String, String> tokens(String campaign) throws IOException, InterruptedException {
    Map<String, String> tokens = new HashMap<>();
    for (JsonNode link :
        post("/api/campaigns/" + campaign + "/links", hostKey(), "{}").path("links")) {
      tokens.put(link.path("participant").asText(), link.path("token").asText());
    }
    return tokens;
  }

  /** A seat's view. */
  JsonNode state(String campaign, String token) throws IOException, InterruptedException {
    return Json.parse(get("/api/campaigns/" + campaign + "/state", token)).path("state");
  }

  /** A campaign as an archive. */
  byte[] export(String campaign) throws IOException, InterruptedException {
    return get("/api/campaigns/" + campaign + "/export", hostKey());
  }

  /** Hash of a campaign's document. */
  String hash(String campaign) throws IOException, InterruptedException {
    return Chronicle.manifest(export(campaign)).path("sha256").asText();
  }

  /** Lines of the log that a sound server never writes. */
  List<String> complaints() throws IOException {
    List<String> found = new ArrayList<>();
    for (String line : Program.lenient(log).lines().toList()) {
      if (line.contains("\"level\":\"ERROR\"")
          || line.contains("\tat ")
          || line.contains("\\tat ")
          || line.startsWith("Exception")) {
        found.add(line.length() > 2_000 ? line.substring(0, 2_000) : line);
      }
    }
    return found;
  }

  private String tail() throws IOException {
    List<String> lines = Files.exists(log) ? Program.lenient(log).lines().toList() : List.of();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
  }

  @Override
  public void close() {
    kill();
  }
}
