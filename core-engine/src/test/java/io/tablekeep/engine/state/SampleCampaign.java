package io.tablekeep.engine.state;

import io.tablekeep.sdk.state.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Campaigns for tests and benchmarks, of any size and always the same for a seed, in the
 * proportions of the source documents: of 4.65 MB, 2 MB are actors of 10 KB, 1 MB items of 2 KB, 1
 * MB maps of 100 KB, 0.5 MB encounters of 25 KB, the rest settings, session and chat.
 */
public final class SampleCampaign {
  private static final String[] WORDS =
      ("the of and a to in is it you that he was for on are with as his they at be this from have or by"
              + " one had not but what all were when we there can an your which their said if do will each"
              + " dragon sword tavern goblin forest ancient king shadow river stone magic curse silver blood"
              + " night temple captain merchant whisper oath ruin tower storm ember wolf thorn raven crypt"
              + " carries within beneath attack action target creature damage saving throw bonus range feet"
              + " spell level strength dexterity weapon armor")
          .split(" ");
  private static final String[] SKILLS = {
    "acrobatics", "arcana", "athletics", "deception", "history", "insight", "intimidation",
        "investigation",
    "medicine", "nature", "perception", "performance", "persuasion", "religion", "stealth",
        "survival"
  };
  private static final String[] ABILITIES = {"str", "dex", "con", "int", "wis", "cha"};

  private final SplittableRandom random;
  private final double share;

  private SampleCampaign(double share, long seed) {
    this.share = share;
    this.random = new SplittableRandom(seed);
  }

  /**
   * A campaign whose canonical text has about that many bytes.
   *
   * @param bytes from 20,000 up
   * @param seed of everything in it
   * @return the document, at version 1
   */
  public static JsonObject ofAbout(int bytes, long seed) {
    return new SampleCampaign(bytes / 4_650_000.0, seed).campaign();
  }

  /** The place of a token in the middle of the document. */
  public static Pointer someToken(JsonObject campaign) {
    List<String> maps = ((JsonObject) campaign.get("maps")).keys();
    String map = maps.get(maps.size() / 2);
    List<String> tokens = ((JsonObject) Trees.get(campaign, "maps", map, "tokens")).keys();
    return Pointer.of("maps", map, "tokens", tokens.get(tokens.size() / 2));
  }

  private JsonObject campaign() {
    ObjectBuilder root = new ObjectBuilder();
    root.add("id", id()).add("schema", 1L);
    root.add("campaign", info());
    List<String> actors = new ArrayList<>();
    List<String> items = new ArrayList<>();
    root.add("items", entities(items, 1_000_000, 2_000, size -> item(size * 120 / 100)));
    root.add("actors", entities(actors, 2_000_000, 10_000, size -> actor(size * 118 / 100, items)));
    root.add(
        "maps",
        entities(new ArrayList<>(), 1_000_000, 100_000, size -> map(size * 110 / 100, actors)));
    root.add(
        "encounters",
        entities(new ArrayList<>(), 500_000, 25_000, size -> encounter(size * 107 / 100, actors)));
    ObjectBuilder notes = new ObjectBuilder();
    for (int left = (int) (40_000 * share) + 500; left > 0; left -= 1_000) {
      notes.add(id(), new ObjectBuilder().add("title", title()).add("text", prose(900)).build(1));
    }
    root.add("notes", notes.build(1));
    ObjectBuilder chat = new ObjectBuilder();
    int lines = Math.max(3, (int) (200 * Math.min(1, share)));
    for (int i = 0; i < lines; i++) {
      chat.add(
          String.format("%08d", i),
          new ObjectBuilder()
              .add("from", "gm")
              .add("text", prose(150 + random.nextInt(300)))
              .add("at", instant())
              .build(1));
    }
    root.add("chat", chat.build(1));
    root.add(
        "currentSession",
        new ObjectBuilder()
            .add("id", id())
            .add("active", true)
            .add("number", 12L)
            .add("startedAt", instant())
            .build(1));
    return root.build(1);
  }

  private interface Entity {
    JsonObject of(int size);
  }

  private JsonObject entities(List<String> ids, int total, int each, Entity entity) {
    ObjectBuilder made = new ObjectBuilder();
    int size = (int) Math.min(each, Math.max(1_000, total * share));
    int count = Math.max(1, (int) Math.round(total * share / size));
    for (int i = 0; i < count; i++) {
      String id = id();
      ids.add(id);
      made.add(id, entity.of(size));
    }
    return made.build(1);
  }

  private JsonObject info() {
    ObjectBuilder settings = new ObjectBuilder();
    for (int left = (int) (45_000 * share); left > 0; left -= 25) {
      settings.add(
          "option" + settings.size(),
          left % 3 == 0 ? random.nextBoolean() : left % 3 == 1 ? (Object) title() : number(100));
    }
    return new ObjectBuilder()
        .add("name", "The " + title())
        .add("description", prose(600))
        .add("system", "d20")
        .add("settings", new ObjectBuilder().add("d20", settings.build(1)).build(1))
        .add("tags", JsonArray.of(List.of("fantasy", "sandbox"), 1))
        .add("createdAt", instant())
        .build(1);
  }

