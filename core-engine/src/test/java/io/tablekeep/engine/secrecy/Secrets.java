package io.tablekeep.engine.secrecy;

import io.tablekeep.engine.rules.ActionRule;
import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.sdk.model.Ref;
import io.tablekeep.sdk.schema.Component;
import io.tablekeep.sdk.schema.RecordShape;
import io.tablekeep.sdk.schema.TextForm;
import io.tablekeep.sdk.state.Pointer;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Knows which actions the observer must not notice by what they are, whatever the rules of views
 * say: things are made hidden, hidden things are changed, others are whispered to, the game
 * master's notes are written.
 */
final class Secrets {
  /** New things that are secret because they are made so. */
  private static final Set<String> MADE_HIDDEN =
      Set.of("token.place", "scene.create", "combatant.add");

  private static final Set<String> MADE_UNREVEALED =
      Set.of("quest.create", "location.create", "lore.create", "objective.add");

  private static final Set<String> WHISPERED =
      Set.of("chat.say", "dice.roll", "note.create", "riddles.whisper", "riddles.both");

  /**
   * What shows by what it is: light shines on what is seen, and that the turn is taken from one and
   * given to another is told to all.
   */
  private static final Set<String> SHOWS = Set.of("token.light", "turn.set", "turn.back");

  private Secrets() {}

  /** The payload made secret, when that can be done. */
  static Optional<JsonObject> kept(
      ActionRule rule, JsonObject made, JsonObject root, String observer) {
    String name = rule.name();
    if (MADE_HIDDEN.contains(name)) {
      return with(rule, made, "hidden", true);
    } else if (MADE_UNREVEALED.contains(name)) {
      return with(rule, made, "revealed", false);
    } else if (name.equals("encounter.create")) {
      return Optional.of(made);
    } else if (WHISPERED.contains(name)) {
      return whispered(rule, made, observer);
    } else if (name.endsWith(".edit") && made.has("gmNotes")) {
      return Optional.of(notesAlone(rule, made));
    } else if (SHOWS.contains(name)) {
      return Optional.empty();
    } else if (name.startsWith("ask.")) {
      return isOthersAsk(name, made, root, observer) ? Optional.of(made) : Optional.empty();
    } else if (name.equals("turn.end")) {
      return isUnseenTurn(made, root, observer) ? Optional.of(made) : Optional.empty();
    }
    // A name for what a bag holds is for its owner.
    JsonObject quiet = name.equals("inventory.edit") ? made.without("name", 0) : made;
    if (has(rule, "hidden")) {
      quiet = quiet.with("hidden", true, 0);
    }
    if (has(rule, "revealed")) {
      quiet = quiet.with("revealed", false, 0);
    }
    if (has(rule, "everyone")) {
      quiet = quiet.with("everyone", false, 0);
    }
    List<Pointer> named = new ArrayList<>();
    record(rule.payload(), quiet, named);
    boolean secret = !named.isEmpty();
    for (Pointer at : named) {
      boolean person = at.key(0).equals("participants");
      secret &= person ? !at.key(1).equals(observer) : isUnseen(at, root, observer);
      for (Pointer along : name.equals("actor.remove") ? tokensOf(at, root) : List.<Pointer>of()) {
        secret &= isUnseen(along, root, observer);
      }
      // The order of turns is seen, and with it whose place in it is next.
      secret &= !(name.startsWith("initiative.") && isOn(at, root));
    }
    boolean onlyPeople = named.stream().allMatch(at -> at.key(0).equals("participants"));
    return secret && !onlyPeople ? Optional.of(quiet) : Optional.empty();
  }

  /** Whether something stands there, hidden for good: not only out of sight. */
  private static boolean isUnseen(Pointer at, JsonObject root, String observer) {
    Object there = Trees.get(root, at);
    boolean token = at.key(0).equals("maps") && at.size() == 4 && at.key(2).equals("tokens");
    boolean dark =
        !token
            || (there instanceof JsonObject one
                && Boolean.TRUE.equals(one.get("hidden"))
                && !one.has("light"));
    return there != null && dark && !Pair.SLOW.sees(root, Pair.participant(observer), at);
  }

  private static List<Pointer> tokensOf(Pointer actor, JsonObject root) {
    List<Pointer> found = new ArrayList<>();
    if (root.get("maps") instanceof JsonObject maps) {
      for (String map : maps.keys()) {
        Pointer tokens = Pointer.of("maps", map, "tokens");
        if (Trees.get(root, tokens) instanceof JsonObject all) {
          for (String token : all.keys()) {
            if (actor.key(1).equals(Trees.get(root, tokens.child(token).child("actor")))) {
              found.add(tokens.child(token));
            }
          }
        }
      }
    }
    return found;
  }

  private static boolean isOn(Pointer combatant, JsonObject root) {
    return combatant.key(0).equals("encounters")
        && combatant.key(3).equals(Trees.get(root, "encounters", combatant.key(1), "turn"));
  }

