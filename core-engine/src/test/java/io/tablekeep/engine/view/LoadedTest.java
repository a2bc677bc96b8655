package io.tablekeep.engine.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.Seed;
import io.tablekeep.engine.Page;
import io.tablekeep.engine.Shown;
import io.tablekeep.engine.Tables;
import io.tablekeep.engine.ViewChange;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.sdk.state.Pointer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a seat has of its view follows every change, at whatever cost is needed, exactly. */
class LoadedTest {
  private static final Viewer GM = new Viewer("", true, false);
  private static final Viewer ADA = new Viewer("ada", false, false);

  private final Views views = new Views(Optional.empty());

  private static JsonObject document() {
    return JsonReader.readObject(Tables.document(""), JsonReader.Limits.DOCUMENT, 1);
  }

  private static JsonObject apply(JsonObject have, @Nullable ViewChange change) {
    if (change == null) {
      return have;
    }
    return Shown.after(have, change);
  }

  /** One seat, followed step by step and made anew each time. */
  private final class Follower {
    final Viewer viewer;
    Loaded loaded;
    JsonObject have;
    int told;

    Follower(JsonObject root, Viewer viewer, Set<Pointer> open) {
      this.viewer = viewer;
      JsonObject view = views.view(root, viewer);
      loaded = Loaded.of(view, viewer, open);
      have = loaded.cut(view);
    }

    void follow(JsonObject before, JsonObject after, String what) {
      ViewChange whole = views.change(before, after, viewer);
      take(loaded.step(whole, at -> views.seen(after, viewer, at)), after, what);
    }

    void open(JsonObject root, Set<Pointer> open, String what) {
      take(loaded.opening(open, at -> views.seen(root, viewer, at)), root, what);
    }

    private void take(Loaded.Step step, JsonObject root, String what) {
      loaded = step.loaded();
      JsonObject now = apply(have, step.change());
      JsonObject view = views.view(root, viewer);
      JsonObject anew = Loaded.of(view, viewer, loaded.open()).cut(view);
      assertEquals(anew.toString(), now.toString(), what);
      Loaded.First first = views.first(root, viewer, loaded.open());
      assertEquals(anew.toString(), first.view().toString(), what);
      Loaded pruned = views.loaded(root, viewer, loaded.open());
      assertEquals(anew.toString(), views.cut(root, viewer, pruned).toString(), what);
      assertEquals(step.change() == null, have.equals(now), what + ": told though nothing changed");
      told += step.change() == null ? 0 : 1;
      have = now;
    }
  }

  @Test
  void whatIsFollowedIsWhatWouldBeMadeAnew() {
    long first = Seed.of("whatIsFollowedIsWhatWouldBeMadeAnew", 20_261_122L);
    for (long seed = first; seed < first + 40; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Edits edits = new Edits(seed);
      JsonObject root = document();
      List<Follower> all = new ArrayList<>();
      for (Viewer viewer :
          List.of(GM, ADA, new Viewer("ben", false, false), new Viewer("eve", false, false))) {
        all.add(new Follower(root, viewer, Set.of()));
        all.add(
            new Follower(root, viewer, Set.of(Pointer.of("notes"), Pointer.of("actors", "k1"))));
      }
      for (int i = 0; i < 300; i++) {
        Edits.Edit edit = edits.next();
        JsonObject before = root;
        root = Edits.apply(root, edit, i + 2);
        String what = "seed " + seed + ", step " + i + ", " + edit;
        for (Follower each : all) {
          each.follow(before, root, what);
        }
        if (random.nextInt(5) == 0) {
          Follower one = all.get(random.nextInt(all.size()));
          one.open(root, someOpen(random, one.loaded.open()), what + ", opening");
        }
      }
      all.forEach(each -> assertTrue(each.told > 20, () -> "too little was told: " + each.told));
    }
  }

  private static Set<Pointer> someOpen(SplittableRandom random, Set<Pointer> open) {
    Set<Pointer> other = new TreeSet<>(open);
    List<String> collections = List.of("actors", "items", "maps", "encounters", "chat", "lore");
    String collection = collections.get(random.nextInt(collections.size()));
    Pointer place =
        random.nextBoolean()
            ? Pointer.of(collection)
            : Pointer.of(collection, "k" + random.nextInt(6));
    if (!other.remove(place)) {
      other.add(place);
    }
    return other;
  }

  @Test
  void aPlaceIsSeenAsInTheWholeView() {
    for (long seed = 1; seed <= 20; seed++) {
      Edits edits = new Edits(seed);
      JsonObject root = document();
      for (int i = 0; i < 60; i++) {
        root = Edits.apply(root, edits.next(), i + 2);
      }
      for (Viewer viewer : List.of(GM, ADA)) {
        JsonObject view = views.view(root, viewer);
        for (String collection : root.keys()) {
          if (!(root.get(collection) instanceof JsonObject members)) {
            continue;
          }
          for (String key : members.keys()) {
            Pointer at = Pointer.of(collection, key);
            assertEquals(Trees.get(view, at), views.seen(root, viewer, at), at + " seed " + seed);
          }
        }
      }
    }
  }

  @Test
  void thereIsAsLittleBelowWhatIsMissingAsBelowWhatIsHidden() {
    JsonObject root =
        Edits.apply(
            document(),
            new Edits.Edit(
                Pointer.of("quests", "z1"), "{\"name\":\"Flee\",\"objectives\":{\"o1\":{}}}"),
            2);
    for (String key : List.of("z1", "z2")) {
      assertNull(views.seen(root, ADA, Pointer.of("quests", key, "objectives")), key);
    }
  }

