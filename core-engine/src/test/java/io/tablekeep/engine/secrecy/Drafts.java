package io.tablekeep.engine.secrecy;

import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.engine.state.bind.Records.UnknownKeys;
import io.tablekeep.engine.view.Viewer;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.model.document.CampaignDocument;
import io.tablekeep.sdk.schema.Constraints;
import io.tablekeep.sdk.state.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** Campaigns full of secrets, and others that one viewer cannot tell from them. */
final class Drafts {
  private static final String TEMPLATE =
      """
      {"id":"x","schema":1,
       "campaign":{"name":"The Long Night","system":"riddles","gm":"gm","settings":{},
                   "createdAt":"2026-01-01T00:00:00Z"},
       "participants":{
        "gm":{"name":"Gina","role":"gm"},"cog":{"name":"Carl","role":"co-gm"},
        "ada":{"name":"Ada","role":"player","character":"bram"},
        "ben":{"name":"Ben","role":"player"},"cleo":{"name":"Cleo","role":"player"},
        "sam":{"name":"Sam","role":"spectator"}},
       "actors":{
        "bram":{"name":"Bram","type":"character","owner":"ada","notes":"owes money",
                "gmNotes":"is cursed","portrait":"@1","inventory":{"s1":{"name":"Sword"},"s2":{"item":"rope"}},
                "conditions":{"c1":{"name":"Tired"}}},
        "cora":{"name":"Cora","type":"character","owner":"ben","notes":"is a spy","portrait":"@2",
                "gmNotes":"was paid","inventory":{"s3":{"item":"dagger"}}},
        "dora":{"name":"Dora","type":"character","owner":"cleo","hidden":true},
        "host":{"name":"The host","type":"npc","gmNotes":"knows it all",
                "inventory":{"s4":{"item":"rope"}}},
        "wolf":{"name":"Wolf","type":"monster","hidden":true,"portrait":"@3"},
        "bear":{"name":"Bear","type":"monster","hidden":true,"gmNotes":"sleeps"}},
       "items":{"rope":{"name":"Rope","gmNotes":"short","picture":"@5"},
                "dagger":{"name":"Dagger","hidden":true,"picture":"@4"},"ring":{"name":"Ring","hidden":true}},
       "maps":{
        "inn":{"name":"Inn","grid":{"wide":20,"high":20},"gmNotes":"burns down",
               "picture":{"asset":"@7","width":90,"height":90},
               "layers":{"l1":{"name":"Floor","picture":"@9"},
                         "l2":{"name":"Attic","hidden":true,"picture":"@8"}},
               "walls":{"w1":{"points":[{"x":4,"y":0},{"x":4,"y":20}],"door":{"state":"closed"}},
                        "w2":{"points":[{"x":9,"y":0},{"x":9,"y":9}],
                              "door":{"state":"closed","secret":true}}},
               "lights":{"i1":{"x":2,"y":2,"bright":5,"dim":9},
                         "i2":{"x":8,"y":8,"bright":1,"dim":2,"hidden":true}},
               "tokens":{"t1":{"actor":"bram","x":1,"y":1},"t2":{"actor":"cora","x":2,"y":2},
                         "t3":{"actor":"wolf","x":5,"y":5,"hidden":true,"picture":"@6"},
                         "t4":{"name":"Barrel","x":6,"y":6},
                         "t5":{"actor":"bear","x":7,"y":7,"hidden":true},
                         "t6":{"actor":"host","x":3,"y":3}}},
        "cave":{"name":"Cave","grid":{"wide":20,"high":20},
                "picture":{"asset":"@8","width":90,"height":90},
                "lighting":{"darkness":0.9,"sight":true,"fog":true},
                "walls":{"w1":{"points":[{"x":5,"y":0},{"x":5,"y":10}]}},
                "lights":{"i1":{"x":9,"y":9,"bright":2,"dim":4}},
                "tokens":{"t1":{"actor":"bram","x":1,"y":1,
                                "vision":{"range":10,"darkvision":5}},
                          "t2":{"actor":"wolf","x":8,"y":2,"picture":"@3"},
                          "t3":{"name":"Idol","x":2,"y":1,"picture":"@4"}},
                "explored":{"ada":{"seen":{"0":"f","1":"7"}},"ben":{"seen":{"8":"ff","9":"f0"}}}},
        "keep":{"name":"Keep","grid":{"wide":9,"high":9},"hidden":true,
                "tokens":{"t1":{"actor":"bear","x":1,"y":1}}}},
       "encounters":{
        "brawl":{"name":"Brawl","map":"inn","status":"active","round":1,"turn":"k1",
                 "gmNotes":"the host flees",
                 "order":{"k1":{"actor":"bram","token":"inn/t1","initiative":15},
                          "k2":{"actor":"cora","initiative":12},
                          "k3":{"actor":"wolf","token":"inn/t3","initiative":8,"hidden":true},
                          "k4":{"actor":"host","initiative":3}}},
        "trap":{"name":"Ambush","status":"draft",
                "order":{"k1":{"actor":"bear","initiative":1}}}},
       "quests":{"find":{"name":"Find the ring","revealed":true,"gmNotes":"it is lost",
                         "objectives":{"o1":{"text":"Ask around"},
                                       "o2":{"text":"Kill the host","revealed":false}}},
                 "flee":{"name":"Flee","objectives":{"o1":{"text":"Run"}}}},
       "locations":{"town":{"name":"Town","revealed":true,"gmNotes":"is doomed"},
                    "lair":{"name":"Lair","within":"town","picture":"@6"}},
       "lore":{"old":{"title":"The old king","text":"is dead","revealed":true,"gmNotes":"is not"},
               "new":{"title":"The new king","text":"is a wolf"}},
       "notes":{"n1":{"title":"Mine","author":"ada","text":"a"},
                "n2":{"title":"Ben's","author":"ben","text":"b"},
                "n3":{"title":"Shared","author":"ben","readers":["ada"]},
                "n4":{"title":"All","author":"gm","everyone":true},
                "n5":{"title":"Plan","author":"gm"},"n6":{"title":"Ours","author":"cleo",
                "readers":["ben"]}},
       "currentSession":{"id":"s1","number":1,"active":true,"startedAt":"2026-01-01T00:00:00Z",
                         "map":"inn","activeEncounterId":"brawl"},
       "assets":{"@0":{"by":{"ada":"T","gm":"T"}},"@1":{"by":{"ada":"T"}},"@2":{"by":{"ben":"T"}},
                 "@3":{"by":{}},"@4":{"by":{"gm":"T"}},"@6":{"by":{}},"@7":{"by":{}},
                 "@8":{"by":{"cleo":"T"}},"@9":{"by":{}}},
       "chat":{},"dice":{},"flags":{}}
      """;

