package io.tablekeep.plugin.foundry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps what comes again and again only once, and what is done in as little room as can be: a file
 * of 50 MB has millions of fields. Used for one file.
 */
final class Pool {
  private static final int LONGEST = 160;
  private static final int MOST = 200_000;

  private final Map<String, String> texts = new HashMap<>();

  /** The text, perhaps one that is there already. */
  String text(String text) {
    if (text.length() > LONGEST) {
      return text;
    }
    String known = texts.get(text);
    if (known == null && texts.size() < MOST) {
      texts.put(text, text);
    }
    return known == null ? text : known;
  }

  /** The same value, which nobody changes any more. */
  Object packed(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = new HashMap<>();
      map.forEach((key, one) -> copy.put(text((String) key), packed(one)));
      return Map.copyOf(copy);
    }
    if (value instanceof List<?> list) {
      return List.copyOf(list.stream().map(this::packed).toList());
    }
    return value instanceof String text ? text(text) : value;
  }
}
