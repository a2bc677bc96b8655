package io.tablekeep.sdk.dice;

import static java.util.Map.entry;

import io.tablekeep.sdk.dice.tree.Function;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The dialects that come with the SDK. */
final class Dialects {
  private Dialects() {}

  static Dialect standard() {
    Map<String, Meaning> words =
        Map.ofEntries(
            entry("!", Meaning.EXPLODE),
            entry("!!", Meaning.COMPOUND),
            entry("!p", Meaning.PENETRATE),
            entry("!!p", Meaning.COMPOUND_PENETRATE),
            entry("r", Meaning.REROLL),
            entry("ro", Meaning.REROLL_ONCE),
            entry("u", Meaning.UNIQUE),
            entry("uo", Meaning.UNIQUE_ONCE),
            entry("k", Meaning.KEEP_HIGH),
            entry("kh", Meaning.KEEP_HIGH),
            entry("kl", Meaning.KEEP_LOW),
            entry("d", Meaning.DROP_LOW),
            entry("dl", Meaning.DROP_LOW),
            entry("dh", Meaning.DROP_HIGH),
            entry("cs", Meaning.MARK_SUCCESS),
            entry("cf", Meaning.MARK_FAILURE),
            entry("s", Meaning.SORT_UP),
            entry("sa", Meaning.SORT_UP),
            entry("sd", Meaning.SORT_DOWN),
            entry("min", Meaning.MINIMUM),
            entry("max", Meaning.MAXIMUM));
    Map<String, Function> functions = new LinkedHashMap<>();
    for (Function one : Function.values()) {
      if (one != Function.TRUNC) {
        functions.put(one.word(), one);
      }
    }
    return new Dialect(
        "standard", words, functions, EnumSet.of(Trait.TARGETS, Trait.POOLED_GROUPS));
  }

  static Dialect foundry() {
    Map<String, Meaning> words =
        Map.ofEntries(
            entry("x", Meaning.EXPLODE_AT_END),
            entry("xo", Meaning.EXPLODE_ONCE),
            entry("r", Meaning.REROLL_ONCE),
            entry("rr", Meaning.REROLL),
            entry("k", Meaning.KEEP_HIGH),
            entry("kh", Meaning.KEEP_HIGH),
            entry("kl", Meaning.KEEP_LOW),
            entry("d", Meaning.DROP_LOW),
            entry("dl", Meaning.DROP_LOW),
            entry("dh", Meaning.DROP_HIGH),
            entry("cs", Meaning.COUNT_SUCCESS),
            entry("cf", Meaning.COUNT_FAILURE),
            entry("even", Meaning.COUNT_EVEN),
            entry("odd", Meaning.COUNT_ODD),
            entry("df", Meaning.DEDUCT),
            entry("sf", Meaning.SUBTRACT),
            entry("ms", Meaning.MARGIN),
            entry("min", Meaning.MINIMUM),
            entry("max", Meaning.MAXIMUM));
    Map<String, Function> functions = new LinkedHashMap<>();
    for (Function one : Function.values()) {
      functions.put(one.word(), one);
    }
    Set<Trait> traits = EnumSet.allOf(Trait.class);
    traits.remove(Trait.TARGETS);
    traits.remove(Trait.POOLED_GROUPS);
    return new Dialect("foundry", words, functions, traits);
  }
}
