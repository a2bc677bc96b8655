package io.tablekeep.sdk.conflict;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Two later versions of a text made one, by what each changed of the version both began with
 * (diff3). Lines that only one of them changed, or both alike, are taken; where both changed the
 * same lines, words are looked at in the same way; what is left stands twice, between markers.
 * Immutable, any thread.
 *
 * @param text the text; with markers around each passage that both changed differently
 * @param conflicts how many passages stand between markers
 * @param close how many passages were changed by both, and fitted together word by word: nobody has
 *     seen those as they stand now
 */
public record TextMerge(String text, int conflicts, int close) {
  /** Words, spaces, and every other sign by itself; never half of a surrogate pair. */
  private static final Pattern WORDS =
      Pattern.compile("[\\p{L}\\p{M}\\p{N}_]+|\\s+|\\X", Pattern.DOTALL);

  private static final Pattern LINES = Pattern.compile("[^\\r\\n]*(?:\\r\\n|\\r|\\n)|[^\\r\\n]+");

  /**
   * Merges.
   *
   * @param base what both began with
   * @param theirs the one that stands already
   * @param mine the one that comes later
   * @return the text that holds what both changed
   */
  public static TextMerge of(String base, String theirs, String mine) {
    return of(base, theirs, mine, "theirs", "mine");
  }

  /**
   * Merges.
   *
   * @param base what both began with
   * @param theirs the one that stands already
   * @param mine the one that comes later
   * @param theirName what the first is called at its markers
   * @param myName what the second is called at its markers
   * @return the text that holds what both changed
   */
  public static TextMerge of(
      String base, String theirs, String mine, String theirName, String myName) {
    StringBuilder text = new StringBuilder();
    int[] counts = new int[2];
    walk(
        LINES,
        new Passage(base, theirs, mine),
        text,
        passage -> {
          String fitted = fitted(passage);
          counts[fitted.isEmpty() ? 0 : 1]++;
          text.append(fitted.isEmpty() ? marked(passage, theirName, myName) : fitted);
        });
    return new TextMerge(text.toString(), counts[0], counts[1]);
  }

  /**
   * Merges without markers: of a passage that both changed differently, theirs stands, and mine
   * below it. For people who have chosen to keep both.
   *
   * @param base what both began with; empty when nobody knows
   * @param theirs the one that stands already
   * @param mine the one that comes later
   * @return the text that holds what both changed
   */
  public static String both(String base, String theirs, String mine) {
    StringBuilder text = new StringBuilder();
    walk(
        LINES,
        new Passage(base, theirs, mine),
        text,
        passage -> {
          String fitted = fitted(passage);
          text.append(fitted.isEmpty() ? ended(passage.theirs()) + passage.mine() : fitted);
        });
    return text.toString();
  }

  /** A passage that both changed, in three versions. */
  private record Passage(String base, String theirs, String mine) {}

  private interface Contested {
    void decide(Passage passage);
  }

  /** The passage with the words of both; empty when these contradict each other. */
  private static String fitted(Passage passage) {
    if (passage.theirs().isEmpty() || passage.mine().isEmpty() || passage.base().isBlank()) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    boolean[] contradicts = new boolean[1];
    walk(WORDS, passage, text, word -> contradicts[0] = true);
    return contradicts[0] ? "" : text.toString();
  }

  private static String marked(Passage passage, String theirName, String myName) {
    return "<<<<<<< "
        + theirName
        + '\n'
        + ended(passage.theirs())
        + "=======\n"
        + ended(passage.mine())
        + ">>>>>>> "
        + myName
        + '\n';
  }

  private static String ended(String lines) {
    return lines.isEmpty() || lines.endsWith("\n") ? lines : lines + '\n';
  }

  private static List<String> split(Pattern pattern, String text) {
    List<String> parts = new ArrayList<>();
    for (Matcher at = pattern.matcher(text); at.find(); ) {
      parts.add(at.group());
    }
    return parts;
  }

  private static void walk(Pattern parts, Passage all, StringBuilder text, Contested contested) {
    Diff3.walk(
        split(parts, all.base()),
        split(parts, all.theirs()),
        split(parts, all.mine()),
        new Diff3.Sink<>() {
          @Override
          public void taken(List<String> stretch) {
            stretch.forEach(text::append);
          }

          @Override
          public void contested(List<String> base, List<String> theirs, List<String> mine) {
            contested.decide(new Passage(joined(base), joined(theirs), joined(mine)));
          }
        });
  }

  private static String joined(List<String> parts) {
    return String.join("", parts);
  }
}
