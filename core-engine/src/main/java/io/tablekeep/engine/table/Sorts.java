package io.tablekeep.engine.table;

import io.tablekeep.sdk.game.SystemDefinition;
import java.util.List;

/** What sort of fact stands where, for those who settle conflicts; all else is a field. */
final class Sorts {
  private Sorts() {}

  static void define(SystemDefinition system) {
    for (String text :
        List.of(
            "campaign/description",
            "actors/*/description",
            "actors/*/notes",
            "actors/*/gmNotes",
            "actors/*/inventory/*/notes",
            "items/*/description",
            "items/*/gmNotes",
            "maps/*/gmNotes",
            "encounters/*/gmNotes",
            "quests/*/summary",
            "quests/*/gmNotes",
            "quests/*/objectives/*/text",
            "locations/*/description",
            "locations/*/gmNotes",
            "lore/*/text",
            "lore/*/gmNotes",
            "notes/*/text",
            "chat/*/text")) {
      system.conflicts(text, "narrative");
    }
    system.conflicts("campaign/tags", "set");
    system.conflicts("lore/*/tags", "set");
    system.conflicts("notes/*/readers", "set");
    system.conflicts("actors/*/inventory/*/quantity", "counter");
    system.conflicts("actors/*", "stats");
    system.conflicts("dice/*", "dice");
    system.conflicts("encounters/*", "initiative");
    system.conflicts("encounters/*/status", "combat");
    system.conflicts("maps/*/tokens/*", "position");
    for (String apart : List.of("name", "map")) {
      system.conflicts("encounters/*/" + apart, "field");
    }
    for (String apart : List.of("actor", "name", "picture", "vision", "light", "layer", "hidden")) {
      system.conflicts("maps/*/tokens/*/" + apart, "field");
    }
  }
}
