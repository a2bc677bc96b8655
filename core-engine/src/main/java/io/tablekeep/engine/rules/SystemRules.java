package io.tablekeep.engine.rules;

import io.tablekeep.sdk.dice.Dialect;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.ActionSpec;
import io.tablekeep.sdk.game.After;
import io.tablekeep.sdk.game.Check;
import io.tablekeep.sdk.game.Derivation;
import io.tablekeep.sdk.game.Ending;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.game.Guard;
import io.tablekeep.sdk.game.GuardSpec;
import io.tablekeep.sdk.game.Handler;
import io.tablekeep.sdk.game.Migration;
import io.tablekeep.sdk.game.Reaction;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.schema.JsonSchema;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.sdk.view.Audience;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A game system's declarations, collected and checked. Thread-safe once {@link #compile} returned.
 */
public final class SystemRules {
  /** Id of the engine's own system, whose actions have bare names. */
  public static final String TABLE = "table";

  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,31}");
  private static final Pattern FLAG = Pattern.compile("[a-z][a-z0-9-]{0,39}");
  private static final Pattern ACTION = Pattern.compile("[a-zA-Z][a-zA-Z0-9.-]{0,63}");

  private final String id;
  private final Map<String, ActionRule> actions = new TreeMap<>();
  private final List<GuardRule> guards = new ArrayList<>();
  private final List<AfterRule> afters = new ArrayList<>();
  private final List<Placed<Reaction>> reactions = new ArrayList<>();
  private final List<Placed<ShapeRule>> shapes = new ArrayList<>();
  private final List<Placed<DeriveRule>> derivations = new ArrayList<>();
  private final List<Placed<EndRule>> endings = new ArrayList<>();
  private final List<Placed<String>> kinds = new ArrayList<>();
  private final List<Placed<Audience>> visible = new ArrayList<>();
  private final Map<String, Flag> flags = new TreeMap<>();
  private final Map<Integer, Migration> migrations = new LinkedHashMap<>();
  private Optional<Record> settings = Optional.empty();
  private Dialect dialect = Dialect.STANDARD;

  /** A guard with its conditions. */
  static final class GuardRule implements GuardSpec {
    final Class<? extends Record> builtIn;
    final Guard<? extends Record> guard;
    final List<Pointer> conditions = new ArrayList<>();

    GuardRule(Class<? extends Record> builtIn, Guard<? extends Record> guard) {
      this.builtIn = builtIn;
      this.guard = guard;
    }

    @Override
    public GuardSpec when(String... keys) {
      conditions.add(Pointer.of(keys));
      return this;
    }
  }

  record AfterRule(Class<? extends Record> action, After<? extends Record> after) {}

  /** What has to be readable as a record; what is absent there is as in the defaults. */
  record ShapeRule(
      Class<? extends Record> type,
      Check<? extends Record> check,
      Optional<? extends Record> defaults) {}

  record DeriveRule(String key, Derivation derivation) {}

  record EndRule(String key, Ending ending) {}

  /**
   * Something declared on a place.
   *
   * @param pattern the place
   * @param rule what is declared there
   * @param <T> its type
   */
  public record Placed<T>(PathPattern pattern, T rule) {}

  private SystemRules(String id) {
    this.id = id;
  }

  /**
   * Lets a system define itself.
   *
   * @param system the system
   * @return its rules
   * @throws TablekeepException of kind PLUGIN when a declaration makes no sense; whatever {@code
   *     define} throws passes through
   */
  public static SystemRules compile(GameSystem system) {
    String id = system.id();
    if (!ID.matcher(id).matches()) {
      throw wrong("bad-system-id", "'" + id + "' is no id for a game system");
    }
    SystemRules rules = new SystemRules(id);
    system.define(rules.new Recorder());
    rules.settings.ifPresent(rules::shapeOfSettings);
    return rules;
  }

  /** Where a campaign keeps what it has set for a system. */
  static Pointer placeOfSettings(String system) {
    return Pointer.of("campaign", "settings", system);
  }

  private void shapeOfSettings(Record defaults) {
    PathPattern place = new PathPattern(placeOfSettings(id).keys());
    Check<Record> check = settings -> Stream.empty();
    shapes.add(
        new Placed<>(place, new ShapeRule(defaults.getClass(), check, Optional.of(defaults))));
  }

  /**
   * The system's id.
   *
   * @return the id
   */
  public String id() {
    return id;
  }

  /**
   * The actions by their names on the wire.
   *
   * @return sorted by name
   */
  public Collection<ActionRule> actions() {
    return Collections.unmodifiableCollection(actions.values());
  }

  /**
   * What the system shows to whom.
   *
   * @return in order of declaration
   */
  public List<Placed<Audience>> visible() {
    return Collections.unmodifiableList(visible);
  }

  /**
   * The features that a campaign may turn on and off.
   *
   * @return by the keys under which the document holds them, sorted
   */
  public Map<String, Flag> flags() {
    return Collections.unmodifiableMap(flags);
  }

  /**
   * Whether this is the table's own system.
   *
   * @return false for a game system
   */
  public boolean isTable() {
    return id.equals(TABLE);
  }

  /**
   * What the system declares of its data, for those who show it.
   *
   * @return its version, the schemas of its shapes, and what is derived
   */
  public Map<String, Object> declared() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("version", version());
    List<Map<String, Object>> schemas = new ArrayList<>();
    for (Placed<ShapeRule> shape : shapes) {
      String at = String.join("/", shape.pattern().keys());
      schemas.add(Map.of("at", at, "schema", JsonSchema.openOf(shape.rule().type())));
    }
    all.put("shapes", schemas);
    List<Map<String, Object>> derived = new ArrayList<>();
    for (Placed<DeriveRule> one : derivations) {
      derived.add(Map.of("at", String.join("/", one.pattern().keys()), "key", one.rule().key()));
    }
    all.put("derived", derived);
    return all;
  }

  Map<String, ActionRule> byName() {
    return actions;
  }

  List<GuardRule> guards() {
    return guards;
  }

  List<AfterRule> afters() {
    return afters;
  }

  List<Placed<Reaction>> reactions() {
    return reactions;
  }

  List<Placed<ShapeRule>> shapes() {
    return shapes;
  }

  List<Placed<DeriveRule>> derivations() {
    return derivations;
  }

  List<Placed<EndRule>> endings() {
    return endings;
  }

  List<Placed<String>> kinds() {
    return kinds;
  }

  Map<Integer, Migration> migrations() {
    return migrations;
  }

  /**
   * The version in which the system writes its data: one above the last that it migrates.
   *
   * @return 0 while it migrates none
   */
  public int version() {
    return migrations.keySet().stream().mapToInt(from -> from + 1).max().orElse(0);
  }

  Optional<Record> settings() {
    return settings;
  }

  private static TablekeepException wrong(String code, String message) {
    return new TablekeepException(ErrorKind.PLUGIN, code, message);
  }

  /** What the system sees of its rules while it defines itself. */
  private final class Recorder implements SystemDefinition {
    @Override
    public <P extends Record> ActionSpec action(String type, Class<P> payload, Handler<P> handler) {
      if (!ACTION.matcher(type).matches()) {
        throw wrong("bad-action-name", "'" + type + "' is no name for an action");
      }
      String name = isTable() ? type : id + '.' + type;
      for (ActionRule other : actions.values()) {
        if (other.payload() == payload) {
          throw wrong(
              "payload-twice",
              payload.getSimpleName() + " is the payload of " + other.name() + " already");
        }
      }
      ActionRule rule = new ActionRule(name, SystemRules.this, payload, handler);
      if (actions.putIfAbsent(name, rule) != null) {
        throw wrong("action-twice", "the action " + name + " is declared twice");
      }
      return rule;
    }

    @Override
    public <P extends Record> GuardSpec guard(Class<P> builtIn, Guard<P> guard) {
      GuardRule rule = new GuardRule(builtIn, guard);
      guards.add(rule);
      return rule;
    }

    @Override
    public <P extends Record> void after(Class<P> action, After<P> after) {
      afters.add(new AfterRule(action, after));
    }

    @Override
    public void changed(String pattern, Reaction reaction) {
      reactions.add(new Placed<>(PathPattern.parse(pattern), reaction));
    }

    @Override
    public <T extends Record> void shape(String pattern, Class<T> type, Check<T> check) {
      shapes.add(
          new Placed<>(PathPattern.parse(pattern), new ShapeRule(type, check, Optional.empty())));
    }

    @Override
    public void derive(String pattern, String key, Derivation derivation) {
      derivations.add(new Placed<>(PathPattern.parse(pattern), new DeriveRule(key, derivation)));
    }

    @Override
    public void ends(String pattern, String key, Ending ending) {
      PathPattern place = PathPattern.parse(pattern);
      if (key.isEmpty() || key.contains("/")) {
        throw wrong("bad-key", "'" + key + "' is no key of a thing that ends");
      }
      Fence.plugin().check(Pointer.of(place.keys()));
      for (Placed<EndRule> other : endings) {
        if (other.pattern().equals(place) && other.rule().key().equals(key)) {
          throw wrong("ending-twice", pattern + " ends at its " + key + " already");
        }
      }
      endings.add(new Placed<>(place, new EndRule(key, ending)));
    }

    @Override
    public void conflicts(String pattern, String kind) {
      kinds.add(new Placed<>(PathPattern.parse(pattern), KindPlace.checked(id, kind)));
    }

    @Override
    public void visible(String pattern, Audience to) {
      visible.add(new Placed<>(PathPattern.parse(pattern), to));
    }

    @Override
    public <S extends Record> void settings(S defaults) {
      settings = Optional.of(defaults);
    }

    @Override
    public void flag(String name, boolean byDefault, String description) {
      if (!FLAG.matcher(name).matches()) {
        throw wrong("bad-flag-name", "'" + name + "' is no name for a flag");
      }
      String key = isTable() ? name : id + '.' + name;
      if (flags.putIfAbsent(key, new Flag(key, byDefault, description)) != null) {
        throw wrong("flag-twice", "the flag " + key + " is declared twice");
      }
    }

    @Override
    public void migrate(int from, Migration migration) {
      if (migrations.putIfAbsent(from, migration) != null) {
        throw wrong("migration-twice", "two migrations start from version " + from);
      }
    }

    @Override
    public void dialect(String name) {
      dialect = Dialect.named(name);
    }
  }

  /**
   * The dice dialect of the system's notations.
   *
   * @return what the words of notations mean
   */
  public Dialect dialect() {
    return dialect;
  }
}
