package io.tablekeep.server.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.engine.plugin.LoadedPlugin;
import io.tablekeep.engine.plugin.PluginRefusal;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.server.ConfigSources;
import io.tablekeep.server.ServerConfig;
import io.tablekeep.server.TablekeepServer;
import io.tablekeep.server.torture.rogue.RogueJar;
import io.tablekeep.server.torture.rogue.SwayBroken;
import io.tablekeep.server.torture.rogue.SwayOne;
import io.tablekeep.server.torture.rogue.SwayTwo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a host says about plugins: whom to trust, and whether to take changes up at once. */
class HostPluginsTest {
  @TempDir Path folder;
  private Path plugins = Path.of("");

  @BeforeEach
  void write() throws Exception {
    plugins = RogueJar.into(folder.resolve("own"), "sway", SwayOne.class, SwayOne.Sway.class);
  }

  private ServerConfig config(Map<String, String> more) {
    Map<String, String> flags = new HashMap<>(more);
    flags.put("data", folder.resolve("data").toString());
    flags.put("plugins", plugins.toString());
    flags.put("port", "0");
    flags.put("demo", "false");
    return ConfigSources.read(flags, Map.of(), Map.of());
  }

  private static LoadedPlugin sway(TablekeepServer server) {
    return server.house().plugins().plugins().stream()
        .filter(plugin -> plugin.id().equals("sway"))
        .findFirst()
        .orElseThrow();
  }

  private static void await(String what, BooleanSupplier is) throws InterruptedException {
    long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!is.getAsBoolean()) {
      assertTrue(System.nanoTime() < until, what);
      Thread.sleep(20);
    }
  }

  @Test
  void aChangedFileIsTakenUpAtOnce() throws Exception {
    try (TablekeepServer server = TablekeepServer.start(config(Map.of("watch", "true")))) {
      String before = sway(server).sha256();
      RogueJar.into(plugins, "sway", SwayTwo.class, SwayTwo.Sway.class);
      await("it is not reloaded", () -> !sway(server).sha256().equals(before));
      assertEquals(LoadedPlugin.State.STARTED, sway(server).state());
      String second = sway(server).sha256();
      assertNotEquals(before, second);
      Files.writeString(plugins.resolve("sway.jar"), "half a jar");
      Files.writeString(plugins.resolve("note.txt"), "no plugin");
      Thread.sleep(800);
      assertEquals(second, sway(server).sha256(), "what cannot be loaded changes nothing");
      RogueJar.into(plugins, "sway", SwayBroken.class, SwayBroken.Sway.class);
      await("it watches no more", () -> !sway(server).sha256().equals(second));
    }
  }

  @Test
  void onlySignedPluginsAreLetInWhereKeysAreTrustedAndTheBundledOnesAlways() throws Exception {
    KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    String key = Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
    ServerConfig config = config(Map.of("plugin-keys", key));
    try (TablekeepServer server = TablekeepServer.start(config)) {
      assertEquals(
          List.of("plugin-unsigned"),
          server.house().plugins().refusals().stream().map(PluginRefusal::code).toList());
      assertTrue(server.house().systems().contains("hello"), "bundled");
    }
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(keys.getPrivate());
    signature.update(Files.readAllBytes(plugins.resolve("sway.jar")));
    Files.writeString(
        plugins.resolve("sway.jar.sig"), Base64.getEncoder().encodeToString(signature.sign()));
    try (TablekeepServer server = TablekeepServer.start(config)) {
      assertEquals(LoadedPlugin.State.STARTED, sway(server).state());
    }
  }

  @Test
  void whatIsNoKeyAndNoTruthIsSaid() {
    for (Map<String, String> bad :
        List.of(Map.of("plugin-keys", "nonsense"), Map.of("watch", "maybe"))) {
      TablekeepException e = assertThrows(TablekeepException.class, () -> config(bad));
      assertEquals("bad-config", e.code());
    }
  }
}
