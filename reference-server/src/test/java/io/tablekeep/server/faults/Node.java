package io.tablekeep.server.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.tablekeep.server.torture.Json;
import io.tablekeep.server.torture.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One server of the cluster: a process that ends and is started again, on the same data. */
final class Node {
  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly)));
  }

  final int number;
  final String name;
  final Path data;
  final Path log;
  private final Path clock;
  private final Optional<Path> clocks;
  private final List<String> command;
  private final String address;
  private final int port;
  private volatile @Nullable Process process;
  private volatile String hostKey = "";
  private volatile boolean ready;
  private volatile boolean stopped;

  /** Where a node runs, and with how much memory. */
  record Room(Lan lan, Path folder, Path data, Optional<Path> clocks, String heap) {}

  Node(int number, Room room, List<String> more) throws IOException {
    this.number = number;
    clocks = room.clocks();
    data = room.data();
    name = "n" + number;
    log = room.folder().resolve(name + ".log");
    clock = room.folder().resolve(name + ".clock");
    Lan lan = room.lan();
    address = lan.address(number);
    port = lan.isReal() ? 8080 : Cluster.freePort();
    Clock.set(clock, 0);
    command = new ArrayList<>(lan.before(number));
    List<String> words =
        new ArrayList<>(
            Program.with(
                "--cluster", "--node", name, "--host", address, "--cluster-host", address));
    words.set(words.indexOf("-Xmx768m"), "-Xmx" + room.heap());
    command.addAll(words);
    command.addAll(List.of("--port", Integer.toString(port), "--data", data.toString()));
    command.addAll(List.of("--json", "--demo", "false"));
    command.addAll(List.of("--sockets", "10000", "--requests", "10000"));
    command.addAll(more);
  }

  void launch() throws IOException {
    ready = false;
    stopped = false;
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    clocks.ifPresent(
        library -> {
          builder.environment().put("LD_PRELOAD", library.toString());
          builder.environment().put("TABLEKEEP_TEST_CLOCK", clock.toString());
        });
    Process fresh = builder.start();
    process = fresh;
    RUNNING.removeIf(ended -> !ended.isAlive());
    RUNNING.add(fresh);
    Thread reader = new Thread(() -> listen(fresh), "output of " + name);
    reader.setDaemon(true);
    reader.start();
  }

  private void listen(Process of) {
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(of.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        JsonNode said = line.startsWith("{") ? Json.parse(line) : Json.object();
        if (said.has("host") && of == process) {
          hostKey = said.path("host").asText().replaceFirst(".*#host=", "");
          ready = true;
        }
      }
    } catch (IOException e) {
      // Its output ends with the process, at times in the middle of a line.
      ready &= of != process;
    }
  }

  InetSocketAddress door() {
    return new InetSocketAddress(address, port);
  }

  String base() {
    return "http://" + address + ":" + port;
  }

  String hostKey() {
    return hostKey;
  }

  /** Whether it runs and has said that it listens. */
  boolean isReady() {
    return ready && isAlive() && !stopped;
  }

  boolean isAlive() {
    Process now = process;
    return now != null && now.isAlive();
  }

  private Process running() {
    Process now = process;
    if (now == null) {
      throw new IllegalStateException(name + " was never started");
    }
    return now;
  }

  /** {@code kill -9}, and waits until it is gone. */
  void kill() {
    running().destroyForcibly();
    awaitEnd();
  }

  /** Asks it to stop, and waits until it has. */
  void end() {
    running().destroy();
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      if (!running().waitFor(60, TimeUnit.SECONDS)) {
        throw new AssertionError(name + " does not end");
      }
      ready = false;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  void stop() throws IOException {
    stopped = true;
    Shell.run("kill -STOP " + running().pid());
  }

  /** Lets it run again; does nothing to one that runs. */
  void wake() throws IOException {
    if (isAlive()) {
      Shell.run("kill -CONT " + running().pid());
    }
    stopped = false;
  }

  void clock(long seconds) throws IOException {
    Clock.set(clock, seconds);
  }

  private Path fill() {
    return data.resolve("fill");
  }

  /** Fills its disk up. */
  void fillDisk() throws IOException {
    try (var out = Files.newOutputStream(fill())) {
      int size = 1 << 20;
      while (size >= 1) {
        size = fits(out, new byte[size]) ? size : size / 64;
      }
    }
  }

  private static boolean fits(java.io.OutputStream out, byte[] piece) {
    try {
      out.write(piece);
      return true;
    } catch (IOException full) {
      return false;
    }
  }

  void freeDisk() throws IOException {
    Files.deleteIfExists(fill());
  }
}
