package io.tablekeep.engine.table;

import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.game.Role;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A document that has at least one of everything, seen and unseen: two maps with walls, doors and
 * lights, encounters in every state, whispers, blind dice, notes, quests. Of every kind there is
 * something for {@link #ADA}, something for {@link #BEN}, and something for the game master alone.
 */
public final class RichTable {
  /** Runs the game. */
  public static final Participant GM = new Participant("gm", "Gina", Role.GM);

  /** Runs it too. */
  public static final Participant CO = new Participant("co", "Cole", Role.CO_GM);

  /** Plays bram. */
  public static final Participant ADA = new Participant("ada", "Ada", Role.PLAYER);

  /** Plays ilse and her familiar. */
  public static final Participant BEN = new Participant("ben", "Ben", Role.PLAYER);

  /** Looks on. */
  public static final Participant EVE = new Participant("eve", "Eve", Role.SPECTATOR);

  /** Everyone. */
  public static final List<Participant> ALL = List.of(GM, CO, ADA, BEN, EVE);

  private static final String DOCUMENT =
      """
      {"id":"x","schema":1,
       "campaign":{"name":"The Long Night","createdAt":"2026-01-01T00:00:00Z","settings":{}},
       "participants":{"gm":{"name":"Gina","role":"gm"},"co":{"name":"Cole","role":"co-gm"},
         "ada":{"name":"Ada","role":"player","character":"bram"},
         "ben":{"name":"Ben","role":"player"},"eve":{"name":"Eve","role":"spectator"}},
       "currentSession":{"id":"s1","number":1,"active":true,"startedAt":"2026-01-01T00:00:00Z",
         "map":"inn","activeEncounterId":"brawl"},
       "actors":{
         "bram":{"name":"Bram","type":"character","owner":"ada","notes":"owes money",
           "gmNotes":"is cursed","conditions":{"c1":{"name":"Tired"}},
           "inventory":{"i1":{"item":"rope","quantity":3},"i2":{"name":"Letter","quantity":1}}},
         "ilse":{"name":"Ilse","type":"character","owner":"ben",
           "conditions":{"c1":{"name":"Blessed"}},"inventory":{"i1":{"item":"rope","quantity":1}}},
         "owl":{"name":"Owl","type":"npc","owner":"ben","hidden":true},
         "host":{"name":"Host","type":"npc","conditions":{"c1":{"name":"Poisoned"}}},
         "seer":{"name":"Seer","type":"character","owner":"gm"},
         "clerk":{"name":"Clerk","type":"character","owner":"co"},
         "wolf":{"name":"Wolf","type":"monster","hidden":true,
           "conditions":{"c1":{"name":"Raging"}},"inventory":{"i1":{"item":"key"}}}},
       "items":{"rope":{"name":"Rope"},"lamp":{"name":"Lamp","gmNotes":"magic"},
         "key":{"name":"Key","hidden":true}},
       "maps":{
         "inn":{"name":"Inn","grid":{"wide":20,"high":20},"gmNotes":"a trap door",
           "layers":{"roof":{"name":"Roof","order":5},"plan":{"name":"Plan","hidden":true}},
           "walls":{"north":{"points":[{"x":0,"y":0},{"x":20,"y":0}]},
             "door":{"points":[{"x":1,"y":2},{"x":2,"y":2}],"door":{"state":"closed"}},
             "gate":{"points":[{"x":3,"y":2},{"x":4,"y":2}],"door":{"state":"locked"}},
             "trap":{"points":[{"x":2,"y":2},{"x":3,"y":2}],
               "door":{"state":"closed","secret":true}}},
           "lights":{"fire":{"x":5,"y":5,"bright":4,"dim":8},
             "glow":{"x":9,"y":9,"dim":2,"hidden":true}},
           "drawings":{"d1":{"points":[{"x":1,"y":1},{"x":4,"y":4}],"owner":"ada"},
             "d2":{"kind":"ellipse","points":[{"x":5,"y":5},{"x":6,"y":7}],"owner":"gm"}},
           "tokens":{"t1":{"actor":"bram","x":1.5,"y":1.5},"t2":{"actor":"wolf","x":5,"y":5,"hidden":true},
             "t3":{"actor":"ilse","x":2.5,"y":1.5},"t4":{"actor":"host","x":7,"y":7},
             "t5":{"name":"Barrel","x":8,"y":8}}},
         "moor":{"name":"Moor","grid":{"wide":50,"high":50},"wallsStop":true,
           "walls":{"w1":{"points":[{"x":0,"y":10},{"x":50,"y":10}]}},
           "tokens":{"t1":{"actor":"bram","x":5,"y":5},"t2":{"actor":"ilse","x":6,"y":5}}},
         "crypt":{"name":"Crypt","grid":{"wide":10,"high":10},"hidden":true,
           "layers":{"l1":{"name":"Fog"}},"walls":{"w1":{"points":[{"x":0,"y":1},{"x":5,"y":1}],
             "door":{"state":"open"}}},
           "lights":{"l1":{"x":1,"y":1,"dim":3}},"tokens":{"t1":{"actor":"wolf","x":1,"y":1}}}},
       "encounters":{
         "brawl":{"name":"Brawl","map":"inn","status":"active","round":2,"turn":"k1","order":{
           "k1":{"actor":"bram","initiative":15},"k2":{"actor":"ilse","initiative":12},
           "k3":{"actor":"wolf","initiative":13,"hidden":true},"k4":{"actor":"host"}}},
         "chase":{"name":"Chase","status":"paused","round":1,"turn":"k1","order":{
           "k1":{"actor":"ilse","initiative":9},"k2":{"actor":"bram","initiative":3}}},
         "ambush":{"name":"Ambush","status":"draft","order":{"k1":{"actor":"wolf"}}},
         "past":{"name":"Past","status":"completed","round":4,"order":{"k1":{"actor":"bram"}}}},
       "quests":{"q1":{"name":"Find the key","revealed":true,"giver":"host","location":"town",
           "objectives":{"o1":{"text":"Ask around"},"o2":{"text":"Betray","revealed":false}}},
         "q2":{"name":"The plot","objectives":{"o1":{"text":"Wait"}}}},
       "locations":{"town":{"name":"Town","revealed":true,"map":"inn"},
         "cave":{"name":"Cave","within":"town","map":"crypt"}},
       "lore":{"l1":{"title":"The king","text":"is old","revealed":true},
         "l2":{"title":"The heir","text":"is Bram"}},
       "notes":{"n1":{"title":"Plan","text":"steal","author":"ada"},
         "n2":{"title":"Shared","text":"meet","author":"ben","readers":["ada"]},
         "n3":{"title":"Rules","text":"be kind","author":"gm","everyone":true},
         "n4":{"title":"Secret","text":"wolf","author":"gm"}},
       "chat":{"00a1":{"from":"ada","text":"Hello","at":"2026-01-01T00:00:01Z"},
         "00a2":{"from":"ben","text":"Psst","at":"2026-01-01T00:00:02Z","to":["ada"]},
         "00a3":{"from":"gm","text":"You hear it","at":"2026-01-01T00:00:03Z","to":["ben"]},
         "00a4":{"from":"ada","text":"Help","at":"2026-01-01T00:00:04Z","to":[]},
         "00a5":{"from":"ben","text":"Hi","at":"2026-01-01T00:00:05Z"},
         "00a6":{"from":"co","text":"Hm","at":"2026-01-01T00:00:06Z"}},
       "dice":{"00d1":{"by":"ada","notation":"1d20","faces":[7],"total":7,"at":"2026-01-01T00:00:06Z"},
         "00d2":{"by":"ada","notation":"1d20","faces":[3],"total":3,"at":"2026-01-01T00:00:07Z",
           "to":[],"blind":true},
         "00d3":{"by":"gm","notation":"1d20","faces":[4],"total":4,"at":"2026-01-01T00:00:08Z",
           "to":[]}}}
      """;

  private RichTable() {}

  /** The document's text. */
  public static byte[] json() {
    return DOCUMENT.getBytes(StandardCharsets.UTF_8);
  }

  /** The document. */
  public static JsonObject root() {
    return JsonReader.readObject(json(), JsonReader.Limits.DOCUMENT, 1);
  }
}
