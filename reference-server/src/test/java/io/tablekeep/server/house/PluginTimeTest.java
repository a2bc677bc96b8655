package io.tablekeep.server.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.engine.plugin.LoadedPlugin;
import io.tablekeep.engine.plugin.PluginCatalog;
import io.tablekeep.engine.rules.SystemRules;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.server.ServerConfig;
import io.tablekeep.server.torture.rogue.Dawdlers;
import io.tablekeep.server.torture.rogue.RogueJar;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Plugins that do not come to an end with being loaded, asked or let go. */
@Timeout(180)
class PluginTimeTest {
  /** Enough for what does come to an end, on however busy a machine. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  @TempDir Path folder;

  @Test
  void whatIsNeverMadeNamedOrDefinedIsRefusedAndOthersAreInUse() throws Exception {
    for (Class<?> system :
        List.of(
            Dawdlers.Unmade.class,
            Dawdlers.Undefined.class,
            Dawdlers.Nameless.class,
            Dawdlers.Sound.class)) {
      RogueJar.into(
          folder.resolve("own"),
          system.getSimpleName().toLowerCase(Locale.ROOT),
          system,
          Dawdlers.Quiet.class,
          Dawdlers.class);
    }
    try (PluginTime time = new PluginTime(PATIENCE);
        PluginCatalog catalog = PluginFolders.open(config(), time)) {
      assertEquals("plugin-constructor", refusal(catalog, "unmade"));
      assertEquals("plugin-definition", refusal(catalog, "undefined"));
      assertEquals("plugin-definition", refusal(catalog, "nameless"));
      assertEquals("", refusal(catalog, "sound"));
      assertTrue(
          TimedSystem.all(catalog, time).stream().anyMatch(system -> system.id().equals("sound")));
    }
  }

  private static String refusal(PluginCatalog catalog, String id) {
    LoadedPlugin plugin =
        catalog.plugins().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    return plugin.refusal().map(refusal -> refusal.code()).orElse("");
  }

  @Test
  void whatDefinesItselfOnceAndNeverAgainStopsTheStartWithItsName() throws Exception {
    RogueJar.into(
        folder.resolve("own"), "once", Dawdlers.Once.class, Dawdlers.Quiet.class, Dawdlers.class);
    try (PluginTime time = new PluginTime(PATIENCE);
        PluginCatalog catalog = PluginFolders.open(config(), time)) {
      assertEquals("", refusal(catalog, "once"));
      GameSystem once =
          TimedSystem.all(catalog, time).stream()
              .filter(system -> system.id().equals("once"))
              .findFirst()
              .orElseThrow();
      TablekeepException refused =
          assertThrows(TablekeepException.class, () -> SystemRules.compile(once));
      assertEquals("plugin-definition", refused.code());
      assertTrue(String.valueOf(refused.getMessage()).contains("plugin once"), refused::toString);
    }
  }

  @Test
  void whatDoesNotStopIsLeftBehind() throws Exception {
    RogueJar.into(
        folder.resolve("own"),
        "clinging",
        Dawdlers.Sound.class,
        Dawdlers.Quiet.class,
        Dawdlers.Clinging.class,
        Dawdlers.class);
    try (PluginTime time = new PluginTime(PATIENCE)) {
      PluginCatalog catalog = PluginFolders.open(config(), time);
      assertEquals("", refusal(catalog, "clinging"));
      long from = System.nanoTime();
      catalog.close();
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from);
      assertTrue(millis >= PATIENCE.toMillis(), "it was not waited for, or stopped: " + millis);
    }
  }

  private ServerConfig config() {
    return new ServerConfig(
        "127.0.0.1",
        0,
        folder.resolve("data"),
        Optional.of(folder.resolve("own")),
        "sqlite:tablekeep.db",
        Set.of(),
        1,
        false,
        "warn");
  }
}
