package io.tablekeep.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.tablekeep.server.testing.RawSocket;
import io.tablekeep.server.testing.RunningServer;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many monsters into one compendium, in programs with a small heap, and out of it again. */
@Timeout(600)
class LargeCompendiumTest {
  /** As large as those of the SRD are, most of it words. */
  private static final String MONSTER =
      """
      {"index":"mud-%1$d","name":"Mud Wyrm %1$d","size":"Large","type":"dragon","alignment":"neutral",
       "armor_class":[{"type":"natural","value":15}],"hit_points":52,"hit_dice":"7d10","hit_points_roll":"7d10+14",
       "speed":{"walk":"30 ft."},"strength":18,"dexterity":12,"constitution":14,"intelligence":6,"wisdom":10,
       "charisma":8,"proficiency_bonus":2,"challenge_rating":4,"xp":1100,"proficiencies":[],"damage_vulnerabilities":[],
       "damage_resistances":[],"damage_immunities":["acid"],"condition_immunities":[],
       "senses":{"darkvision":"60 ft.","passive_perception":10},"languages":"Draconic",
       "special_abilities":[%2$s],
       "actions":[{"name":"Bite","desc":"Melee Weapon Attack: +6 to hit, reach 10 ft., one target. Hit: 9 (1d10 + 4) piercing damage.",
         "attack_bonus":6,"damage":[{"damage_type":{"index":"piercing"},"damage_dice":"1d10+4"}]}],
       "url":"/api/monsters/mud-%1$d"}
      """;

  private static final String ABILITY =
      "{\"name\":\"Mud %1$d\",\"desc\":\"In mud no. %1$d of %2$d it moves %3$d feet and hides.\"}";

  private static final boolean QUICK =
      System.getProperty("tablekeep.torture", "quick").equals("quick");

  @TempDir Path folder;

  /** With -Dtablekeep.torture=short or long as large as a file may well be. */
  @Test
  @Tag("torture")
  void manyMonstersBecomeACompendiumInASmallHeapAndComeOutOfIt() throws Exception {
    if (QUICK) {
      inAndOut(10, "-Xmx128m");
    } else {
      inAndOut(50, "-Xmx256m");
    }
  }

  @Test
  @Tag("torture")
  void whatDoesNotFitTheHeapIsRefusedWithASentenceAndLeavesNothing() throws Exception {
    assumeFalse(QUICK, "takes a minute: with -Dtablekeep.torture=short or long");
    int count = written(folder.resolve("5e-SRD-Monsters.json"), 24);
    JsonNode no = imported("-Xmx40m", 1, 5);
    assertTrue(
        List.of("not-enough-memory", "import-failed").contains(no.path("error").asText()),
        no::toString);
    JsonNode made = imported("-Xmx512m", 0);
    assertEquals(count, made.path("kept").asInt(), made::toString);
    assertTrue(made.path("created").asBoolean());
  }

  private void inAndOut(int megabytes, String heap) throws Exception {
    long start = System.nanoTime();
    int count = written(folder.resolve("5e-SRD-Monsters.json"), megabytes);
    JsonNode made = imported(heap, 0);
    // The report counts so many.
    assertEquals(Math.min(count, 10_000), made.path("kept").asInt(), made::toString);
    long imported = System.nanoTime();
    Process server = start(heap, "--port", "0", "--json");
    try (BufferedReader out = server.inputReader(StandardCharsets.UTF_8)) {
      JsonNode ready = RunningServer.JSON.readTree(out.readLine());
      String url = ready.path("url").asText();
      double welcomed = welcomed(ready);
      int last = count - 1;
      long before = System.nanoTime();
      JsonNode page = get(url, "/api/compendia/big?text=wyrm%20" + last);
      long opened = System.nanoTime();
      String key = page.path("entries").path(0).path("key").asText();
      JsonNode entry = get(url, "/api/compendia/big/entries/" + key);
      assertEquals("Mud Wyrm " + last, entry.path("name").asText(), entry::toString);
      assertEquals(52, entry.at("/data/d20/block/hitPoints/average").asInt(52));
      System.out.printf(
          "%d MB of %d monsters: in after %,d ms, found after %,d ms, in heaps of %s; a campaign beside"
              + " them welcomes after %.0f ms%n",
          megabytes,
          count,
          (imported - start) / 1_000_000,
          (opened - before) / 1_000_000,
          heap,
          welcomed);
      server.destroy();
      assertTrue(server.waitFor(60, TimeUnit.SECONDS));
    } finally {
      server.destroyForcibly();
    }
  }

  /** A campaign is opened as if nothing lay beside it, and holds nothing of it. */
  private static double welcomed(JsonNode ready) throws IOException {
    String token = ready.path("links").path(0).path("token").asText();
    try (RawSocket raw = RawSocket.open(ready.path("port").asInt(), "demo")) {
      long hello = System.nanoTime();
      raw.text(RawSocket.whole(token, "d1"));
      String welcome = raw.next("welcome").toString();
      double millis = (System.nanoTime() - hello) / 1e6;
      assertTrue(welcome.length() < 200_000, welcome.length() + " bytes");
      // With its space: without it may stand in a token by chance.
      assertFalse(welcome.contains("Mud Wyrm"));
      return millis;
    }
  }

  private JsonNode get(String url, String path) throws Exception {
    String key = Files.readString(folder.resolve("data/host.key")).strip();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url.replaceAll("/$", "") + path))
            .header("Authorization", "Bearer " + key)
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertEquals(200, answer.statusCode(), answer.body());
    return RunningServer.JSON.readTree(answer.body());
  }

  private static int written(Path file, int megabytes) throws IOException {
    int count = 0;
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write('[');
      for (long length = 0; length < (long) megabytes << 20; count++) {
        List<String> abilities = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
          abilities.add(ABILITY.formatted(i, count, i * 7919 % 1000));
        }
        String one = MONSTER.formatted(count, String.join(",", abilities));
        length += one.length();
        out.write(count == 0 ? one : "," + one);
      }
      out.write(']');
    }
    return count;
  }

  private JsonNode imported(String heap, Integer... exits) throws Exception {
    String file = folder.resolve("5e-SRD-Monsters.json").toString();
    Process process =
        start(heap, "import", file, "--format", "srd5e", "--compendium", "big", "--json");
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(300, TimeUnit.SECONDS), said);
    String err = Files.readString(folder.resolve("err.txt"));
    assertTrue(List.of(exits).contains(process.exitValue()), process.exitValue() + said + err);
    String[] lines = said.strip().split("\n", -1);
    return RunningServer.JSON.readTree(lines[lines.length - 1]);
  }

  private Process start(String heap, String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(heap, "-cp", System.getProperty("java.class.path")));
    command.add("io.tablekeep.server.Main");
    command.addAll(List.of(args));
    command.addAll(List.of("--data", folder.resolve("data").toString()));
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectError(folder.resolve("err.txt").toFile())
        .start();
  }
}
