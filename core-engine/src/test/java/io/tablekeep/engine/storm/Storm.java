package io.tablekeep.engine.storm;

import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.TimeQuery;
import io.tablekeep.engine.conflict.Stranger;
import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.sdk.conflict.ConflictResolver;
import io.tablekeep.sdk.conflict.Resolution;
import io.tablekeep.sdk.model.time.BranchMerge;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.DocumentId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** One run: ten devices, some branches, and everything that can happen to them. */
final class Storm {
  private static final int STEPS = 130;
  private static final int MOST_BRANCHES = 2;
  private static final String DOCUMENT =
      """
      {"id":"x","schema":1,
       "campaign":{"name":"Storm","system":"sheets","createdAt":"2026-01-01T00:00:00Z","settings":{}},
       "participants":{"gm":{"name":"Gina","role":"gm"},"co":{"name":"Cole","role":"co-gm"},
         "ada":{"name":"Ada","role":"player"},"ben":{"name":"Ben","role":"player"},
         "cid":{"name":"Cid","role":"player"},"dot":{"name":"Dot","role":"player"},
         "eve":{"name":"Eve","role":"player"},"sam":{"name":"Sam","role":"spectator"}},
       "actors":{"bram":{"name":"Bram","type":"character","owner":"ada","description":"A\\nlong\\nman.",
           "gmNotes":"@GM","sheets":{"str":10,"dex":10,"hp":10},
           "sheets-bag":["rope"],"sheets-coins":10,"sheets-wounds":0,"sheets-own":1,
           "inventory":{"i1":{"name":"Coin","quantity":3}}},
         "ilse":{"name":"Ilse","type":"character","owner":"ben","notes":"private",
           "sheets":{"str":8,"dex":12,"hp":9},"sheets-bag":[],"sheets-coins":3,"sheets-wounds":0},
         "wolf":{"name":"Wolf","type":"monster","sheets":{"str":5,"dex":5,"hp":5},"sheets-coins":0},
         "cora":{"name":"Cora","type":"character","owner":"cid","description":"C","sheets-own":1},
         "dora":{"name":"Dora","type":"character","owner":"dot","description":"D","sheets-own":1},
         "elsa":{"name":"Elsa","type":"character","owner":"eve","description":"E","sheets-own":1},
         "ghost":{"name":"@GM","type":"monster","hidden":true,"gmNotes":"@GM"}},
       "notes":{"n":{"title":"Note","text":"one\\ntwo\\nthree\\n","author":"ada","everyone":true},
         "own":{"title":"Own","text":"@ADA one\\n@ADA two","author":"ada"},
         "two":{"title":"Two","text":"first\\nsecond\\nthird","author":"ben","readers":["cid"]},
         "plot":{"title":"Plot","text":"@GM","author":"gm"}},
       "dice":{"00000000001":{"by":"ada","notation":"1d20","total":3,"faces":[3],
         "at":"2026-01-01T00:00:00Z"}},
       "currentSession":{"id":"s1","number":1,"active":true,"startedAt":"2026-01-01T00:00:00Z",
         "map":"inn","activeEncounterId":"e"},
       "encounters":{"e":{"name":"Fight","status":"active","round":1,"turn":"a","order":{
         "a":{"actor":"bram","initiative":10},"b":{"actor":"wolf","initiative":5},
         "c":{"actor":"ilse","initiative":7}}}},
       "maps":{"inn":{"name":"Inn","grid":{"wide":20,"high":20},"gmNotes":"@GM",
           "tokens":{"t1":{"actor":"bram","x":1,"y":1},"t2":{"actor":"ilse","x":2,"y":2},
             "t3":{"actor":"wolf","x":8,"y":8},"t4":{"actor":"ghost","x":3,"y":3,"hidden":true},
             "t5":{"actor":"cora","x":4,"y":4},"t6":{"actor":"dora","x":5,"y":5},
             "t7":{"actor":"elsa","x":6,"y":6}}},
         "cave":{"name":"Cave","grid":{"wide":20,"high":20},
           "lighting":{"darkness":0.5,"sight":true,"fog":true},
           "walls":{"w1":{"points":[{"x":5,"y":0},{"x":5,"y":10}]}},
           "tokens":{"t1":{"actor":"bram","x":1,"y":1,"vision":{"range":10,"darkvision":5}},
             "t2":{"actor":"ilse","x":12,"y":2,"vision":{"range":9,"darkvision":5}}}}}}
      """;

  final Plant plant;
  final House house;
  final Room main;
  private final SplittableRandom random;
  private final Deeds deeds;
  private final List<Room> rooms = new ArrayList<>();
  private final Map<String, Integer> counts;
  private final long seed;
  private @Nullable String failure;

  Storm(long seed, Map<String, Integer> counts, Plant plant) {
    this.seed = seed;
    this.counts = counts;
    this.plant = plant;
    random = new SplittableRandom(seed);
    deeds = new Deeds(new SplittableRandom(~seed));
    house = new House(seed, resolvers(seed));
    main = new Room(this, DocumentId.campaign("night"), Deeds.people(), seed);
    rooms.add(main);
    byte[] document =
        DOCUMENT
            .replace("@GM", Device.FOR_GM)
            .replace("@ADA", Device.FOR_ADA)
            .getBytes(StandardCharsets.UTF_8);
    house.await(house.engine.create("night", document));
  }