  private static final byte[] TEXT =
      Pattern.compile("@([0-9])")
          .matcher(
              TEMPLATE.replace(
                  "{\"by\":",
                  "{\"type\":\"png\",\"bytes\":9,\"width\":90,\"height\":90,\"addedAt\":\"T\","
                      + "\"back\":{},\"by\":"))
          .replaceAll(found -> Gallery.NAMES.get(Integer.parseInt(found.group(1))))
          .replace("\"T\"", "\"2026-01-01T00:00:00Z\"")
          .getBytes(StandardCharsets.UTF_8);

  /** The members whose words decide what is seen; swapping them makes secrets and ends them. */
  private static final List<String> SPEAKERS = List.of("gm", "ada", "ben", "cleo");

  private Drafts() {}

  /** A campaign. One of eight has full windows. */
  static JsonObject campaign(SplittableRandom random) {
    JsonObject root = JsonReader.readObject(TEXT, JsonReader.Limits.DOCUMENT, 1);
    boolean full = random.nextInt(8) == 0;
    root = window(root, "chat", full ? 199 : 4, random, Drafts::said);
    root = window(root, "dice", full ? 99 : 4, random, Drafts::rolled);
    if (random.nextInt(3) == 0) {
      root = Trees.put(root, Pointer.of("currentSession", "map"), "cave", 1);
    }
    return root;
  }