  /** Somebody is on whom the observer does not know of. */
  private static boolean isUnseenTurn(JsonObject made, JsonObject root, String observer) {
    return made.get("encounter") instanceof String fight
        && Trees.get(root, "encounters", fight, "turn") instanceof String on
        && isUnseen(Pointer.of("encounters", fight, "order", on), root, observer);
  }

  /** What waits and is none of the observer's business, nor what comes of it. */
  private static boolean isOthersAsk(
      String name, JsonObject made, JsonObject root, String observer) {
    List<Object> asks = new ArrayList<>();
    if (made.get("decisions") instanceof JsonArray all) {
      all.elements().forEach(one -> asks.add(((JsonObject) one).get("ask")));
    } else {
      asks.add(made.get("ask"));
    }
    boolean secret = !observer.equals(made.get("to"));
    for (Object key : asks) {
      if (!(key instanceof String text)
          || !(Trees.get(root, "asks", text, "sent") instanceof JsonObject sent)) {
        return false;
      }
      boolean quiet = name.equals("ask.withdraw") || name.equals("ask.delegate");
      secret &= isUnseen(Pointer.of("asks", text), root, observer);
      secret &= quiet || isSecret(sent, root, observer);
    }
    return secret;
  }

  private static boolean isSecret(JsonObject sent, JsonObject root, String observer) {
    for (ActionRule rule : Author.ACTIONS) {
      if (rule.name().equals(sent.get("type")) && sent.get("payload") instanceof JsonObject made) {
        return kept(rule, made, root, observer).filter(made::equals).isPresent();
      }
    }
    return false;
  }

  /** What the payload of an action refers to. */
  static List<Pointer> named(Step step) {
    List<Pointer> named = new ArrayList<>();
    for (ActionRule rule : Author.ACTIONS) {
      if (rule.name().equals(step.type())) {
        byte[] json = step.what().getBytes(StandardCharsets.UTF_8);
        record(rule.payload(), JsonReader.readObject(json, JsonReader.Limits.FRAME, 0), named);
      }
    }
    return named;
  }

  private static boolean has(ActionRule rule, String component) {
    return RecordShape.of(rule.payload()).components().stream()
        .anyMatch(one -> one.name().equals(component));
  }

  private static Optional<JsonObject> with(
      ActionRule rule, JsonObject made, String key, Object value) {
    return has(rule, key) ? Optional.of(made.with(key, value, 0)) : Optional.empty();
  }

  private static Optional<JsonObject> whispered(ActionRule rule, JsonObject made, String observer) {
    if (rule.name().startsWith("riddles.")) {
      return made.toString().contains('"' + observer + '"') ? Optional.empty() : Optional.of(made);
    }
    String list = has(rule, "readers") ? "readers" : "to";
    if (!has(rule, list)) {
      return Optional.empty();
    }
    List<Object> readers = new ArrayList<>();
    if (made.get(list) instanceof JsonArray array) {
      readers.addAll(array.elements());
    }
    readers.remove(observer);
    JsonObject quiet = made.with(list, JsonArray.of(readers, 0), 0);
    return Optional.of(has(rule, "everyone") ? quiet.with("everyone", false, 0) : quiet);
  }

  /** Only what is for the game master, of whatever entity. */
  private static JsonObject notesAlone(ActionRule rule, JsonObject made) {
    Object notes = made.get("gmNotes");
    JsonObject quiet = JsonObject.empty(0).with("gmNotes", notes == null ? "" : notes, 0);
    for (Component component : RecordShape.of(rule.payload()).components()) {
      Object value = made.get(component.name());
      if (value != null
          && !component.isOptional()
          && component.type() instanceof Class<?> type
          && Ref.class.isAssignableFrom(type)) {
        quiet = quiet.with(component.name(), value, 0);
      }
    }
    return quiet;
  }

  private static void record(Class<?> type, JsonObject value, List<Pointer> named) {
    for (Component component : RecordShape.of(type.asSubclass(Record.class)).components()) {
      Object member = value.get(component.name());
      if (member != null) {
        place(component.type(), member, named);
      }
    }
  }

  private static void place(Type type, Object value, List<Pointer> named) {
    if (type instanceof ParameterizedType generic) {
      Type[] of = generic.getActualTypeArguments();
      if (value instanceof JsonObject object) {
        object.forEach((key, one) -> place(of[1], one, named));
      } else if (value instanceof JsonArray array) {
        array.elements().forEach(one -> place(of[0], one, named));
      }
    } else if (type instanceof Class<?> plain) {
      if (value instanceof String text && Ref.class.isAssignableFrom(plain)) {
        named.add(((Ref) TextForm.parse(plain, text)).pointer());
      } else if (plain.isRecord() && value instanceof JsonObject object) {
        record(plain, object, named);
      }
    }
  }
}
