package io.tablekeep.plugin.foundry.sheet;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** A Foundry actor as a sheet of the game system D20. Stateless. */
public final class Sheet {
  private static final int MOST_REMARKS = 200;
  private static final int LONGEST = 400;

  private Sheet() {}

  /**
   * The stat block of an actor, as D20 has it at {@code actors/{a}/d20/block}.
   *
   * @param actor the document as it was read, of type {@code character} or {@code npc}
   * @param changed receives what could not be brought over: a place in the document, and a sentence
   * @return the block; empty for what is no creature of dnd5e, which is told as well
   */
  public static Optional<Map<String, Object>> block(
      Map<String, Object> actor, BiConsumer<String, String> changed) {
    Part whole = new Part(actor);
    String type = whole.at("type").text();
    String system = whole.at("_stats", "systemId").text();
    if (!type.equals("character") && !type.equals("npc")) {
      changed.accept("", "No sheet for D20: it is no creature.");
      return Optional.empty();
    }
    if (!system.isEmpty() && !system.equals("dnd5e")) {
      changed.accept("", "No sheet for D20: it is of another game.");
      return Optional.empty();
    }
    if (Older.system(whole).at("abilities").isBlank()) {
      changed.accept("", "No sheet for D20: its abilities are not said.");
      return Optional.empty();
    }
    return Optional.of(made(whole, changed));
  }

  private static Map<String, Object> made(Part whole, BiConsumer<String, String> changed) {
    int[] told = {0};
    Actor known =
        new Actor(
            whole,
            (at, sentence) -> {
              if (told[0]++ < MOST_REMARKS) {
                changed.accept(at, Prose.cut(sentence, LONGEST));
              }
            });
    Map<String, Object> block = new LinkedHashMap<>();
    new Body(known).into(block);
    new Deeds(known).into(block);
    return block;
  }
}
