package io.tablekeep.engine.plugin;

import static io.tablekeep.engine.Tables.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.store.InMemoryStore;
import io.tablekeep.engine.Action;
import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.EngineOptions;
import io.tablekeep.engine.Limits;
import io.tablekeep.engine.Listening;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.Seat;
import io.tablekeep.engine.Tables;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.model.action.ChatSay;
import io.tablekeep.sdk.plugin.BudgetThread;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An endless rule of a loaded plugin, at a real table: refused, and its thread is at rest again.
 */
class EndlessRuleTest {
  @TempDir Path folder;

  @Test
  void itCostsOneActionAndNoProcessor() throws Exception {
    TestJar.plugin("loop")
        .source(
            "p.Loop",
            """
            package p;
            import io.tablekeep.sdk.game.*;
            import io.tablekeep.sdk.state.Changes;
            @org.pf4j.Extension public class Loop implements GameSystem {
              public record Spin() {}
              public String id() { return "loop"; }
              public void define(SystemDefinition system) { system.action("spin", Spin.class, this::spin); }
              private Decision spin(Table table, Spin spin) {
                while (true) {
                  try {
                    while (true) { Thread.interrupted(); }
                  } catch (Throwable t) {
                    // Stubborn.
                  }
                }
              }
            }
            """)
        .write(folder.resolve("loop.jar"));
    try (PluginCatalog catalog =
            PluginCatalog.open(PluginOptions.builder().folder(folder).build());
        Engine engine =
            Engine.start(
                EngineOptions.on(new InMemoryStore())
                    .withSystems(catalog.extensions(GameSystem.class))
                    .withLimits(Limits.defaults().withRules(Duration.ofMillis(100), 9)))) {
      Campaign campaign = get(engine.create("night", Tables.document("loop")));
      Seat ada = get(campaign.join("ada", new Listening()));
      for (int n = 1; n <= 3; n++) {
        byte[] payload = "{}".getBytes(StandardCharsets.UTF_8);
        Receipt receipt = get(ada.submit(new Action("phone", n, "loop.spin", payload)));
        assertEquals("rule-timeout", receipt.code());
      }
      assertEquals("ok", get(ada.act(new ChatSay("still here"))).code());
      assertRulesRest();
    }
  }

  private static void assertRulesRest() throws InterruptedException {
    long used = Long.MAX_VALUE;
    for (int i = 0; i < 300 && used > 20_000_000; i++) {
      long before = processorOfRules();
      Thread.sleep(100);
      used = processorOfRules() - before;
    }
    assertTrue(used <= 20_000_000, "rules threads still use " + used + " ns in 100 ms");
  }

  private static long processorOfRules() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return Thread.getAllStackTraces().keySet().stream()
        .filter(BudgetThread.class::isInstance)
        .mapToLong(thread -> Math.max(0, threads.getThreadCpuTime(thread.getId())))
        .sum();
  }
}