  private static JsonObject window(
      JsonObject root,
      String name,
      int lines,
      SplittableRandom random,
      BiConsumer<StringBuilder, String> content) {
    StringBuilder json = new StringBuilder("{");
    for (int i = 0; i < lines; i++) {
      StringBuilder line = new StringBuilder();
      content.accept(line, SPEAKERS.get(random.nextInt(SPEAKERS.size())));
      String to =
          switch (random.nextInt(4)) {
            case 0 -> ",\"to\":[]";
            case 1 -> ",\"to\":[\"" + SPEAKERS.get(random.nextInt(4)) + "\"]";
            default -> "";
          };
      json.append(i == 0 ? "" : ",")
          .append("\"00000%05d\":{".formatted(i))
          .append(line)
          .append(",\"at\":\"2025-12-31T00:00:00Z\"")
          .append(to)
          .append('}');
    }
    byte[] bytes = json.append('}').toString().getBytes(StandardCharsets.UTF_8);
    return Trees.put(
        root, Pointer.of(name), JsonReader.read(bytes, JsonReader.Limits.DOCUMENT, 1), 1);
  }

  private static void said(StringBuilder line, String who) {
    line.append("\"from\":\"").append(who).append("\",\"text\":\"hm\"");
  }

  private static void rolled(StringBuilder line, String who) {
    line.append("\"by\":\"")
        .append(who)
        .append("\",\"notation\":\"1d6\",\"faces\":[3],\"total\":3");
  }

  /** Another campaign that looks equal to a viewer, as unlike as many small changes make it. */
  static JsonObject twin(JsonObject original, Viewer viewer, SplittableRandom random) {
    Looks looks = Looks.of(original, viewer);
    JsonObject twin = original;
    for (int i = 0; i < 60; i++) {
      List<Pointer> places = new ArrayList<>();
      collect(twin, Pointer.root(), places);
      JsonObject changed = changed(twin, places.get(random.nextInt(places.size())), random);
      if (Looks.of(changed, viewer).equals(looks) && isSound(changed)) {
        twin = changed;
      }
    }
    return twin;
  }

  private static void collect(Object value, Pointer at, List<Pointer> places) {
    if (value instanceof JsonObject object) {
      for (JsonObject.Cursor c = object.cursor(); c.next(); ) {
        Pointer below = at.child(c.key());
        boolean fixed =
            below.size() == 1 || c.key().equals("role") || at.toString().equals("/campaign");
        if (!fixed) {
          places.add(below);
        }
        collect(c.value(), below, places);
      }
    }
  }

  private static JsonObject changed(JsonObject root, Pointer at, SplittableRandom random) {
    Object value = Trees.get(root, at);
    if (value == null) {
      return root;
    }
    int how = random.nextInt(3);
    if (how == 0) {
      return Trees.remove(root, at, 1);
    } else if (value instanceof String text && Gallery.NAMES.contains(text)) {
      return Trees.put(root, at, Gallery.NAMES.get(random.nextInt(Gallery.NAMES.size())), 1);
    } else if (value instanceof String text) {
      return Trees.put(root, at, text + "x", 1);
    } else if (value instanceof Boolean flag) {
      return Trees.put(root, at, !flag, 1);
    } else if (value instanceof Long number) {
      return Trees.put(root, at, number + 1, 1);
    } else if (value instanceof JsonArray array && random.nextBoolean()) {
      return Trees.put(root, at, array.size() == 0 ? array : array.without(0, 1), 1);
    } else if (value instanceof JsonObject object && at.size() > 1) {
      Object copy = how == 1 ? object : object.with("hidden", true, 1);
      Pointer beside = Pointer.of(at.keys().subList(0, at.size() - 1));
      return Trees.put(root, beside.child("z" + random.nextInt(1000)), copy, 1);
    }
    return root;
  }

  private static boolean isSound(JsonObject root) {
    try {
      CampaignDocument read = Records.read(root, CampaignDocument.class, UnknownKeys.IGNORED);
      return Constraints.check(read).isEmpty();
    } catch (TablekeepException | IllegalArgumentException unsound) {
      return false;
    }
  }
}
