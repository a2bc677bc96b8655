package io.tablekeep.plugin.postgres;

/**
 * Texts as PostgreSQL can keep them: its {@code text} has no NUL, so that is written {@code \0},
 * and a backslash {@code \\}.
 */
final class Texts {
  private Texts() {}

  static String kept(String text) {
    return text.indexOf('\0') < 0 && text.indexOf('\\') < 0
        ? text
        : text.replace("\\", "\\\\").replace("\0", "\\0");
  }

  static String told(String kept) {
    if (kept.indexOf('\\') < 0) {
      return kept;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < kept.length(); i++) {
      char c = kept.charAt(i);
      if (c == '\\' && i + 1 < kept.length()) {
        c = kept.charAt(++i) == '0' ? '\0' : '\\';
      }
      text.append(c);
    }
    return text.toString();
  }
}
