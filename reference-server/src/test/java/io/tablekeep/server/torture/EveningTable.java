package io.tablekeep.server.torture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tablekeep.server.testing.SharedData;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;

/** The campaign of an evening: everything in it that is not for all is a secret of its own. */
final class EveningTable {
  static final List<String> PLAYERS = List.of("ana", "ben", "cleo", "dora", "eli");
  static final String CELL = "cell";
  private static final List<String> REAL =
      List.of("uvtt/imagix/exampleMaps/sampleMap.dd2vtt", "uvtt/oganm/test.dd2vtt");

  private final Secrets secrets;
  private final ObjectNode document = Json.object();

  /** Keys of hidden monsters, and with each what all know once it is revealed. */
  final List<Monster> monsters = new ArrayList<>();

  /** The name of whoever sits behind the door. */
  final String prisoner;

  /** A quest, a place and a piece of lore that may be revealed, and their names. */
  final List<Hidden> hidden = new ArrayList<>();

  /** A monster: its actor, its token on the first map, its name. */
  record Monster(String actor, String token, String name) {}

  /** Something to reveal. */
  record Hidden(String action, String field, String key, String name) {}

  EveningTable(Secrets secrets) {
    this.secrets = secrets;
    prisoner = secrets.of();
    document.put("id", "evening").put("schema", 1);
    document
        .putObject("campaign")
        .put("name", "A real evening")
        .put("gm", "gm")
        .put("system", "fray")
        .put("createdAt", "2025-01-01T00:00:00Z")
        .put("gmNotes", secrets.of());
    people();
    cell();
    monsters();
    world();
  }

  ObjectNode document() {
    return document;
  }

  private void people() {
    ObjectNode participants = document.putObject("participants");
    participants.putObject("gm").put("name", "Maren").put("role", "gm");
    ObjectNode actors = document.putObject("actors");
    for (String player : PLAYERS) {
      participants.putObject(player).put("name", player).put("role", "player");
      actors
          .putObject("of-" + player)
          .put("name", "Hero of " + player)
          .put("type", "character")
          .put("owner", player)
          .put("notes", "Owes " + secrets.of(player))
          .put("gmNotes", secrets.of())
          .set("fray", Json.object().put("hp", 20).put("omen", secrets.of(player)));
    }
    actors
        .putObject("rat")
        .put("name", "Giant rat")
        .put("type", "monster")
        .put("gmNotes", secrets.of())
        .set("fray", Json.object().put("hp", 5_000).put("armour", 5).put("omen", secrets.of()));
  }

  /** Two rooms with a door between them; sight counts. */
  private void cell() {
    ObjectNode map = document.putObject("maps").putObject(CELL);
    map.put("name", "The cells").put("gmNotes", secrets.of());
    map.set("grid", Json.parse("{\"type\":\"square\",\"wide\":12,\"high\":10,\"cellPixels\":64}"));
    map.set("lighting", Json.parse("{\"sight\":true}"));
    map.set(
        "walls",
        Json.parse(
            """
            {"outer":{"points":[{"x":1,"y":1},{"x":11,"y":1},{"x":11,"y":9},{"x":1,"y":9},{"x":1,"y":1}]},
             "north":{"points":[{"x":8,"y":1},{"x":8,"y":4}]},
             "south":{"points":[{"x":8,"y":6},{"x":8,"y":9}]},
             "gate":{"points":[{"x":8,"y":4},{"x":8,"y":6}],"door":{"state":"closed"}}}
            """));
    map.set("lights", Json.parse("{\"lamp\":{\"x\":3,\"y\":3,\"bright\":4,\"dim\":8}}"));
    map.putObject("layers").putObject("plan").put("name", secrets.of()).put("hidden", true);
    ObjectNode tokens = map.putObject("tokens");
    double y = 2.5;
    for (String player : PLAYERS) {
      tokens.putObject("of-" + player).put("actor", "of-" + player).put("x", 3.5).put("y", y++);
    }
    tokens.putObject("rat").put("actor", "rat").put("x", 5.5).put("y", 3.5);
    tokens.putObject("behind").put("name", prisoner).put("x", 10).put("y", 5);
    tokens
        .putObject("below")
        .put("name", secrets.of())
        .put("layer", "plan")
        .put("x", 4)
        .put("y", 4);
  }

  private void monsters() {
    ObjectNode actors = document.withObject("/actors");
    ObjectNode tokens = document.withObject("/maps/cell/tokens");
    for (int i = 0; i < 4; i++) {
      Monster one = new Monster(secrets.of(), secrets.of(), secrets.of());
      actors
          .putObject(one.actor())
          .put("name", "The " + one.name())
          .put("type", "monster")
          .put("hidden", true)
          .put("gmNotes", secrets.of())
          .set("fray", Json.object().put("hp", 12).put("omen", secrets.of()));
      tokens
          .putObject(one.token())
          .put("actor", one.actor())
          .put("x", 2.5 + i)
          .put("y", 7.5)
          .put("hidden", true);
      monsters.add(one);
    }
  }

  private void world() {
    Hidden quest = new Hidden("quest.reveal", "quest", secrets.of(), secrets.of());
    document
        .putObject("quests")
        .putObject(quest.key())
        .put("name", quest.name())
        .put("gmNotes", secrets.of());
    Hidden place = new Hidden("location.reveal", "location", secrets.of(), secrets.of());
    document.putObject("locations").putObject(place.key()).put("name", place.name());
    Hidden lore = new Hidden("lore.reveal", "lore", secrets.of(), secrets.of());
    document.putObject("lore").putObject(lore.key()).put("title", lore.name()).put("text", "old");
    hidden.addAll(List.of(quest, place, lore));
    document
        .putObject("items")
        .putObject(secrets.of())
        .put("name", secrets.of())
        .put("hidden", true);
    document
        .putObject("notes")
        .putObject(secrets.of())
        .put("title", secrets.of())
        .put("text", secrets.of())
        .put("author", "gm");
  }

  /** Two maps to import: real ones where they are found, else small ones of our own. */
  static List<byte[]> maps() throws IOException {
    List<byte[]> maps = new ArrayList<>();
    for (String name : REAL) {
      Optional<Path> file = SharedData.find(name);
      maps.add(file.isPresent() ? Files.readAllBytes(file.get()) : small());
    }
    return maps;
  }

  private static byte[] small() throws IOException {
    ByteArrayOutputStream picture = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(200, 160, BufferedImage.TYPE_INT_RGB), "png", picture);
    String text =
        """
        {"format":0.3,
         "resolution":{"map_origin":{"x":0,"y":0},"map_size":{"x":20,"y":16},"pixels_per_grid":10},
         "line_of_sight":[[{"x":2,"y":2},{"x":18,"y":2},{"x":18,"y":14},{"x":2,"y":14},{"x":2,"y":2}]],
         "portals":[{"position":{"x":10,"y":2},"bounds":[{"x":9,"y":2},{"x":11,"y":2}],"rotation":0,
           "closed":true,"freestanding":false}],
         "lights":[{"position":{"x":8,"y":8},"range":6,"intensity":1,"color":"ffeccd8b","shadows":true}],
         "image":"%s"}
        """
            .formatted(Base64.getEncoder().encodeToString(picture.toByteArray()));
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
