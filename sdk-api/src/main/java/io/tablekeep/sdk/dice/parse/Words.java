package io.tablekeep.sdk.dice.parse;

import io.tablekeep.sdk.dice.Dialect;
import io.tablekeep.sdk.dice.Meaning;
import io.tablekeep.sdk.dice.Trait;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The modifiers of a dialect by their first letter, longest first. */
final class Words {
  private static final int LETTERS = 128;
  private static final Words STANDARD = new Words(Dialect.STANDARD);
  private static final Words FOUNDRY = new Words(Dialect.FOUNDRY);

  private final List<List<Map.Entry<String, Meaning>>> byLetter = new ArrayList<>(LETTERS);
  private final boolean anyCase;

  private Words(Dialect dialect) {
    anyCase = dialect.has(Trait.ANY_CASE);
    for (int i = 0; i < LETTERS; i++) {
      byLetter.add(List.of());
    }
    for (Map.Entry<String, Meaning> word : dialect.words().entrySet()) {
      char letter = word.getKey().charAt(0);
      add(letter, word);
      if (anyCase && Character.toUpperCase(letter) != letter) {
        add(Character.toUpperCase(letter), word);
      }
    }
  }

  static Words of(Dialect dialect) {
    if (dialect.equals(Dialect.STANDARD)) {
      return STANDARD;
    }
    return dialect.equals(Dialect.FOUNDRY) ? FOUNDRY : new Words(dialect);
  }

  private void add(char letter, Map.Entry<String, Meaning> word) {
    List<Map.Entry<String, Meaning>> all = new ArrayList<>(byLetter.get(letter));
    all.add(word);
    all.sort(Comparator.comparing(one -> -one.getKey().length()));
    byLetter.set(letter, all);
  }

  /** Takes the longest word that stands here. */
  @Nullable Meaning take(Cursor cursor) {
    char letter = cursor.peek();
    if (letter >= LETTERS) {
      return null;
    }
    List<Map.Entry<String, Meaning>> all = byLetter.get(letter);
    for (int i = 0; i < all.size(); i++) {
      String word = all.get(i).getKey();
      if (cursor.text.regionMatches(anyCase, cursor.at, word, 0, word.length())) {
        cursor.at += word.length();
        return all.get(i).getValue();
      }
    }
    return null;
  }
}
