package io.tablekeep.engine.table;

import io.tablekeep.engine.state.Canonical;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.engine.state.bind.Records.UnknownKeys;
import io.tablekeep.sdk.error.Problem;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.people.CharacterBring;
import io.tablekeep.sdk.model.people.CharacterLeave;
import io.tablekeep.sdk.model.people.CompendiumTake;
import io.tablekeep.sdk.model.world.Actor;
import io.tablekeep.sdk.model.world.Item;
import io.tablekeep.sdk.model.world.Location;
import io.tablekeep.sdk.model.world.Lore;
import io.tablekeep.sdk.model.world.Quest;
import io.tablekeep.sdk.schema.Constraints;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What comes from other documents. A copy is checked against the hash it names, and is from then on
 * the campaign's own.
 */
final class Copies {
  /** Actors one participant may own before no more come along. */
  static final int MOST_OWNED = 50;

  private Copies() {}

  static void define(SystemDefinition system) {
    system
        .action("character.bring", CharacterBring.class, Copies::bring)
        .describe("Brings a copy of a character of your own to this campaign.");
    system
        .action("character.leave", CharacterLeave.class, Copies::leave)
        .describe("Asks leave to take a copy of your character home.");
    system
        .action("compendium.take", CompendiumTake.class, Copies::take)
        .describe("Copies an entry of a compendium into the campaign.");
  }

  private static Decision bring(Table table, CharacterBring bring) {
    if (!table.flag(People.ARRIVE)) {
      return Decision.reject(
          "characters-stay-away", "No characters come to this campaign from elsewhere.");
    }
    if (!matches(bring.character(), bring.origin().sha256())) {
      return changed();
    }
    long owned =
        table
            .state()
            .at("actors")
            .children()
            .filter(actor -> actor.at("owner").asText("").equals(table.by().id()))
            .count();
    if (owned >= MOST_OWNED) {
      return Decision.reject("too-many-characters", "You have enough characters here.");
    }
    Map<String, Object> actor = new LinkedHashMap<>(bring.character());
    List.of("hidden", "gmNotes", "leftAt").forEach(actor::remove);
    actor.put("type", "character");
    actor.put("owner", table.by().id());
    actor.put("origin", bring.origin());
    withoutItems(actor);
    // Whoever could bring a picture by its name alone would get to see it.
    if (actor.get("portrait") instanceof String portrait
        && !table.state().at("assets", portrait, "by", table.by().id()).exists()) {
      actor.remove("portrait");
    }
    Optional<Decision> amiss = amiss(actor, Actor.class, "character");
    return amiss.orElseGet(
        () ->
            Decision.apply(
                Changes.none().set(table.state().at("actors").at(table.newId()), actor)));
  }

  /** Things are named by keys of the campaign left behind, which mean something else here. */
  private static void withoutItems(Map<String, Object> actor) {
    if (actor.get("inventory") instanceof Map<?, ?> stacks) {
      Map<String, Object> plain = new LinkedHashMap<>();
      stacks.forEach(
          (key, stack) -> {
            Object kept = stack;
            if (stack instanceof Map<?, ?> one) {
              Map<String, Object> copy = new LinkedHashMap<>();
              one.forEach((k, v) -> copy.put(String.valueOf(k), v));
              copy.remove("item");
              kept = copy;
            }
            plain.put(String.valueOf(key), kept);
          });
      actor.put("inventory", plain);
    }
  }

  private static Decision leave(Table table, CharacterLeave leave) {
    Node actor = table.state().at(leave.actor().pointer());
    if (!actor.at("owner").asText("").equals(table.by().id())) {
      return new Decision.Reject("not-yours", "Only its owner takes a character home.", "actor");
    }
    if (!table.flag(People.LEAVE)) {
      return Decision.reject("characters-stay-here", "Characters of this campaign stay here.");
    }
    return Decision.apply(Changes.none().set(actor.at("leftAt"), table.now()));
  }

  private static Decision take(Table table, CompendiumTake take) {
    if (!matches(take.data(), take.origin().sha256())) {
      return changed();
    }
    Class<? extends Record> type =
        switch (take.kind()) {
          case ACTORS -> Actor.class;
          case ITEMS -> Item.class;
          case LORE -> Lore.class;
          case LOCATIONS -> Location.class;
          case QUESTS -> Quest.class;
        };
    Map<String, Object> entity = new LinkedHashMap<>(take.data());
    entity.put("origin", take.origin());
    entity.remove("owner");
    String collection = take.kind().name().toLowerCase(Locale.ROOT);
    return amiss(entity, type, "data")
        .orElseGet(
            () ->
                Decision.apply(
                    Changes.none().set(table.state().at(collection).at(table.newId()), entity)));
  }

  private static boolean matches(Map<String, Object> content, String sha256) {
    return Canonical.hash(Records.write(content, 0)).equals(sha256);
  }

  private static Decision changed() {
    return new Decision.Reject(
        "hash-mismatch", "This is not what its origin says it is.", "origin/sha256");
  }

  private static Optional<Decision> amiss(
      Map<String, Object> entity, Class<? extends Record> type, String field) {
    try {
      Record typed = Records.read(Records.write(entity, 0), type, UnknownKeys.IGNORED);
      List<Problem> problems = Constraints.check(typed);
      return problems.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new Decision.Reject(
                  problems.get(0).code(),
                  problems.get(0).message(),
                  field + '/' + problems.get(0).field()));
    } catch (TablekeepException e) {
      return Optional.of(new Decision.Reject(e.code(), e.message(), field + e.field().orElse("")));
    }
  }
}