  @Test
  void theIndexNamesWhatIsSeenAndNothingElse() {
    JsonObject root = document();
    for (String json :
        List.of(
            "{\"name\":\"Seen\",\"type\":\"npc\"}",
            "{\"name\":\"Unseen\",\"type\":\"npc\",\"hidden\":true}")) {
      String key = json.contains("Unseen") ? "z2" : "z1";
      root = Edits.apply(root, new Edits.Edit(Pointer.of("actors", key), json), 2);
    }
    JsonObject view = views.view(root, ADA);
    JsonObject first = Loaded.of(view, ADA, Set.of()).cut(view);
    assertEquals("Seen", Trees.get(first, "index", "actors", "z1"));
    assertNull(Trees.get(first, "index", "actors", "z2"));
    assertNull(Trees.get(first, "actors", "z1"));
    assertTrue(first.toString().contains("owes money"), "one's own sheet is loaded");
    assertFalse(first.toString().contains("Unseen"), first.toString());
    Set<Pointer> open = new HashSet<>(Set.of(Pointer.of("actors", "z1")));
    JsonObject more = Loaded.of(view, ADA, open).cut(view);
    assertEquals("Seen", Trees.get(more, "actors", "z1", "name"));
    assertNull(Trees.get(more, "index", "actors", "z1"));
  }

  @Test
  void pagesTogetherAreWhatIsSeenAtAPlace() {
    int pages = 0;
    for (long seed = 1; seed <= 10; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Edits edits = new Edits(seed);
      JsonObject root = document();
      for (int i = 0; i < 80; i++) {
        root = Edits.apply(root, edits.next(), i + 2);
      }
      List<Pointer> places = new ArrayList<>();
      places(root, Pointer.root(), places);
      for (String gone :
          List.of("nothing", "notes", "encounters", "currentSession", "tokens", "order")) {
        places.add(Pointer.of("encounters", "nobody", gone));
        places.add(Pointer.of("maps", "nowhere", gone, "t"));
        places.add(Pointer.of(gone));
        places.add(Pointer.of(gone, "nobody"));
        places.add(Pointer.of("maps", "nowhere", gone));
        places.add(Pointer.of("maps", "inn", gone));
        places.add(Pointer.of("participants", "nobody", gone));
      }
      for (Viewer viewer : List.of(GM, ADA, new Viewer("ben", false, false))) {
        JsonObject view = views.view(root, viewer);
        for (Pointer at : places) {
          Object there = Trees.get(view, at);
          String what = "seed " + seed + ", " + viewer + " at " + at;
          for (boolean backwards : new boolean[] {false, true}) {
            pages += walk(root, viewer, at, backwards, random.nextInt(1, 5), there, what);
          }
        }
      }
    }
    assertTrue(pages > 1_000, pages + " pages");
  }

  private static void places(JsonObject in, Pointer at, List<Pointer> into) {
    into.add(at);
    for (String key : in.keys()) {
      List<String> path = new ArrayList<>(at.keys());
      path.add(key);
      if (in.get(key) instanceof JsonObject below) {
        places(below, Pointer.of(path), into);
      } else {
        into.add(Pointer.of(path));
      }
    }
  }

  private int walk(
      JsonObject root,
      Viewer viewer,
      Pointer at,
      boolean backwards,
      int limit,
      @Nullable Object there,
      String what) {
    Map<String, Object> read = new TreeMap<>();
    String from = "";
    int pages = 0;
    while (true) {
      Optional<Page> page = views.page(root, viewer, new Page.Of(at, from, backwards, limit));
      if (!(there instanceof JsonObject)) {
        assertTrue(page.isEmpty(), what);
        return 0;
      }
      assertTrue(page.isPresent(), what);
      JsonObject some = JsonReader.readObject(page.get().entities(), JsonReader.Limits.DOCUMENT, 0);
      assertTrue(some.size() <= limit, what);
      some.forEach((key, value) -> assertNull(read.put(key, value), what + " twice " + key));
      pages++;
      if (page.get().next().isEmpty()) {
        break;
      }
      assertEquals(limit, some.size(), what);
      from = page.get().next().get();
    }
    assertEquals(there.toString(), JsonObject.of(read, 0).toString(), what);
    return pages;
  }

  @Test
  void aPageEndsWhenItIsLarge() {
    JsonObject root = document();
    String text = "x".repeat(30_000);
    for (int i = 0; i < 7; i++) {
      String note = "{\"title\":\"N\",\"everyone\":true,\"text\":\"" + text + "\"}";
      root = Edits.apply(root, new Edits.Edit(Pointer.of("notes", "n" + i), note), 2);
    }
    Page first = views.page(root, ADA, new Page.Of(Pointer.of("notes"), "", false, 50)).get();
    assertEquals(Optional.of("n3"), first.next());
    assertTrue(first.entities().length < Page.BYTES);
    Page last = views.page(root, ADA, new Page.Of(Pointer.of("notes"), "", true, 50)).get();
    assertEquals(Optional.of("n3"), last.next());
    Page rest = views.page(root, ADA, new Page.Of(Pointer.of("notes"), "n5", false, 1)).get();
    assertEquals(Optional.empty(), rest.next());
  }
}
