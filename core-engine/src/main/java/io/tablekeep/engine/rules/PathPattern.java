package io.tablekeep.engine.rules;

import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.Pointer;
import java.util.List;

/**
 * A declared place of the document, such as {@code actors/*}{@code /d20/hp}; {@code *} is any key.
 *
 * @param keys its keys from the root
 */
public record PathPattern(List<String> keys) {
  /** The key that stands for any. */
  public static final String ANY = "*";

  /** Whether a place is one of those meant. */
  boolean matches(Pointer at) {
    if (at.size() != keys.size()) {
      return false;
    }
    for (int i = 0; i < keys.size(); i++) {
      if (!keys.get(i).equals(ANY) && !keys.get(i).equals(at.key(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Reads a pattern.
   *
   * @param text keys joined by slashes, without a leading one
   * @return the pattern
   * @throws TablekeepException code {@code bad-pattern}
   */
  public static PathPattern parse(String text) {
    List<String> keys = List.of(text.split("/", -1));
    if (keys.stream().anyMatch(String::isEmpty)) {
      throw new TablekeepException(
          ErrorKind.PLUGIN,
          "bad-pattern",
          "'" + text + "' is not a pattern: write keys joined by single slashes");
    }
    return new PathPattern(keys);
  }
}
