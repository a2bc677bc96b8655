package io.tablekeep.sdk.model;

/**
 * The keys of entities: 1 to 64 letters, digits, dots, underscores and hyphens of ASCII, the first
 * a letter or a digit. So a key needs no escaping in a pointer, a URL or a file name, and is never
 * one of the names that JavaScript objects are born with ({@code __proto__}). Importers map foreign
 * keys onto these.
 */
public final class Ids {
  /** What a key looks like, for Java and JavaScript alike. */
  public static final String PATTERN = "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$";

  /** The longest key, in characters. */
  public static final int MAX_LENGTH = 64;

  private Ids() {}

  /**
   * Whether a text can be a key.
   *
   * @param text any text
   * @return true if it looks like {@link #PATTERN}
   */
  public static boolean isValid(String text) {
    int length = text.length();
    if (length == 0 || length > MAX_LENGTH) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      boolean mark = c == '.' || c == '_' || c == '-';
      if (!isPlain(c) && (i == 0 || !mark)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  static void check(String id) {
    if (!isValid(id)) {
      throw new IllegalArgumentException(
          "A key is 1 to 64 letters, digits, dots, underscores and hyphens, and begins with a"
              + " letter or a digit.");
    }
  }

  /** Where the slash between two keys stands. */
  static int slash(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("Write two keys with a slash between them.");
    }
    return slash;
  }
}
