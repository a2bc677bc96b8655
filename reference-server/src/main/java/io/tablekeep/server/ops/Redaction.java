package io.tablekeep.server.ops;

import java.util.regex.Pattern;

/** Takes what looks like a key out of a text. */
final class Redaction {
  private static final String HIDDEN = "[hidden]";

  /** Bearer headers, seat and key parameters, quoted or not, and bare seat tokens. */
  private static final Pattern SECRETS =
      Pattern.compile(
          "(?i)(bearer\\s+)[^\\s\"',;]+"
              + "|((?:seat|key|token|secret|password|authorization)[\"']?\\s*[=:]\\s*[\"']?)"
              + "[^\\s\"'&,;}\\])]+"
              + "|\\b[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{43}\\b"
              + "|(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])");

  private Redaction() {}

  static String of(String text) {
    if (text.length() < 8) {
      return text;
    }
    return SECRETS
        .matcher(text)
        .replaceAll(
            match -> {
              String kept =
                  match.group(1) != null
                      ? match.group(1)
                      : match.group(2) != null ? match.group(2) : "";
              return java.util.regex.Matcher.quoteReplacement(kept + HIDDEN);
            });
  }
}
