package io.tablekeep.engine.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tablekeep.contracts.Seed;
import io.tablekeep.engine.Shown;
import io.tablekeep.engine.ViewChange;
import io.tablekeep.engine.metrics.TableMetrics;
import io.tablekeep.engine.rules.SystemRules;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.sdk.view.Audience;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Differences against their slow definition: the difference of two whole views. */
class ViewChangesTest {
  private static final int DOCUMENTS = 60;
  private static final int CHANGES = 120;

  /** Declares what a system may: some shown to all, to an owner, to one, and hidden again. */
  static final class Declaring implements GameSystem {
    @Override
    public String id() {
      return "sys";
    }

    @Override
    public void define(SystemDefinition system) {
      system.visible("actors/*/sys", Audience.owner());
      system.visible("actors/*/sys/hp", Audience.everyone());
      system.visible("unknown", Audience.ownerOf("a1"));
      system.visible("items/*/lore", Audience.named("p1"));
    }
  }

  private static Views views() {
    return new Views(Optional.of(SystemRules.compile(new Declaring())));
  }

  private static String text(ViewChange change) {
    return new String(change.json(), StandardCharsets.UTF_8);
  }

  private static Optional<ViewChange> slow(JsonObject before, JsonObject after, Viewer viewer) {
    Ops ops = new Ops(new ArrayList<>());
    ops.whole(views().view(before, viewer), views().view(after, viewer), 1);
    return ops.isEmpty() ? Optional.empty() : Optional.of(new EncodedChange(ops.of(1)));
  }

  /** A document at random, and views that have seen nothing yet. */
  private record Scenery(Views views, RandomTable table, JsonObject root, String where) {}

  /** A change of one, and chance for more. */
  private record Turn(
      Views views,
      RandomTable table,
      SplittableRandom chance,
      JsonObject before,
      JsonObject after,
      String where) {}

  private static void everyDocument(String test, BiConsumer<Scenery, SplittableRandom> check) {
    SplittableRandom seeds = Seed.random(test);
    for (int d = 0; d < DOCUMENTS; d++) {
      RandomTable table = new RandomTable(seeds.split());
      check.accept(new Scenery(views(), table, table.document(), "document " + d), seeds);
    }
  }

  private static void everyChange(String test, Consumer<Turn> check) {
    everyDocument(
        test,
        (scenery, chance) -> {
          JsonObject root = scenery.root();
          for (int c = 0; c < CHANGES; c++) {
            JsonObject next = scenery.table().changed(root);
            String where = scenery.where() + ", change " + c;
            check.accept(new Turn(scenery.views(), scenery.table(), chance, root, next, where));
            root = next;
          }
        });
  }

  @Test
  void aDifferenceIsThatOfTheWholeViews() {
    int[] told = {0};
    everyChange(
        "aDifferenceIsThatOfTheWholeViews",
        turn -> {
          Onlookers all = Onlookers.of(RandomTable.VIEWERS);
          ViewChange[] fast = turn.views().changes(turn.before(), turn.after(), all);
          for (Viewer viewer : RandomTable.VIEWERS) {
            String where = turn.where() + " for " + viewer;
            Optional<ViewChange> change = Optional.ofNullable(fast[all.viewers().indexOf(viewer)]);
            assertEquals(
                slow(turn.before(), turn.after(), viewer).map(ViewChangesTest::text),
                change.map(ViewChangesTest::text),
                () -> where + "\n" + turn.before() + "\n" + turn.after());
            if (change.isPresent()) {
              told[0]++;
              JsonObject applied =
                  Shown.after(turn.views().view(turn.before(), viewer), change.get());
              assertEquals(turn.views().view(turn.after(), viewer), applied, where);
            }
          }
        });
    assertTrue(told[0] > DOCUMENTS * CHANGES, "too little is seen to say anything: " + told[0]);
  }

  @Test
  void statesThatLookEqualGiveEqualBytes() {
    int[] pairs = {0};
    everyChange(
        "statesThatLookEqualGiveEqualBytes",
        turn -> {
          Views views = turn.views();
          JsonObject root = turn.before();
          JsonObject twin = turn.table().changed(root);
          long same = turn.chance().nextLong();
          JsonObject next = new RandomTable(new SplittableRandom(same)).changed(root);
          JsonObject twinNext = new RandomTable(new SplittableRandom(same)).changed(twin);
          for (Viewer viewer : RandomTable.VIEWERS) {
            if (views.view(root, viewer).equals(views.view(twin, viewer))
                && views.view(next, viewer).equals(views.view(twinNext, viewer))) {
              pairs[0]++;
              assertEquals(
                  Optional.ofNullable(views.change(root, next, viewer)).map(ViewChangesTest::text),
                  Optional.ofNullable(views.change(twin, twinNext, viewer))
                      .map(ViewChangesTest::text),
                  turn.where() + " for " + viewer);
            }
          }
        });
    assertTrue(pairs[0] > DOCUMENTS * CHANGES / 4, "too few pairs look equal: " + pairs[0]);
  }

  @Test
  void whatIsSeenIsWhatTheViewHolds() {
    everyDocument(
        "whatIsSeenIsWhatTheViewHolds",
        (scenery, chance) -> {
          JsonObject root = scenery.root();
          for (Viewer viewer : RandomTable.VIEWERS) {
            JsonObject view = scenery.views().view(root, viewer);
            Participant who = RandomTable.participant(viewer);
            for (String collection : List.of("maps", "actors", "items", "encounters", "quests")) {
              for (JsonObject.Cursor c = members(root, collection); c.next(); ) {
                assertEquals(
                    members(view, collection, c.key()),
                    scenery.views().sees(root, who, Pointer.of(collection, c.key())),
                    scenery.where() + ": " + collection + '/' + c.key() + " for " + viewer);
              }
            }
          }
        });
  }

  @Test
  void viewsApartShareWhatIsDeclaredAndKeepScenesOfTheirOwn() {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    TableMetrics metrics = new TableMetrics(meters);
    Views views =
        new Views(Optional.of(SystemRules.compile(new Declaring())), Optional.of(metrics));
    Views apart = views.apart();
    assertEquals(views.fingerprint(), apart.fingerprint());
    assertSame(views.declared(), apart.declared());
    RandomTable table = new RandomTable(new SplittableRandom(11));
    JsonObject root = table.document();
    for (Viewer viewer : RandomTable.VIEWERS) {
      assertEquals(views.view(root, viewer), apart.view(root, viewer));
    }
    int kept = metrics.scenes.get();
    apart.view(table.changed(root), RandomTable.VIEWERS.get(1));
    apart.clear();
    assertEquals(kept, metrics.scenes.get());
  }

  private static JsonObject.Cursor members(JsonObject root, String key) {
    return (root.get(key) instanceof JsonObject found ? found : JsonObject.empty(0)).cursor();
  }

  private static boolean members(JsonObject view, String collection, String key) {
    return view.get(collection) instanceof JsonObject found && found.has(key);
  }
}