  private JsonObject item(int size) {
    return new ObjectBuilder()
        .add("name", title())
        .add("description", prose(size - 1_000))
        .add("hidden", false)
        .add("gmNotes", prose(150))
        .add("picture", "sha256-" + hex(32))
        .add(
            "d20",
            new ObjectBuilder()
                .add(
                    "cost",
                    new ObjectBuilder().add("quantity", number(500)).add("unit", "gp").build(1))
                .add("weight", decimal(50))
                .add("category", pick("weapon", "armor", "gear", "potion", "scroll"))
                .add("rarity", pick("common", "uncommon", "rare", "very-rare"))
                .add(
                    "damage",
                    new ObjectBuilder()
                        .add("dice", (1 + random.nextInt(3)) + "d8")
                        .add("type", pick("slashing", "piercing", "fire"))
                        .build(1))
                .add(
                    "range",
                    new ObjectBuilder().add("normal", 5L).add("long", number(200)).build(1))
                .add(
                    "properties",
                    JsonArray.of(
                        List.of(pick("finesse", "heavy"), pick("light", "thrown", "two-handed")),
                        1))
                .add("attunement", random.nextBoolean())
                .add(
                    "charges",
                    new ObjectBuilder()
                        .add("max", number(10))
                        .add("left", number(10))
                        .add("recharge", "dawn")
                        .build(1))
                .build(1))
        .build(1);
  }

  private JsonObject actor(int size, List<String> items) {
    ObjectBuilder inventory = new ObjectBuilder();
    for (int left = size * 22 / 100; left > 0; left -= 110) {
      inventory.add(
          id(),
          new ObjectBuilder()
              .add("item", items.get(random.nextInt(items.size())))
              .add("quantity", number(5))
              .add("equipped", random.nextBoolean())
              .add("notes", random.nextInt(4) == 0 ? title() : "")
              .build(1));
    }
    ObjectBuilder abilities = new ObjectBuilder();
    for (String ability : ABILITIES) {
      abilities.add(
          ability,
          new ObjectBuilder()
              .add("value", number(20))
              .add("proficient", random.nextBoolean())
              .add("bonus", number(3))
              .build(1));
    }
    ObjectBuilder skills = new ObjectBuilder();
    for (String skill : SKILLS) {
      skills.add(
          skill,
          new ObjectBuilder()
              .add("ability", pick(ABILITIES))
              .add("proficiency", number(2))
              .add("bonus", number(9))
              .build(1));
    }
    List<Object> actions = new ArrayList<>();
    for (int left = size * 35 / 100; left > 0; left -= 400) {
      actions.add(
          new ObjectBuilder()
              .add("name", title())
              .add("description", prose(220))
              .add("type", pick("action", "bonus", "reaction"))
              .add(
                  "attack",
                  new ObjectBuilder()
                      .add("bonus", number(12))
                      .add("reach", 5L)
                      .add("damage", "2d6+4")
                      .add("damageType", pick("slashing", "cold"))
                      .build(1))
              .build(1));
    }
    return new ObjectBuilder()
        .add("name", title())
        .add("type", pick("npc", "monster", "character"))
        .add("description", prose(size * 12 / 100))
        .add("notes", prose(size / 20))
        .add("gmNotes", "")
        .add("hidden", random.nextBoolean())
        .add("portrait", "sha256-" + hex(32))
        .add("inventory", inventory.build(1))
        .add(
            "conditions",
            new ObjectBuilder()
                .add(
                    id(),
                    new ObjectBuilder()
                        .add("name", "Poisoned")
                        .add("description", "")
                        .add("rounds", number(9))
                        .build(1))
                .build(1))
        .add("effects", JsonObject.empty(1))
        .add(
            "d20",
            new ObjectBuilder()
                .add("abilities", abilities.build(1))
                .add("skills", skills.build(1))
                .add("actions", JsonArray.of(actions, 1))
                .add("hp", number(120))
                .add("maxHp", 120L)
                .add("ac", number(22))
                .add("speed", 30L)
                .add("level", number(20))
                .add("resist", JsonArray.of(List.of("fire", "cold"), 1))
                .add(
                    "senses",
                    new ObjectBuilder().add("darkvision", 60L).add("passive", 14L).build(1))
                .build(1))
        .build(1);
  }

