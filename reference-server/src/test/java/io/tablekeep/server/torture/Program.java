package io.tablekeep.server.torture;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** How the program is run: its jar where that is newer than what it was made of, else classes. */
public final class Program {
  private static final List<String> FLAGS =
      List.of(
          "-Xmx768m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:-UsePerfData",
          "-Dstdout.encoding=UTF-8");
  private static final List<String> COMMAND = command();

  private Program() {}

  /** How a command ended. */
  record Ended(int exit, String out, String err) {
    /** The last line of its output. */
    JsonNode json() {
      List<String> lines = out.lines().toList();
      if (lines.isEmpty()) {
        throw new AssertionError("it printed nothing, but: " + err);
      }
      return Json.parse(lines.get(lines.size() - 1));
    }
  }

  /** The command line up to the program's own arguments. */
  public static List<String> with(String... arguments) {
    List<String> all = new ArrayList<>(COMMAND);
    all.addAll(List.of(arguments));
    return all;
  }

  /** Runs a command to its end. */
  static Ended run(String... arguments) throws IOException, InterruptedException {
    Path out = Files.createTempFile("tablekeep", ".out");
    Path err = Files.createTempFile("tablekeep", ".err");
    try {
      Process process =
          new ProcessBuilder(with(arguments))
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError(
            Arrays.toString(arguments) + " does not end: " + Files.readString(err));
      }
      return new Ended(process.exitValue(), lenient(out), lenient(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  /** The stacks of a Java process; empty when it does not answer. */
  static String threadsOf(long pid) throws IOException, InterruptedException {
    Path out = Files.createTempFile("tablekeep", ".threads");
    try {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                  Long.toString(pid),
                  "Thread.print")
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      return lenient(out);
    } finally {
      Files.delete(out);
    }
  }

  /** A file as text, whatever it holds. */
  static String lenient(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  private static List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    List<Path> classes = classPath();
    Path jar = Path.of("target", "tablekeep.jar").toAbsolutePath();
    if (Files.exists(jar) && newest(List.of(jar)) >= newest(classes)) {
      Effort.say("runs %s", jar.getFileName());
      command.addAll(List.of("-jar", jar.toString()));
    } else {
      // As the manifest of the jar does.
      for (String opened : List.of("jdk.internal.misc", "java.nio", "sun.nio.ch")) {
        command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
      }
      if (Runtime.version().feature() >= 24) {
        command.add("--enable-native-access=ALL-UNNAMED");
      }
      command.add("-cp");
      command.add(String.join(File.pathSeparator, classes.stream().map(Path::toString).toList()));
      command.add("io.tablekeep.server.Main");
    }
    return command;
  }

  /** What the program itself needs of the class path of the tests. */
  private static List<Path> classPath() {
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(all.split(File.pathSeparator))
        .filter(entry -> !entry.isEmpty() && !entry.contains("test-classes"))
        .map(entry -> Path.of(entry).toAbsolutePath())
        .filter(Files::exists)
        .toList();
  }

  private static long newest(List<Path> places) {
    long newest = 0;
    for (Path place : places) {
      try (Stream<Path> files = Files.walk(place)) {
        newest =
            Math.max(
                newest,
                files
                    .filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().lastModified())
                    .max()
                    .orElse(0));
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
    return newest;
  }
}
