package io.tablekeep.server.torture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tablekeep.server.testing.SharedData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Campaigns to play: a real map where one is found, else a small one of our own. */
final class Tables {
  static final String MAP = "hall";
  static final List<String> PLAYERS = List.of("ana", "ben", "cleo", "dora");
  private static final String REAL = "uvtt/imagix/exampleMaps/sampleMap.dd2vtt";

  private Tables() {}

  /**
   * A document with everyone at the table. The map of a real file is brought in by the program
   * itself, into a campaign of its own in the data folder, and taken over from there.
   */
  static ObjectNode document(Path data) throws IOException, InterruptedException {
    Optional<Path> real = SharedData.find(REAL);
    ObjectNode document = empty();
    if (real.isEmpty()) {
      return document;
    }
    Program.Ended brought =
        Program.run(
            "import",
            real.get().toString(),
            "--campaign",
            "scratch",
            "--data",
            data.toString(),
            "--json");
    if (brought.exit() != 0) {
      throw new AssertionError("the map was not brought in: " + brought);
    }
    try (ServerProcess server = ServerProcess.start(data, "--demo", "false")) {
      String gm = server.tokens("scratch").get("gm");
      JsonNode maps = server.state("scratch", gm).path("maps");
      ObjectNode map = (ObjectNode) maps.elements().next();
      map.set("tokens", document.at("/maps/hall/tokens"));
      document.withObject("/maps").set(MAP, map);
    }
    return document;
  }

  /** A small table of our own. */
  static ObjectNode empty() {
    ObjectNode document = Json.object();
    document.put("id", "table").put("schema", 1);
    document
        .putObject("campaign")
        .put("name", "Torture")
        .put("gm", "gm")
        .put("createdAt", "2025-01-01T00:00:00Z");
    ObjectNode participants = document.putObject("participants");
    participants.putObject("gm").put("name", "Maren").put("role", "gm");
    ObjectNode actors = document.putObject("actors");
    ObjectNode map = document.putObject("maps").putObject(MAP);
    map.put("name", "A hall")
        .set("grid", Json.parse("{\"type\":\"square\",\"wide\":10,\"high\":10,\"cellPixels\":64}"));
    map.set(
        "walls", Json.parse("{\"north\":{\"points\":[{\"x\":1,\"y\":1},{\"x\":9,\"y\":1.5}]}}"));
    ObjectNode tokens = map.putObject("tokens");
    double x = 2.5;
    for (String player : PLAYERS) {
      participants.putObject(player).put("name", player).put("role", "player");
      actors
          .putObject("of-" + player)
          .put("name", "Hero of " + player)
          .put("type", "character")
          .put("owner", player)
          .put("notes", "Known to " + player + " alone.");
      tokens.putObject("of-" + player).put("actor", "of-" + player).put("x", x++).put("y", 3.5);
    }
    actors.putObject("ghoul").put("name", "Ghoul").put("type", "monster").put("hidden", true);
    tokens.putObject("ghoul").put("actor", "ghoul").put("x", 7.5).put("y", 7.5).put("hidden", true);
    document
        .putObject("currentSession")
        .put("id", "s1")
        .put("number", 1)
        .put("active", true)
        .put("map", MAP)
        .put("startedAt", "2025-01-01T00:00:00Z");
    return document;
  }

  /** Makes a campaign of a document, and gives the tokens of its seats. */
  static Map<String, String> create(ServerProcess server, ObjectNode document, String id)
      throws IOException, InterruptedException {
    server.post("/api/campaigns", server.hostKey(), document.put("id", id).toString());
    return server.tokens(id);
  }

  /** A campaign of a small map of our own. */
  static Map<String, String> create(ServerProcess server, String id)
      throws IOException, InterruptedException {
    return create(server, empty(), id);
  }
}
