package io.tablekeep.engine.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.engine.dice.DiceTray;
import io.tablekeep.engine.dice.Fallen;
import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.runtime.Chance;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.sdk.dice.DiceException;
import io.tablekeep.sdk.dice.Roll;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.sdk.view.Audience;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Dice at the table: which dialect, which sheet, and which faces when it is decided again. */
class RoundDiceTest {
  private static final String DOCUMENT =
      """
      {"actors":{"bram":{"level":3,"name":"Bram","secret":9,
        "d20":{"level":5,"abilities":{"str":{"mod":2.5}}}}}}
      """;
  private static final Participant ADA = new Participant("ada", "Ada", Role.PLAYER);

  /** Everybody sees everything but secrets. */
  private static final Sight SIGHT =
      new Sight() {
        @Override
        public boolean sees(JsonObject root, Participant who, Pointer at) {
          return !at.keys().contains("secret");
        }

        @Override
        public List<Effect> seen(JsonObject before, JsonObject after, Participant who) {
          return List.of();
        }
      };

  private record Speaking(String dialect) implements GameSystem {
    @Override
    public String id() {
      return "d20";
    }

    @Override
    public void define(SystemDefinition system) {
      system.dialect(dialect);
    }
  }

  private final RuleState state =
      new RuleState(
          (JsonObject)
              JsonReader.read(
                  DOCUMENT.getBytes(StandardCharsets.UTF_8), JsonReader.Limits.DOCUMENT, 0),
          1,
          null);

  private RoundDice dice(String dialect, Map<String, Roll> before) {
    Map<String, Fallen> fallen = new HashMap<>();
    before.forEach((what, roll) -> fallen.put(what, new Fallen(roll, Optional.empty())));
    SplittableRandom random = new SplittableRandom(5);
    Chance chance =
        new Chance() {
          @Override
          public int below(int bound) {
            return random.nextInt(bound);
          }

          @Override
          public long bits() {
            return random.nextLong();
          }
        };
    Instant now = Instant.EPOCH;
    RoundContext context =
        new RoundContext(ADA, now, now, 0, 1, fallen, Map.of(), false, DiceTray.of(chance), SIGHT);
    return new RoundDice(context, state, Optional.of(SystemRules.compile(new Speaking(dialect))));
  }

  private static Roll roll(RoundDice dice, String what, String notation) {
    return dice.roll(what, notation, Audience.everyone(), Optional.empty());
  }

  @Test
  void facesThatFellBeforeFallAgainAsFarAsTheDiceHaveThem() {
    Roll before = new Roll("3d20", List.of(17L, 3L, 1L), 21);
    Roll again = roll(dice("", Map.of("hit", before)), "hit", "3d20kh1+2");
    assertEquals(before.faces(), again.faces());
    assertEquals("[17, 3d, 1d]+2", again.text());
    assertEquals(19, again.total());
    List<Long> smaller = roll(dice("", Map.of("hit", before)), "hit", "4d4").faces();
    assertEquals(List.of(3L, 1L), smaller.subList(1, 3));
    assertTrue(smaller.get(0) <= 4 && smaller.get(3) <= 4);
    assertEquals(17, roll(dice("", Map.of("hit", before)), "hit", "1d20").total());
  }

  @Test
  void oneNameIsOneRollAndTheJournalGetsItsFacesAlone() {
    RoundDice dice = dice("", Map.of());
    Roll first = roll(dice, "hit", "2d6kh1");
    assertSame(first, roll(dice, "hit", "1d4"));
    assertEquals(1, dice.rolled().size());
    assertEquals(first.bare(), dice.rolled().get(0).roll());
    assertEquals("", dice.rolled().get(0).roll().text());
  }

  @Test
  void theSystemChoosesTheDialect() {
    Map<String, Roll> ones = Map.of("a", new Roll("", List.of(1L, 1L, 4L), 0));
    assertEquals(4, roll(dice("standard", ones), "a", "1d6r").total());
    assertEquals(1, roll(dice("foundry", ones), "a", "1d6r").total());
    assertEquals(
        "dice-dialect", assertThrows(TablekeepException.class, () -> dice("elvish", ones)).code());
  }

  @Test
  void referencesAreTheSystemsNumbersFirstAndNothingTheSenderDoesNotSee() {
    Optional<Node> bram = Optional.of(state.node().at("actors", "bram"));
    Audience all = Audience.everyone();
    RoundDice dice = dice("", Map.of());
    assertEquals(5, dice.roll("a", "@level", all, bram).total());
    assertEquals(2.5, dice.roll("b", "@abilities.str.mod", all, bram).exact());
    for (String none : List.of("@secret", "@name", "@nothing", "@abilities.str")) {
      DiceException e =
          assertThrows(DiceException.class, () -> dice.roll(none, none, all, bram), none);
      assertEquals("dice-reference", e.code());
      assertEquals(none.length(), e.message().indexOf(" to roll") - e.message().indexOf('@'));
    }
    assertThrows(DiceException.class, () -> roll(dice, "c", "@level"));
  }

  @Test
  void anActionRollsOnlySoMuch() {
    RoundDice dice = dice("", Map.of());
    for (int i = 0; i < 101; i++) {
      roll(dice, "many" + i, "999d6");
    }
    assertEquals(
        "too-many-rolls",
        assertThrows(TablekeepException.class, () -> roll(dice, "more", "1d6")).code());
    RoundDice few = dice("", Map.of());
    for (int i = 0; i < 1000; i++) {
      roll(few, "one" + i, "1");
    }
    assertEquals(
        "too-many-rolls",
        assertThrows(TablekeepException.class, () -> roll(few, "more", "1d6")).code());
  }

  @Test
  void dieOfMoreSidesThanAnIntHoldsFallsWithinThem() {
    RoundDice dice = dice("", Map.of());
    for (int i = 0; i < 100; i++) {
      long face = roll(dice, "huge" + i, "d9999999999").first();
      assertTrue(face >= 1 && face <= 9_999_999_999L);
    }
  }
}
