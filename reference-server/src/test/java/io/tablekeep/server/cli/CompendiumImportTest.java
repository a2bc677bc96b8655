package io.tablekeep.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tablekeep.server.testing.RunningServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an importer reads becomes entries to copy from, by the command line and over HTTP. */
class CompendiumImportTest {
  private static final String PAGES =
      """
      [{"index":"muddy","name":"Muddy","desc":["Full of mud."]},
       {"index":"muddy-2","name":"Muddy","desc":["Once more."]}]
      """;

  @TempDir Path folder;

  private JsonNode run(int exit, String... words) throws IOException {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--data", folder.resolve("data").toString(), "--json"));
    int is =
        CommandLines.run(all.toArray(String[]::new), new PrintWriter(out), new PrintWriter(err));
    assertEquals(exit, is, () -> out + "\n" + err);
    String[] lines = out.toString().strip().split("\n", -1);
    return RunningServer.JSON.readTree(lines[lines.length - 1]);
  }

  @Test
  void aFileBecomesACompendiumAndReplacesItsEntries() throws IOException {
    String file = Files.writeString(folder.resolve("pages.json"), PAGES).toString();
    JsonNode made = run(0, "import", file, "--format", "srd5e", "--compendium", "mud");
    assertEquals("mud", made.path("compendium").asText());
    assertTrue(made.path("created").asBoolean());
    JsonNode again = run(0, "import", file, "--format", "srd5e", "--compendium", "mud");
    assertEquals(made.path("sha256").asText(), again.path("sha256").asText());
    assertTrue(again.path("version").asLong() > made.path("version").asLong());
    String other = Files.writeString(folder.resolve("more.json"), PAGES).toString();
    JsonNode more = run(0, "import", other, "--format", "srd5e", "--compendium", "mud");
    assertNotEquals(made.path("sha256").asText(), more.path("sha256").asText(), "both are there");
    String two = "--campaign";
    JsonNode both = run(2, "import", file, "--compendium", "mud", two, "c");
    assertEquals("usage", both.path("error").asText());
    JsonNode bad = run(1, "import", file, "--format", "srd5e", "--compendium", "No Name");
    assertEquals("bad-compendium-id", bad.path("error").asText());
  }

  @Test
  void aMapIsNotForACompendium() throws IOException {
    String map =
        """
        {"format":0.3,"resolution":{"map_origin":{"x":0,"y":0},"map_size":{"x":4,"y":4},"pixels_per_grid":70},
         "line_of_sight":[[{"x":3,"y":1.5},{"x":4,"y":1.5}]]}
        """;
    String file = Files.writeString(folder.resolve("crypt.uvtt"), map).toString();
    JsonNode no = run(1, "import", file, "--compendium", "maps");
    assertEquals("not-for-a-compendium", no.path("error").asText());
  }

  @Test
  void theHostBringsOneInOverHttp() throws Exception {
    try (RunningServer server = RunningServer.start()) {
      String path = "/api/compendia/mud/import?format=srd5e&name=pages.json";
      String[] key = {"Authorization", "Bearer " + server.hostKey()};
      HttpResponse<String> made =
          server.send("POST", path, HttpRequest.BodyPublishers.ofString(PAGES), key);
      assertEquals(200, made.statusCode(), made.body());
      assertEquals(2, RunningServer.json(made).path("kept").asInt());
      HttpResponse<String> page =
          server.send("GET", "/api/compendia/mud", HttpRequest.BodyPublishers.noBody(), key);
      JsonNode entries = RunningServer.json(page).path("entries");
      assertEquals("pages-muddy", entries.path(0).path("key").asText());
      assertEquals("pages-muddy-2", entries.path(1).path("key").asText());
      assertEquals("lore", entries.path(0).path("kind").asText());
      HttpResponse<String> stranger =
          server.send("POST", path, HttpRequest.BodyPublishers.ofString(PAGES));
      assertEquals(401, stranger.statusCode());
    }
  }
}
