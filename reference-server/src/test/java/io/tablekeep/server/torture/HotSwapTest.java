package io.tablekeep.server.torture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.tablekeep.server.torture.rogue.RogueJar;
import io.tablekeep.server.torture.rogue.SwayBroken;
import io.tablekeep.server.torture.rogue.SwayOne;
import io.tablekeep.server.torture.rogue.SwayTwo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A plugin is replaced again and again under people who play: nothing is lost or done twice, nobody
 * is cut off, a version that cannot be had changes nothing, and of the old ones nothing stays.
 */
@Tag("torture")
class HotSwapTest {
  private static final int SWAPS = Effort.pick(6, 40, 200);
  private static final String CAMPAIGN = "swaying";

  private final SwapTable table = new SwapTable(CAMPAIGN, "sway");
  private final List<Long> waits = Collections.synchronizedList(new ArrayList<>());

  @Test
  void aPluginIsReplacedAgainAndAgainWhilePeoplePlay() throws Exception {
    Path folder = Folder.fresh("hotswap");
    Path plugins =
        RogueJar.into(folder.resolve("plugins"), "sway", SwayOne.class, SwayOne.Sway.class);
    try (ServerProcess server =
        ServerProcess.start(
            folder.resolve("data"), "--demo", "false", "--plugins", plugins.toString())) {
      server.post("/api/campaigns", server.hostKey(), table.document().toString());
      Map<String, String> tokens = server.tokens(CAMPAIGN);
      for (String who : List.of("gm", "ana", "ben")) {
        plays(table.sits(server, tokens, who, who + ".1"));
      }
      double longest = 0;
      for (int swap = 1; swap <= SWAPS; swap++) {
        boolean second = swap % 2 == 1;
        if (swap % 5 == 0) {
          RogueJar.into(plugins, "sway", SwayBroken.class, SwayBroken.Sway.class);
          assertEquals("migration-failed", table.reload(server, 422).path("code").asText());
        }
        RogueJar.into(
            plugins,
            "sway",
            second ? SwayTwo.class : SwayOne.class,
            second ? SwayTwo.Sway.class : SwayOne.Sway.class);
        JsonNode system = table.reload(server, 200);
        assertEquals(1, system.path("campaigns").asInt());
        assertEquals(0, system.path("differences").size(), system::toString);
        longest = Math.max(longest, system.path("pauseMs").asDouble());
        Thread.sleep(table.chance.nextInt(120));
      }
      List<Long> during = sorted();
      waits.clear();
      Thread.sleep(2_000);
      List<Long> after = sorted();
      table.ends();
      long acks = table.count.acks;
      JsonNode whole = table.looksRight(server).document();
      assertEquals(acks, whole.at("/sway/count").asLong());
      Player ana = table.players.get(1);
      // The last version is the first one after an even number of swaps.
      ana.await("the last frames", () -> seen(ana) == (SWAPS % 2 == 0 ? 0 : acks));
      Effort.say(
          "hot swap: %d times under %d actions, longest pause %.1f ms; an answer within %.1f ms"
              + " (99%%: %.1f) meanwhile, %.1f (99%%: %.1f) afterwards",
          SWAPS,
          acks,
          longest,
          during.get(during.size() / 2) / 1e6,
          during.get(during.size() * 99 / 100) / 1e6,
          after.get(after.size() / 2) / 1e6,
          after.get(after.size() * 99 / 100) / 1e6);
      nothingStays(server);
      table.close();
      assertEquals(0, server.stop());
    } finally {
      table.close();
    }
    table.nothingWentWrong();
    Folder.delete(folder);
  }

  private void plays(Player player) {
    table.plays(
        player,
        30,
        () -> {
          long since = System.nanoTime();
          JsonNode receipt = player.does("sway.sway", "{}");
          waits.add(System.nanoTime() - since);
          return receipt;
        });
  }

  private List<Long> sorted() {
    synchronized (waits) {
      return waits.stream().sorted().toList();
    }
  }

  private static long seen(Player player) {
    return player.view().at("/sway/count").asLong();
  }

  /** Of old versions, once the memory is tidied. */
  private static void nothingStays(ServerProcess server) throws Exception {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    double left = SWAPS;
    for (int i = 0; i < 20 && left > 0; i++) {
      new ProcessBuilder(jcmd, Long.toString(server.pid()), "GC.run")
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
      String metrics = new String(server.get("/metrics", server.hostKey()), UTF_8);
      left =
          metrics
              .lines()
              .filter(line -> line.startsWith("tablekeep_plugins_retired"))
              .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
              .sum();
    }
    assertEquals(0, left, "class loaders of old versions are still in memory");
  }
}
