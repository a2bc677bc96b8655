package io.tablekeep.engine.runtime.rules;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class LeftBehindTest {
  private static final ThreadLocal<String> PLAIN = new ThreadLocal<>();
  private static final ThreadLocal<String> INHERITED = new InheritableThreadLocal<>();

  /** The other process: prints what the second rule finds of the first one's thread locals. */
  public static void main(String[] args) throws Exception {
    RulesOptions options = RulesOptions.defaults().withThreads(1);
    try (RulesThreads rules = new RulesThreads(options, new SimpleMeterRegistry())) {
      Duration budget = Duration.ofSeconds(20);
      rules
          .run(
              "a",
              budget,
              () -> {
                PLAIN.set("left");
                INHERITED.set("left");
                return "";
              })
          .toCompletableFuture()
          .get(20, SECONDS);
      String found =
          rules
              .run("b", budget, () -> PLAIN.get() + " " + INHERITED.get())
              .toCompletableFuture()
              .get(20, SECONDS);
      System.out.print(found);
    }
  }

  private static String run(List<String> flags) throws Exception {
    List<String> command = new java.util.ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-Xmx64m", "-cp", System.getProperty("java.class.path")));
    command.add(LeftBehindTest.class.getName());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, SECONDS));
    return out;
  }

  @Test
  void threadLocalsAreClearedWhereJavaLangIsOpen() throws Exception {
    assertEquals("null null", run(List.of("--add-opens", "java.base/java.lang=ALL-UNNAMED")));
  }
}
