package io.tablekeep.plugin.fate.play;

import io.tablekeep.plugin.fate.House;
import io.tablekeep.plugin.fate.scene.Popcorn;
import io.tablekeep.plugin.fate.sheet.Cast;
import io.tablekeep.plugin.fate.sheet.Sheet;
import io.tablekeep.sdk.game.Question;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.schema.Range;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.view.Audience;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What stands against a deed: a number the game master says, or somebody who defends. */
final class Opposition {
  private static final int FAIR = 2;
  private static final int FULL = 2;

  private Opposition() {}

  /**
   * The answer of the game master.
   *
   * @param against what to reach
   */
  @Doc("How hard it is.")
  record Difficulty(
      @Doc("0 mediocre, 2 fair, 4 great, 6 fantastic, 8 legendary.") @Range(min = -2, max = 12)
          int against) {}

  /**
   * The answer of somebody who defends.
   *
   * @param skill with what
   * @param stunt which stunt helps
   */
  @Doc("With what to defend.")
  record Defence(
      @Length(min = 1, max = 40) String skill,
      @Doc("Which stunt helps, by its key.") @Length(min = 1, max = 64) Optional<String> stunt) {}

  /** What to reach: whoever runs the game may have said so, otherwise they are asked. */
  static int difficulty(Table table, Optional<Integer> given, String what) {
    if (table.by().role().runsGame()) {
      return given.orElse(FAIR);
    }
    String hint = given.map(number -> " They say " + number + '.').orElse("");
    return Stop.ask(
            table,
            Question.of(
                    "difficulty",
                    Audience.gm(),
                    what + " How hard is that?" + hint,
                    new Difficulty(given.orElse(FAIR)))
                .within(patience(table)),
            any -> Optional.empty())
        .against();
  }

  static Duration patience(Table table) {
    return Duration.ofSeconds(table.settings(House.class).patience());
  }

  /** How well somebody opposes: a nameless one as well as it can, others as they say. */
  static int defence(Table table, String target, List<String> usual, String what) {
    Node sheet = Cast.sheet(table, target);
    int full = Popcorn.defendsFully(table, target) ? FULL : 0;
    Optional<String> best = Cast.best(table, sheet, usual);
    if (best.isEmpty()) {
      return full;
    }
    if (sheet.at("nameless").asBoolean(false)) {
      return full + Cast.rating(sheet, best.get());
    }
    Defence said =
        Stop.ask(
            table,
            Question.of(
                    "defend",
                    Audience.ownerOf(target),
                    what + " With what does " + Cast.name(table, target) + " defend?",
                    new Defence(best.get(), Optional.empty()))
                .within(patience(table)),
            answer -> amiss(table, sheet, answer));
    int bonus =
        said.stunt()
            .map(stunt -> sheet.at("stunts", stunt).as(Sheet.Stunt.class).bonus())
            .orElse(0);
    return full + bonus + Cast.rating(sheet, said.skill());
  }

  private static Optional<String> amiss(Table table, Node sheet, Defence said) {
    if (!table.settings(House.class).skills().contains(said.skill())) {
      return Optional.of("There is no such skill here.");
    }
    return said.stunt().filter(stunt -> !helps(sheet, stunt, said.skill())).isPresent()
        ? Optional.of("That stunt does not help with that.")
        : Optional.empty();
  }

  private static boolean helps(Node sheet, String stunt, String skill) {
    Node node = sheet.at("stunts", stunt);
    if (!node.exists()) {
      return false;
    }
    Sheet.Stunt known = node.as(Sheet.Stunt.class);
    return known.skill().equals(skill)
        && known.action().map(Sheet.Deed.DEFEND::equals).orElse(true);
  }
}
