package io.tablekeep.plugin.sqlite;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An {@link Appender} in a process of its own, and what it has said. */
final class Child implements AutoCloseable {
  private static final String LAST = "";

  private final Process process;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  final Map<String, Long> acked = new HashMap<>();
  final Map<String, Integer> counts = new HashMap<>();
  final List<String> said = new ArrayList<>();

  /** Starts it, behind the words of another command where there are any. */
  Child(Path file, List<String> before, String... more) throws IOException {
    List<String> command = new ArrayList<>(before);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Appender.class.getName(),
            file.toString()));
    command.addAll(Arrays.asList(more));
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    Thread reader = new Thread(this::read, "child's output");
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      lines.add("could not be read: " + e);
    }
    lines.add(LAST);
  }

  long pid() {
    return process.pid();
  }

  /** Heeds what it says until a line begins so; false when it ends first. */
  boolean awaitLine(String beginning) throws InterruptedException {
    while (true) {
      String line = lines.poll(60, TimeUnit.SECONDS);
      if (line == null) {
        throw new AssertionError("It says nothing for a minute: " + said + stacks());
      }
      if (line.equals(LAST)) {
        return false;
      }
      heed(line);
      if (line.startsWith(beginning)) {
        return true;
      }
    }
  }

  /** What its threads are doing, for the one who must find out. */
  private String stacks() {
    try {
      Process jstack =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jstack").toString(),
                  Long.toString(pid()))
              .start();
      return new String(jstack.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private void heed(String line) {
    String[] words = line.split(" ", 4);
    counts.merge(words[0], 1, Integer::sum);
    if (words[0].equals("acked")) {
      acked.merge(words[1], Long.parseLong(words[2]), Math::max);
    } else {
      said.add(line);
    }
  }

  /** kill -9, and everything it had said until then. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
    boolean more = awaitLine("nothing it ever says");
    assert !more;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
