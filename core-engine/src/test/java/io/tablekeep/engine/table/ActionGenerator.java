package io.tablekeep.engine.table;

import io.tablekeep.engine.rules.ActionRule;
import io.tablekeep.engine.rules.Sight;
import io.tablekeep.engine.state.Canonical;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.sdk.asset.AssetId;
import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.model.Color;
import io.tablekeep.sdk.model.Ref;
import io.tablekeep.sdk.model.people.CharacterBring;
import io.tablekeep.sdk.model.people.CompendiumTake;
import io.tablekeep.sdk.model.people.FlagSet;
import io.tablekeep.sdk.model.world.Origin;
import io.tablekeep.sdk.schema.Component;
import io.tablekeep.sdk.schema.Constraints;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.schema.Range;
import io.tablekeep.sdk.schema.RecordShape;
import io.tablekeep.sdk.state.Pointer;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Makes actions that somebody could send, for any declared action, from the records of their
 * payloads alone: references to what the sender sees (and sometimes does not), texts and numbers
 * within their limits. Often acceptable, not always. The same document, participant and random
 * numbers give the same action. Built on nothing that the sender does not see, as long as {@link
 * #honest()} is asked for: two documents that look equal to them then give equal actions.
 */
public final class ActionGenerator {
  /** Actions that lead nowhere unless something waits, or something that was told is answered. */
  private static final Set<String> ANSWERS =
      Set.of(
          "ask.answer",
          "ask.decide",
          "ask.batch",
          "ask.delegate",
          "ask.withdraw",
          "dice.nonce",
          "history.return",
          "branch.create",
          "branch.rename",
          "branch.remove",
          "branch.merge",
          "conflict.dispute");

  /** How the names of those end that take things away. */
  private static final List<String> ENDS =
      List.of(
          "participant.role",
          ".remove",
          ".end",
          ".delete",
          ".archive",
          ".assign",
          ".hide",
          ".start");

  private final List<ActionRule> rules;
  private final Sight sight;
  private final boolean honest;

  /** One action: its declaration and a payload of its record. */
  public record Made(ActionRule rule, Record payload) {
    /** The payload as it goes over the wire, as a tree. */
    public JsonObject tree() {
      return Records.writeRecord(payload, 0);
    }
  }

  /**
   * A generator.
   *
   * @param rules the declared actions
   * @param sight who sees what, for instance {@code new Views(Optional.empty())}
   */
  public ActionGenerator(Collection<ActionRule> rules, Sight sight) {
    this(List.copyOf(rules), sight, false);
  }

  private ActionGenerator(List<ActionRule> rules, Sight sight, boolean honest) {
    this.rules = rules;
    this.sight = sight;
    this.honest = honest;
  }

  /** The same, which never refers to what the sender does not see, and knows nothing of it. */
  public ActionGenerator honest() {
    return new ActionGenerator(rules, sight, true);
  }

  /** The actions that a participant may send and that need nobody to have asked. */
  public List<ActionRule> open(Participant by) {
    return rules.stream()
        .filter(rule -> rule.roles().contains(by.role()) && !ANSWERS.contains(rule.name()))
        .toList();
  }

  /**
   * Some action of a participant; empty when they may send none. What takes things away is rarer
   * than what brings them, and what there is nothing for is mostly passed over.
   */
  public Optional<Made> next(JsonObject root, Participant by, SplittableRandom random) {
    List<ActionRule> open = open(by);
    if (open.isEmpty()) {
      return Optional.empty();
    }
    Made made = null;
    for (int tries = 0; tries < 8; tries++) {
      ActionRule rule = open.get(random.nextInt(open.size()));
      boolean rare = ENDS.stream().anyMatch(rule.name()::endsWith);
      if (made == null || !rare || random.nextInt(6) == 0) {
        Maker maker = new Maker(root, by, random);
        made = make(rule, maker);
        if (!maker.lacked && !(rare && tries == 0)) {
          break;
        }
      }
    }
    return Optional.ofNullable(made);
  }

  /** An action of one kind. */
  public Made make(ActionRule rule, JsonObject root, Participant by, SplittableRandom random) {
    return make(rule, new Maker(root, by, random));
  }

  private static Made make(ActionRule rule, Maker maker) {
    Record made = maker.record(rule.payload());
    for (int tries = 0; tries < 20 && !Constraints.check(made).isEmpty(); tries++) {
      made = maker.record(rule.payload());
    }
    return new Made(rule, made);
  }

  /** Every reference a document holds of one kind. */
  static List<Ref> all(Class<?> type, JsonObject root) {
    List<Ref> found = new ArrayList<>();
    switch (type.getSimpleName()) {
      case "TokenRef" -> parts(type, root, "maps", "tokens", found);
      case "LayerRef" -> parts(type, root, "maps", "layers", found);
      case "WallRef" -> parts(type, root, "maps", "walls", found);
      case "DrawingRef" -> parts(type, root, "maps", "drawings", found);
      case "LightRef" -> parts(type, root, "maps", "lights", found);
      case "CombatantRef" -> parts(type, root, "encounters", "order", found);
      case "ObjectiveRef" -> parts(type, root, "quests", "objectives", found);
      case "StackRef" -> parts(type, root, "actors", "inventory", found);
      case "ConditionRef" -> parts(type, root, "actors", "conditions", found);
      default -> {
        Ref probe = ref(type, "x");
        for (String key : keys(root, probe.pointer().key(0))) {
          found.add(ref(type, key));
        }
      }
    }
    return found;
  }

  private static void parts(
      Class<?> type, JsonObject root, String of, String within, List<Ref> found) {
    for (String key : keys(root, of)) {
      for (String part : keys(root, of, key, within)) {
        found.add(ref(type, key + '/' + part));
      }
    }
  }

  static Ref ref(Class<?> type, String text) {
    try {
      return (Ref) type.getMethod("parse", String.class).invoke(null, text);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> keys(JsonObject root, String... at) {
    List<String> keys = new ArrayList<>();
    if (Trees.get(root, at) instanceof JsonObject object) {
      for (JsonObject.Cursor c = object.cursor(); c.next(); ) {
        keys.add(c.key());
      }
    }
    return keys;
  }

  /** Makes the values of one payload. */
  private final class Maker {
    private static final String[] WORDS = {
      "Psst", "The host", "a rope", "Zündholz", "\uD83D\uDC3A", "stairs down", "ok"
    };
    private static final String[] NOTATIONS = {"1d20", "2d6+3", "d%", "4dF", "1d20-1", "7"};

    private final JsonObject root;
    private final Participant by;
    private final SplittableRandom random;

    /** Whether there was nothing to refer to. */
    private boolean lacked;

    Maker(JsonObject root, Participant by, SplittableRandom random) {
      this.root = root;
      this.by = by;
      this.random = random;
    }

    Record record(Class<? extends Record> type) {
      if (type == Point.class) {
        return new Point(random.nextInt(0, 40) / 4.0, random.nextInt(0, 40) / 4.0);
      } else if (type == AssetId.class) {
        return AssetId.parse("0123456789abcdef".repeat(4));
      } else if (type == Color.class) {
        return Color.parse("#%06x".formatted(random.nextInt(1 << 24)));
      }
      if (type == FlagSet.class) {
        return new FlagSet(
            random.nextBoolean() ? People.ARRIVE : People.LEAVE, random.nextInt(4) > 0);
      } else if (type == CharacterBring.class) {
        Map<String, Object> hero = Map.of("name", text(), "type", "character");
        return new CharacterBring(hero, origin(hero));
      } else if (type == CompendiumTake.class) {
        Map<String, Object> item = Map.of("name", text());
        return new CompendiumTake(CompendiumTake.Kind.ITEMS, item, origin(item));
      }
      List<Component> components = RecordShape.of(type).components();
      Object[] values = new Object[components.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = component(components.get(i));
      }
      return RecordShape.of(type).create(values);
    }

    private static Origin origin(Map<String, Object> content) {
      return new Origin("user/u1", "k1", Canonical.hash(Records.write(content, 0)));
    }

    private String text() {
      return WORDS[random.nextInt(WORDS.length)];
    }

    private Object component(Component component) {
      Optional<Object> absent = component.whenAbsent();
      boolean leaveOut = absent.isPresent() && random.nextInt(2) == 0;
      if (leaveOut && (component.isOptional() || !isCollection(component.type()))) {
        return absent.get();
      }
      Object value = value(component, component.type());
      if (value instanceof Optional<?> none && none.isEmpty()) {
        return absent.orElseThrow();
      }
      return component.isOptional() ? Optional.of(value) : value;
    }

    private static boolean isCollection(Type type) {
      return type instanceof ParameterizedType generic && generic.getRawType() != Optional.class;
    }

    @SuppressWarnings("unchecked")
    private Object value(Component component, Type type) {
      if (type instanceof ParameterizedType generic) {
        return collection(component, generic);
      }
      Class<?> raw = (Class<?>) type;
      if (Ref.class.isAssignableFrom(raw)) {
        return reference(component, raw);
      } else if (raw.isEnum()) {
        return raw.getEnumConstants()[random.nextInt(raw.getEnumConstants().length)];
      } else if (raw.isRecord()) {
        return record((Class<? extends Record>) raw);
      } else if (raw == String.class) {
        return text(component);
      } else if (raw == boolean.class || raw == Boolean.class) {
        return random.nextBoolean();
      } else if (raw == int.class || raw == Integer.class) {
        return (int) number(component, 20);
      } else if (raw == long.class || raw == Long.class) {
        return (long) number(component, 20);
      } else if (raw == double.class || raw == Double.class) {
        return number(component, 20);
      } else if (raw == Instant.class) {
        return Instant.ofEpochSecond(random.nextInt(1 << 30));
      } else if (raw == Duration.class) {
        return Duration.ofSeconds(random.nextInt(1, 100));
      }
      throw new IllegalStateException("no value for " + component.name() + " of " + type);
    }

    private Object collection(Component component, ParameterizedType generic) {
      int least = component.annotation(Length.class).map(Length::min).orElse(0);
      int most = component.annotation(Length.class).map(Length::max).orElse(3);
      int size = random.nextInt(least, Math.min(most, least + 3) + 1);
      Type inner = generic.getActualTypeArguments()[0];
      if (generic.getRawType() == Map.class) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
          map.put("k" + i, "v");
        }
        return map;
      }
      Collection<Object> all = generic.getRawType() == Set.class ? new HashSet<>() : List.of();
      Set<Object> distinct = new LinkedHashSet<>();
      for (int i = 0; i < size * 2 && distinct.size() < size; i++) {
        Object one = value(component, inner);
        boolean isNone = one instanceof Optional<?>;
        if (!isNone) {
          distinct.add(one);
        }
      }
      return all instanceof Set<?> ? distinct : List.copyOf(distinct);
    }

    /** Mostly something the sender sees, and owns where that is asked for. */
    private Object reference(Component component, Class<?> type) {
      boolean blind = !honest && random.nextInt(12) == 0;
      boolean mine =
          component.annotation(Mine.class).isPresent()
              && (!by.role().runsGame() || random.nextInt(3) == 0);
      List<Ref> all = all(type, root);
      if (!blind) {
        all = all.stream().filter(ref -> sight.sees(root, by, ref.pointer())).toList();
        List<Ref> own = mine ? all.stream().filter(this::isOwn).toList() : all;
        all = own.isEmpty() ? all : own;
      }
      if (all.isEmpty() || random.nextInt(40) == 0) {
        lacked |= !component.isOptional();
        return component.isOptional() ? Optional.empty() : missing(type);
      }
      return all.get(random.nextInt(all.size()));
    }

    private boolean isOwn(Ref ref) {
      Pointer at = ref.pointer();
      String actor =
          at.key(0).equals("actors")
              ? at.key(1)
              : Trees.get(root, at.child("actor")) instanceof String named ? named : "";
      String author = at.key(0).equals("chat") ? "from" : "author";
      Pointer owner = actor.isEmpty() ? at.child(author) : Pointer.of("actors", actor, "owner");
      return by.id().equals(Trees.get(root, owner));
    }

    private String text(Component component) {
      if (component.name().equals("notation")) {
        return NOTATIONS[random.nextInt(NOTATIONS.length)];
      }
      int most = component.annotation(Length.class).map(Length::max).orElse(100);
      String word = text();
      return word.length() > most ? word.substring(0, most) : word;
    }

    private double number(Component component, double far) {
      double min = component.annotation(Range.class).map(Range::min).orElse(-far);
      double max = component.annotation(Range.class).map(Range::max).orElse(far);
      double from = Math.max(min, -far);
      double to = Math.min(max, Math.max(from, far));
      return random.nextInt(5) == 0 ? from : Math.rint(from + random.nextDouble() * (to - from));
    }
  }

  /** Names nothing. */
  static Ref missing(Class<?> type) {
    try {
      return ref(type, "none");
    } catch (IllegalStateException e) {
      return ref(type, "none/none");
    }
  }
}