  private static List<ConflictResolver> resolvers(long seed) {
    SplittableRandom random = new SplittableRandom(seed * 31);
    return List.of(
        Stranger.later(random.nextInt(3) / 2.0, "stats"),
        Stranger.later(random.nextInt(3) / 2.0, "position", "initiative"),
        Stranger.later(random.nextInt(3) / 2.0, "narrative"),
        new Stranger(conflict -> Resolution.abstain("Who knows."), "combat"),
        new Stranger(
            conflict -> {
              if (random.nextInt(4) == 0) {
                throw new IllegalStateException("a fault");
              }
              long more = conflict.mine().value().asLong(0) - conflict.base().asLong(0);
              return Resolution.resolved(
                  Changes.none().add(conflict.theirs().value(), more), 1, "Added up.");
            },
            "counter"));
  }

  List<Room> rooms() {
    return rooms;
  }

  void fail(String what) {
    if (failure == null) {
      failure = what;
    }
  }

  void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  private void check() {
    if (failure != null) {
      throw new AssertionError("seed " + seed + ": " + failure);
    }
  }

  // The evening.

  void play() {
    main.all().forEach(device -> device.come(Integer.MAX_VALUE));
    house.settle();
    for (int step = 0; step < STEPS; step++) {
      step();
      for (Room room : rooms) {
        room.all().forEach(Device::tend);
      }
      check();
    }
    calm();
    for (Room room : rooms) {
      rooms.forEach(this::backs);
      new Verdict(this, room).give();
      check();
    }
  }

  private void step() {
    Room room = random.nextInt(4) == 0 ? any(rooms) : main;
    Device device = any(room.all());
    int what = random.nextInt(64);
    if (what < 34) {
      device.want(deeds.next(device));
      rest();
    } else if (what < 37) {
      room.all().forEach(each -> each.want(deeds.next(each))); // none knows of the others
      rest();
    } else if (what < 40) {
      device.cut();
      house.pass(Duration.ofSeconds(random.nextInt(20)));
    } else if (what < 42) {
      device.cut();
      for (int i = random.nextInt(6); i > 0; i--) {
        device.want(deeds.next(device));
      }
      house.pass(Duration.ofMinutes(random.nextInt(200)));
      backs(room);
    } else if (what < 50) {
      back(device);
      rest();
    } else if (what < 52) {
      house.pass(Duration.ofSeconds(random.nextInt(300)));
    } else {
      rare(what, room);
    }
  }

  private void rare(int what, Room room) {
    switch (what) {
      case 52, 53, 54 -> goBack(room);
      case 55, 56 -> branch();
      case 57, 58, 59 -> merge();
      case 60 -> {
        count(random.nextBoolean() ? "kill" : "power cut");
        dies(random.nextBoolean());
      }
      case 61 -> {
        house.hiccup();
        count("store fault");
      }
      case 62 -> evict();
      default -> close(room);
    }
  }

  /** Some moments, or until all is quiet. */
  private void rest() {
    int how = random.nextInt(3);
    if (how == 0) {
      house.goOn();
    } else if (how == 1) {
      house.settle();
    }
  }

  private void back(Device device) {
    device.come(random.nextInt(4) == 0 ? random.nextInt(1, 12) : Integer.MAX_VALUE);
  }

  private void backs(Room room) {
    room.all().forEach(device -> device.come(Integer.MAX_VALUE));
    house.settle();
  }

  /** The process ends; or power fails, too. */
  void dies(boolean power) {
    house.die(power);
    rooms.forEach(room -> room.all().forEach(Device::lost));
  }

  /** Everybody leaves for so long that the campaigns leave memory. */
  private void evict() {
    rooms.forEach(room -> room.all().forEach(Device::cut));
    house.pass(Duration.ofMinutes(30));
    count("everyone away");
    if (random.nextBoolean()) {
      backs(main);
    }
  }

  private void close(Room room) {
    attempt(room.campaign().close());
    count("close");
  }

  // The table's own time.

  private void goBack(Room room) {
    Device gm = room.device("gm-desk");
    long now = room.entries().size();
    long to =
        random.nextInt(4) == 0 ? 1 + random.nextLong(now) : Math.max(1, now - random.nextInt(25));
    String scope = List.of("campaign", "campaign", "session", "user").get(random.nextInt(4));
    String of =
        scope.equals("user") ? ",\"of\":\"" + (random.nextBoolean() ? "ada" : "ben") + '"' : "";
    gm.want(
        Deed.command(
            "history.return",
            "{'to':%d,'scope':'%s'%s,'seen':%d,'anyway':%b}",
            to,
            scope,
            of,
            random.nextInt(3) == 0 ? now : 0,
            random.nextInt(4) > 0));
    rest();
  }

