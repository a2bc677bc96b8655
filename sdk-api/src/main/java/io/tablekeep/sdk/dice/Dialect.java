package io.tablekeep.sdk.dice;

import io.tablekeep.sdk.dice.tree.Function;
import io.tablekeep.sdk.error.ErrorKind;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the words of a notation mean. Immutable. What all dialects share is written in {@link
 * Notation}; a word means what the longest matching entry says.
 *
 * @param name how people choose it
 * @param words modifiers by their words
 * @param functions functions by their words
 * @param traits other differences
 */
public record Dialect(
    String name, Map<String, Meaning> words, Map<String, Function> functions, Set<Trait> traits) {
  /**
   * The dialect that stands when none is named: that of the JavaScript library rpg-dice-roller,
   * version 5, in everything that its users can rely on.
   */
  public static final Dialect STANDARD = Dialects.standard();

  /** The dialect of Foundry Virtual Tabletop, version 12, where {@code r} means once. */
  public static final Dialect FOUNDRY = Dialects.foundry();

  /**
   * Copies the collections.
   *
   * @param name as in the record
   * @param words as in the record
   * @param functions as in the record
   * @param traits as in the record
   */
  public Dialect {
    words = Map.copyOf(words);
    functions = Map.copyOf(functions);
    traits = Set.copyOf(traits);
  }

  /**
   * The dialects that can be named.
   *
   * @return all of them, the one that stands when none is named first
   */
  public static List<Dialect> all() {
    return List.of(STANDARD, FOUNDRY);
  }

  /**
   * A dialect by its name.
   *
   * @param name its name; empty for {@link #STANDARD}
   * @return the dialect
   * @throws DiceException {@link DiceException#DIALECT} when there is none
   */
  public static Dialect named(String name) {
    for (Dialect one : all()) {
      if (name.isEmpty() || one.name.equals(name)) {
        return one;
      }
    }
    throw new DiceException(
        ErrorKind.USER,
        DiceException.DIALECT,
        "There is no dice dialect '" + name + "'; there are standard and foundry.",
        0);
  }

  /**
   * Whether it has a trait.
   *
   * @param trait the trait
   * @return whether it does
   */
  public boolean has(Trait trait) {
    return traits.contains(trait);
  }

  /**
   * A dialect like this one with another meaning of a word.
   *
   * @param called the new dialect's name
   * @param word the word
   * @param meaning what it means
   * @return another dialect
   */
  public Dialect with(String called, String word, Meaning meaning) {
    Map<String, Meaning> more = new LinkedHashMap<>(words);
    more.put(word, meaning);
    return new Dialect(called, more, functions, EnumSet.copyOf(traits));
  }

  @Override
  public String toString() {
    return name;
  }
}
