package io.tablekeep.engine.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.Seed;
import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Pointer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The index of what ends says what a walk over the document would. */
class EndingsTest {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  private static RuleBook book(Consumer<SystemDefinition> declares) {
    SystemRules rules =
        SystemRules.compile(
            new GameSystem() {
              @Override
              public String id() {
                return "pond";
              }

              @Override
              public void define(SystemDefinition system) {
                declares.accept(system);
              }
            });
    return new RuleBook(
        SystemRules.compile(
            new GameSystem() {
              @Override
              public String id() {
                return SystemRules.TABLE;
              }

              @Override
              public void define(SystemDefinition system) {}
            }),
        Optional.of(rules));
  }

  private static final RuleBook BOOK =
      book(
          system -> {
            system.ends("actors/*/pond/charm", "until", (table, what) -> Changes.none());
            system.ends("pond", "dry", (table, what) -> Changes.none());
          });

  private static JsonObject document(String json) {
    return JsonReader.readObject(
        json.getBytes(StandardCharsets.UTF_8), JsonReader.Limits.DOCUMENT, 0);
  }

  private static JsonObject random(SplittableRandom chance) {
    StringBuilder actors = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      if (chance.nextInt(3) > 0) {
        String until =
            chance.nextInt(5) == 0
                ? "3"
                : '"' + NOON.plusSeconds(chance.nextInt(9)).toString() + '"';
        actors
            .append(actors.isEmpty() ? "" : ",")
            .append("\"a%d\":{\"pond\":{\"charm\":{\"until\":%s}}}".formatted(i, until));
      }
    }
    String dry = chance.nextBoolean() ? "" : ",\"pond\":{\"dry\":\"" + NOON + "\"}";
    return document("{\"actors\":{" + actors + "}" + dry + "}");
  }

  @Test
  void whateverChangesTheIndexSaysWhatAWalkWould() {
    SplittableRandom chance = Seed.random("EndingsTest");
    JsonObject root = random(chance);
    Endings kept = new Endings(BOOK, root);
    for (int i = 0; i < 2_000; i++) {
      JsonObject next = random(chance);
      kept.moved(List.of(new Effect.Put(Pointer.root(), next)), root, next);
      root = next;
      Endings walked = new Endings(BOOK, root);
      assertEquals(walked.next(), kept.next());
      assertEquals(
          List.copyOf(
              new TreeSet<>(
                  walked.due(NOON.plusSeconds(4), 99).stream()
                      .map(Endings.End::toString)
                      .toList())),
          List.copyOf(
              new TreeSet<>(
                  kept.due(NOON.plusSeconds(4), 99).stream().map(Endings.End::toString).toList())));
    }
  }

  @Test
  void onlyWhatEndsAtAnotherTimeMovesAnything() {
    JsonObject before = document("{\"pond\":{\"dry\":\"2026-01-31T12:00:00Z\",\"depth\":1}}");
    JsonObject after = document("{\"pond\":{\"dry\":\"2026-01-31T12:00:00Z\",\"depth\":2}}");
    Endings endings = new Endings(BOOK, before);
    Effect deeper = new Effect.Put(Pointer.of("pond", "depth"), 2L);
    assertFalse(endings.moved(List.of(deeper), before, after));
    Effect drained = new Effect.Remove(Pointer.of("pond"));
    assertTrue(endings.moved(List.of(drained), after, document("{}")));
    assertEquals(Optional.empty(), endings.next());
  }

  @Test
  void declarationsThatMakeNoSenseAreRefused() {
    for (Consumer<SystemDefinition> wrong :
        List.<Consumer<SystemDefinition>>of(
            system -> system.ends("/pond", "until", (table, what) -> Changes.none()),
            system -> system.ends("pond", "", (table, what) -> Changes.none()),
            system -> system.ends("pond", "a/b", (table, what) -> Changes.none()),
            system -> system.ends("participants/*", "until", (table, what) -> Changes.none()),
            system -> {
              system.ends("pond", "until", (table, what) -> Changes.none());
              system.ends("pond", "until", (table, what) -> Changes.none());
            })) {
      assertThrows(TablekeepException.class, () -> book(wrong));
    }
  }
}