  private void branch() {
    Device gm = main.device("gm-desk");
    List<String> known = gm.keys("branches");
    if (known.isEmpty() || random.nextInt(3) == 0) {
      long now = main.entries().size();
      long at = random.nextBoolean() ? 0 : Math.max(1, now - random.nextInt(20));
      gm.want(Deed.command("branch.create", "{'name':'What if','at':%d}", at));
      house.settle();
    } else if (random.nextInt(8) == 0) {
      gm.want(Deed.command("branch.remove", "{'branch':'%s'}", any(known)));
    } else if (random.nextInt(8) == 0) {
      gm.want(Deed.command("branch.rename", "{'branch':'%s','name':'Or else'}", any(known)));
    }
    known = gm.keys("branches");
    if (!known.isEmpty() && rooms.size() <= MOST_BRANCHES) {
      Campaign opened =
          attempt(house.engine.branch("night", "gm", any(known)).thenCompose(house.engine::open));
      if (opened != null && rooms.stream().noneMatch(room -> room.id.equals(opened.id()))) {
        Map<String, String> people = Deeds.people();
        people.keySet().retainAll(List.of("gm-desk", "ada-phone", "ben-phone", "cid-phone"));
        Room room = new Room(this, opened.id(), people, seed);
        rooms.add(room);
        count("branch opened");
        backs(room);
        for (int i = random.nextInt(3, 9); i > 0; i--) {
          Device device = any(room.all());
          device.want(deeds.next(device));
          house.settle();
        }
      }
    }
  }

  private void merge() {
    Device gm = main.device("gm-desk");
    if (rooms.size() < 2) {
      branch();
      return;
    }
    Room from = rooms.get(1 + random.nextInt(rooms.size() - 1));
    Object key = Trees.get(from.root(), "branchOf", "branch");
    BranchMerge wish = BranchMerge.of(String.valueOf(key), Map.of());
    byte[] told = attempt(main.campaign().past().time("gm", new TimeQuery.Merging(wish)));
    if (told == null) {
      count("merge preview failed");
      return;
    }
    JsonObject preview = JsonReader.readObject(told, JsonReader.Limits.DOCUMENT, 0);
    StringBuilder choices = new StringBuilder();
    JsonArray conflicts = (JsonArray) preview.get("conflicts");
    for (int i = 0; i < conflicts.size(); i++) {
      JsonObject each = (JsonObject) conflicts.get(i);
      boolean left = random.nextInt(20) == 0; // somebody forgets one
      if (!left) {
        String take =
            List.of("theirs", "mine", "both").get(random.nextInt(each.has("both") ? 3 : 2));
        choices
            .append(choices.isEmpty() ? "" : ",")
            .append("\"" + each.get("path") + "\":\"" + take + "\"");
        count("merge choice");
      }
    }
    if (random.nextInt(3) == 0) {
      Device other = any(main.all());
      other.want(deeds.next(other)); // between the preview and the merge
      rest();
    }
    gm.want(
        Deed.command(
            "branch.merge",
            "{'branch':'%s','tip':%s,'seen':%s,'choices':{%s}}",
            key,
            preview.get("tip"),
            random.nextBoolean() ? preview.get("head") : "0",
            choices));
    rest();
  }

  /** What something comes to, if it comes to something. */
  <T> @Nullable T attempt(CompletableFuture<T> future) {
    try {
      return house.await(future);
    } catch (CompletionException wrong) {
      count("failed " + (wrong.getCause() == null ? wrong : wrong.getCause()).getMessage());
      return null;
    }
  }

  // The end.

  /** No fault is left, all are there, and whatever waits is answered or too late. */
  private void calm() {
    house.heal();
    boolean late = random.nextInt(3) == 0;
    rooms.forEach(room -> room.all().forEach(Device::cut)); // no line is left that would break
    for (Room room : rooms) {
      for (int i = 0; i < 400 && !isQuiet(room); i++) {
        room.all().forEach(device -> device.come(Integer.MAX_VALUE));
        house.settle();
        room.all().forEach(Device::tend);
        house.settle();
        if (i % 8 == 7 || late) {
          house.pass(Duration.ofSeconds(late ? 200 : 3));
        }
        Device gm = room.device("gm-desk");
        if (gm.isHere() && !late && !gm.keys("asks").isEmpty()) {
          gm.want(deeds.decide(gm));
        }
        late &= i < 3;
        check();
      }
      if (!isQuiet(room)) {
        fail(room + " does not come to rest: " + unquiet(room));
      }
      check();
    }
  }

  private static boolean isQuiet(Room room) {
    return unquiet(room).isEmpty();
  }

  private static List<String> unquiet(Room room) {
    List<String> why = new ArrayList<>();
    for (Device device : room.all()) {
      if (!device.isHere()) {
        why.add(device + " has no line");
      }
      for (Intent intent : device.intents) {
        if (intent.end == null) {
          why.add(device + ": " + intent + (intent.pending == null ? " unheard" : " waits"));
        }
      }
    }
    why.addAll(room.device("gm-desk").keys("asks"));
    return why;
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
