package io.tablekeep.engine.rules;

import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.rules.SystemRules.AfterRule;
import io.tablekeep.engine.rules.SystemRules.DeriveRule;
import io.tablekeep.engine.rules.SystemRules.EndRule;
import io.tablekeep.engine.rules.SystemRules.GuardRule;
import io.tablekeep.engine.rules.SystemRules.ShapeRule;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.Reaction;
import io.tablekeep.sdk.state.Pointer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One campaign's rules: the table's own, and those of its game system. Immutable; thread-safe. */
public final class RuleBook {
  private final SystemRules table;
  private final Optional<SystemRules> system;
  private final Map<String, ActionRule> byName = new HashMap<>();
  private final Map<Class<?>, ActionRule> byPayload = new HashMap<>();
  private final Map<String, Flag> flags = new TreeMap<>();
  private final Map<Class<?>, List<GuardRule>> guards = new HashMap<>();
  private final Map<Class<?>, List<AfterRule>> afters = new HashMap<>();
  private final PatternTrie<Reaction> reactions = new PatternTrie<>();
  private final PatternTrie<ShapeRule> shapes = new PatternTrie<>();
  private final PatternTrie<DeriveRule> derivations = new PatternTrie<>();
  private final PatternTrie<EndRule> endings = new PatternTrie<>();
  private final PatternTrie<String> kinds = new PatternTrie<>();
  private final WallIndex walls = new WallIndex();

  /**
   * A book.
   *
   * @param table the table's own system; its rules are actions alone
   * @param system the campaign's game system, if it has one
   */
  public RuleBook(SystemRules table, Optional<SystemRules> system) {
    this.table = table;
    this.system = system;
    addActions(table);
    system.ifPresent(this::addSystem);
  }

  private void addActions(SystemRules rules) {
    rules.kinds().forEach(p -> kinds.add(p.pattern(), p.rule()));
    flags.putAll(rules.flags());
    for (ActionRule action : rules.actions()) {
      byName.put(action.name(), action);
      byPayload.put(action.payload(), action);
    }
  }

  private void addSystem(SystemRules rules) {
    addActions(rules);
    for (GuardRule guard : rules.guards()) {
      ActionRule guarded = byPayload.get(guard.builtIn);
      if (guarded == null || !guarded.system().isTable()) {
        throw new TablekeepException(
            ErrorKind.PLUGIN,
            "no-such-action",
            rules.id() + " guards " + guard.builtIn.getName() + ", which is no built-in action");
      }
      guards.computeIfAbsent(guard.builtIn, k -> new ArrayList<>()).add(guard);
    }
    for (AfterRule after : rules.afters()) {
      if (!byPayload.containsKey(after.action())) {
        throw new TablekeepException(
            ErrorKind.PLUGIN,
            "no-such-action",
            rules.id() + " follows " + after.action().getName() + ", which is no action");
      }
      afters.computeIfAbsent(after.action(), k -> new ArrayList<>()).add(after);
    }
    rules.reactions().forEach(p -> reactions.add(p.pattern(), p.rule()));
    rules.shapes().forEach(p -> shapes.add(p.pattern(), p.rule()));
    rules.derivations().forEach(p -> derivations.add(p.pattern(), p.rule()));
    rules.endings().forEach(p -> endings.add(p.pattern(), p.rule()));
  }

  /**
   * This book without the game system: how a campaign goes on when the plugin is put aside.
   *
   * @return the table's own rules
   */
  public RuleBook withoutSystem() {
    return new RuleBook(table, Optional.empty());
  }

  /**
   * The game system.
   *
   * @return empty when the table plays without one
   */
  public Optional<SystemRules> system() {
    return system;
  }

  /**
   * Finds an action.
   *
   * @param name its name on the wire
   * @return the action, or null
   */
  public @Nullable ActionRule action(String name) {
    return byName.get(name);
  }

  /**
   * Finds an action.
   *
   * @param payload its payload's record
   * @return the action, or null
   */
  public @Nullable ActionRule action(Class<?> payload) {
    return byPayload.get(payload);
  }

  /**
   * Finds a flag, that of the game system by its bare name too.
   *
   * @param name its name
   * @return the flag, or null
   */
  @Nullable Flag flag(String name) {
    Flag flag = flags.get(name);
    return flag != null || system.isEmpty()
        ? flag
        : flags.get(system.orElseThrow().id() + '.' + name);
  }

  /** The guards of an action whose conditions hold. */
  List<GuardRule> guards(Class<?> payload, RuleState state) {
    List<GuardRule> all = guards.getOrDefault(payload, List.of());
    if (all.isEmpty()) {
      return all;
    }
    List<GuardRule> open = new ArrayList<>(all.size());
    for (GuardRule guard : all) {
      if (guard.conditions.stream().allMatch(state::exists)) {
        open.add(guard);
      }
    }
    return open;
  }

  List<AfterRule> afters(Class<?> payload) {
    return afters.getOrDefault(payload, List.of());
  }

  /**
   * What sort of fact is changed at a place.
   *
   * @param at the place of a change
   * @return the longest declared place that leads there, of a game system before the table's
   */
  public KindPlace kindAt(Pointer at) {
    PatternTrie.Touched<String> found = kinds.deepest(at);
    return found == null
        ? new KindPlace(KindPlace.FIELD, at)
        : new KindPlace(found.rule(), found.at());
  }

  /** What is kept between rounds: nothing but an index of what the document says. */
  WallIndex walls() {
    return walls;
  }

  PatternTrie<Reaction> reactions() {
    return reactions;
  }

  PatternTrie<ShapeRule> shapes() {
    return shapes;
  }

  PatternTrie<DeriveRule> derivations() {
    return derivations;
  }

  PatternTrie<EndRule> endings() {
    return endings;
  }

  /** What is declared of the end of a thing; empty when these rules know of none. */
  Optional<EndRule> ending(Endings.End end) {
    return system.stream()
        .flatMap(rules -> rules.endings().stream())
        .filter(
            placed -> placed.rule().key().equals(end.key()) && placed.pattern().matches(end.at()))
        .map(SystemRules.Placed::rule)
        .findFirst();
  }

  /** Whether plugin code has a say in a built-in action before it is applied. */
  boolean pluginBefore(Class<?> payload, RuleState state) {
    return !guards(payload, state).isEmpty() || !afters(payload).isEmpty();
  }

  /** Whether plugin code has a say in what was changed. */
  boolean pluginAfter(List<Effect> effects, Object before, Object after) {
    return reactions.touches(effects, before, after)
        || derivations.touches(effects, before, after)
        || shapes.touches(effects, before, after);
  }
}
