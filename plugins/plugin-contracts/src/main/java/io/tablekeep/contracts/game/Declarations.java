package io.tablekeep.contracts.game;

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
import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.view.Audience;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Everything a game system declares, in words. */
final class Declarations implements SystemDefinition {
  /** Payload records of the system's own actions by their names. */
  final Map<String, Class<? extends Record>> actions = new TreeMap<>();

  /** What the system guards and follows. */
  final List<Class<? extends Record>> others = new ArrayList<>();

  /** Patterns, by what is declared there. */
  final Map<String, List<String>> patterns = new TreeMap<>();

  final Map<String, String> flags = new TreeMap<>();
  final Map<Integer, Migration> migrations = new TreeMap<>();
  Optional<Record> settings = Optional.empty();

  /** One line for each declaration, for comparing. */
  final List<String> lines = new ArrayList<>();

  private final Map<String, List<String>> details = new LinkedHashMap<>();

  private Declarations() {}

  static Declarations of(GameSystem system) {
    Declarations all = new Declarations();
    system.define(all);
    all.details.forEach((what, more) -> all.lines.add(what + ' ' + more));
    return all;
  }

  private List<String> line(String what) {
    return details.computeIfAbsent(details.size() + " " + what, key -> new ArrayList<>());
  }

  private void at(String what, String pattern) {
    patterns.computeIfAbsent(what, key -> new ArrayList<>()).add(pattern);
  }

  @Override
  public <P extends Record> ActionSpec action(String type, Class<P> payload, Handler<P> handler) {
    List<String> more = line("action " + type + ' ' + payload.getName());
    if (actions.put(type, payload) != null) {
      throw new AssertionError("the action " + type + " is declared twice");
    }
    return new ActionSpec() {
      @Override
      public ActionSpec by(Role... roles) {
        more.add("by " + new TreeSet<>(Arrays.asList(roles)));
        return this;
      }

      @Override
      public ActionSpec edit() {
        more.add("edit");
        return this;
      }

      @Override
      public ActionSpec offline(boolean allowed) {
        more.add("offline " + allowed);
        return this;
      }

      @Override
      public ActionSpec approvedByGm() {
        more.add("approved by the GM");
        return this;
      }

      @Override
      public ActionSpec describe(String sentence) {
        more.add(sentence);
        return this;
      }
    };
  }

  @Override
  public <P extends Record> GuardSpec guard(Class<P> builtIn, Guard<P> guard) {
    List<String> more = line("guard " + builtIn.getName());
    others.add(builtIn);
    return new GuardSpec() {
      @Override
      public GuardSpec when(String... keys) {
        more.add("when " + String.join("/", keys));
        return this;
      }
    };
  }

  @Override
  public <P extends Record> void after(Class<P> action, After<P> after) {
    line("after " + action.getName());
    others.add(action);
  }

  @Override
  public void changed(String pattern, Reaction reaction) {
    line("changed " + pattern);
    at("changed", pattern);
  }

  @Override
  public <T extends Record> void shape(String pattern, Class<T> type, Check<T> check) {
    line("shape " + pattern + ' ' + type.getName());
    at("shape", pattern);
  }

  @Override
  public void derive(String pattern, String key, Derivation derivation) {
    line("derive " + pattern + ' ' + key);
    at("derive", pattern + '/' + key);
  }

  @Override
  public void ends(String pattern, String key, Ending ending) {
    line("ends " + pattern + ' ' + key);
    at("ends", pattern + '/' + key);
  }

  @Override
  public void visible(String pattern, Audience to) {
    line("visible " + pattern + ' ' + to);
    at("visible", pattern);
  }

  @Override
  public void conflicts(String pattern, String kind) {
    line("conflicts " + pattern + ' ' + kind);
    at("conflicts", pattern);
  }

  @Override
  public <S extends Record> void settings(S defaults) {
    line("settings " + defaults);
    settings = Optional.of(defaults);
  }

  @Override
  public void flag(String name, boolean byDefault, String description) {
    line("flag " + name + ' ' + byDefault + ' ' + description);
    flags.put(name, description);
  }

  @Override
  public void migrate(int from, Migration migration) {
    line("migrate " + from);
    migrations.put(from, migration);
  }

  @Override
  public void dialect(String name) {
    line("dialect " + name);
  }
}
