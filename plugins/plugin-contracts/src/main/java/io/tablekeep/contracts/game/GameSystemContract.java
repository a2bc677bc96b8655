package io.tablekeep.contracts.game;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.PluginClass;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.schema.JsonSchema;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What every {@link GameSystem} promises by what it declares. Its own test extends this class, or
 * the one of {@code plugin-testkit} that plays it with the real engine as well:
 *
 * <pre>{@code
 * final class MySystemTest extends GameSystemContract {
 *   @Override
 *   protected GameSystem system() {
 *     return new MySystem();
 *   }
 * }
 * }</pre>
 */
public abstract class GameSystemContract {
  /** For subclasses. */
  protected GameSystemContract() {}

  /**
   * A new game system.
   *
   * @return the system under test
   */
  protected abstract GameSystem system();

  @Test
  void theLoaderCanMakeIt() {
    PluginClass.check(system().getClass());
  }

  @Test
  void itsIdIsAWordOfItsOwn() {
    String id = system().id();
    assertTrue(id.matches("[a-z][a-z0-9-]{0,31}"), id);
    assertFalse(id.equals("table"), "table is the engine's own");
    assertEquals(id, system().id());
  }

  @Test
  void itDeclaresTheSameEachTime() {
    assertEquals(Declarations.of(system()).lines, Declarations.of(system()).lines);
  }

  @Test
  void itDeclaresSomething() {
    assertFalse(Declarations.of(system()).lines.isEmpty());
  }

  @Test
  void everyActionHasANameAndAPayloadOfItsOwn() {
    Map<String, Class<? extends Record>> actions = Declarations.of(system()).actions;
    actions.keySet().forEach(name -> assertTrue(name.matches("[a-z][a-z0-9.-]{0,63}"), name));
    assertEquals(actions.size(), new HashSet<>(actions.values()).size(), actions::toString);
  }

  @Test
  void everyPayloadAndTheSettingsHaveASchema() {
    Declarations all = Declarations.of(system());
    all.actions.forEach((name, payload) -> assertDoesNotThrow(() -> JsonSchema.of(payload), name));
    all.settings.ifPresent(
        settings -> assertDoesNotThrow(() -> JsonSchema.of(settings.getClass()), "settings"));
  }

  @Test
  void everyPatternIsKeysJoinedBySlashes() {
    Declarations.of(system())
        .patterns
        .forEach(
            (what, patterns) ->
                patterns.forEach(
                    pattern ->
                        assertTrue(
                            Arrays.stream(pattern.split("/", -1)).noneMatch(String::isEmpty),
                            what + ' ' + pattern)));
  }

  /** Showing what is the table's own would undo what the table hides. */
  @Test
  void whatItShowsIsItsOwn() {
    String id = system().id();
    for (String pattern : Declarations.of(system()).patterns.getOrDefault("visible", List.of())) {
      assertTrue(
          List.of(pattern.split("/", -1)).contains(id),
          "visible " + pattern + " shows what is not under a key '" + id + "'");
    }
  }

  @Test
  void whatItDerivesIsItsOwn() {
    String id = system().id();
    for (String pattern : Declarations.of(system()).patterns.getOrDefault("derive", List.of())) {
      assertTrue(List.of(pattern.split("/", -1)).contains(id), "derive " + pattern);
    }
  }

  @Test
  void everyFlagIsDescribed() {
    Declarations.of(system())
        .flags
        .forEach(
            (name, sentence) -> {
              assertTrue(name.matches("[a-z][a-z0-9-]{0,39}"), name);
              assertFalse(sentence.isBlank(), name);
            });
  }

  @Test
  void migrationsLeadFromVersionToVersionWithoutAGap() {
    Set<Integer> from = Declarations.of(system()).migrations.keySet();
    Iterator<Integer> versions = from.iterator();
    int expected = versions.hasNext() ? versions.next() : 0;
    assertTrue(expected >= 0, "versions begin with 0");
    while (versions.hasNext()) {
      assertEquals(++expected, versions.next(), () -> "migrations start from " + from);
    }
  }
}