  private JsonObject map(int size, List<String> actors) {
    ObjectBuilder walls = new ObjectBuilder();
    for (int left = size * 55 / 100; left > 0; left -= 150) {
      walls.add(
          id(),
          new ObjectBuilder()
              .add("points", JsonArray.of(List.of(point(), point()), 1))
              .add("blocksSight", true)
              .add("blocksMovement", random.nextInt(9) > 0)
              .build(1));
    }
    ObjectBuilder lights = new ObjectBuilder();
    for (int left = size * 15 / 100; left > 0; left -= 170) {
      lights.add(
          id(),
          new ObjectBuilder()
              .add("x", coordinate())
              .add("y", coordinate())
              .add("bright", number(8))
              .add("dim", number(16))
              .add("color", "#" + hex(3))
              .add("intensity", decimal(1))
              .add("shadows", true)
              .add("on", true)
              .add("hidden", false)
              .build(1));
    }
    ObjectBuilder tokens = new ObjectBuilder();
    for (int left = size * 30 / 100; left > 0; left -= 190) {
      tokens.add(
          id(),
          new ObjectBuilder()
              .add("actor", actors.get(random.nextInt(actors.size())))
              .add("name", title())
              .add("x", number(60))
              .add("y", number(40))
              .add("width", 1L)
              .add("height", 1L)
              .add("rotation", 0L)
              .add("elevation", 0L)
              .add("layer", "tokens")
              .add("hidden", random.nextInt(4) == 0)
              .build(1));
    }
    return new ObjectBuilder()
        .add("name", title())
        .add(
            "picture",
            new ObjectBuilder()
                .add("asset", "sha256-" + hex(32))
                .add("width", 4200L)
                .add("height", 2800L)
                .build(1))
        .add(
            "grid",
            new ObjectBuilder()
                .add("type", "square")
                .add("wide", 60L)
                .add("high", 40L)
                .add("cellPixels", 70L)
                .add("originX", 0L)
                .add("originY", 0L)
                .add("cellDistance", 5L)
                .add("unit", "ft")
                .build(1))
        .add(
            "layers",
            new ObjectBuilder()
                .add(
                    "tokens",
                    new ObjectBuilder()
                        .add("name", "Tokens")
                        .add("order", 2L)
                        .add("hidden", false)
                        .build(1))
                .build(1))
        .add("walls", walls.build(1))
        .add("lights", lights.build(1))
        .add("tokens", tokens.build(1))
        .add("hidden", true)
        .add("gmNotes", prose(300))
        .build(1);
  }

  private JsonObject encounter(int size, List<String> actors) {
    ObjectBuilder order = new ObjectBuilder();
    for (int left = size / 2; left > 0; left -= 110) {
      order.add(
          id(),
          new ObjectBuilder()
              .add("actor", actors.get(random.nextInt(actors.size())))
              .add("initiative", number(25))
              .add("acted", random.nextBoolean())
              .add("hidden", false)
              .build(1));
    }
    ObjectBuilder effects = new ObjectBuilder();
    for (int left = size / 2; left > 0; left -= 260) {
      effects.add(
          id(),
          new ObjectBuilder()
              .add("name", title())
              .add("description", prose(130))
              .add("rounds", number(10))
              .add("source", actors.get(random.nextInt(actors.size())))
              .build(1));
    }
    return new ObjectBuilder()
        .add("name", title())
        .add("status", pick("draft", "active", "completed"))
        .add("round", number(8))
        .add("order", order.build(1))
        .add("effects", effects.build(1))
        .add("gmNotes", prose(200))
        .build(1);
  }

  private JsonObject point() {
    return new ObjectBuilder().add("x", coordinate()).add("y", coordinate()).build(1);
  }

  private Object coordinate() {
    return Values.number(
        random.nextInt(3) == 0
            ? random.nextDouble() * 60
            : Math.rint(random.nextDouble() * 6000) / 100);
  }

  private Object decimal(int most) {
    return Values.number(Math.rint(random.nextDouble() * most * 10) / 10);
  }

  private Object number(int most) {
    return Values.number((long) random.nextInt(most + 1));
  }

  private String pick(String... of) {
    return of[random.nextInt(of.length)];
  }

  private String id() {
    StringBuilder id = new StringBuilder("01J");
    for (int i = 0; i < 17; i++) {
      id.append("0123456789ABCDEFGHJKMNPQRSTVWXYZ".charAt(random.nextInt(32)));
    }
    return id.toString();
  }

  private String hex(int bytes) {
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < 2 * bytes; i++) {
      hex.append("0123456789abcdef".charAt(random.nextInt(16)));
    }
    return hex.toString();
  }

  private String instant() {
    return String.format(
        "2026-%02d-%02dT19:%02d:%02dZ",
        1 + random.nextInt(12), 1 + random.nextInt(28), random.nextInt(60), random.nextInt(60));
  }

  private String title() {
    String a = WORDS[50 + random.nextInt(WORDS.length - 50)];
    String b = WORDS[50 + random.nextInt(WORDS.length - 50)];
    return Character.toUpperCase(a.charAt(0)) + a.substring(1) + " " + b;
  }

  private String prose(int length) {
    StringBuilder text = new StringBuilder(length + 20);
    while (text.length() < length) {
      text.append(WORDS[random.nextInt(WORDS.length)]).append(random.nextInt(12) == 0 ? ". " : " ");
    }
    return text.toString();
  }
}
