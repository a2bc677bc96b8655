package io.tablekeep.plugin.srd5e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Everything that is read and not played by itself, as a page of lore. Stateless. */
final class Pages {
  private static final Set<String> TOLD_ELSEWHERE = Set.of("index", "name", "url", "image", "desc");
  private static final int DEEPEST = 6;

  private Pages() {}

  static Map<String, Object> lore(Source from, String category, ObjectNode whole) {
    Map<String, Object> lore = new LinkedHashMap<>();
    String name = from.name();
    from.take("name");
    lore.put("title", Words.cut(title(name), 200));
    List<String> text = new ArrayList<>();
    text.add(from.words("desc"));
    whole
        .properties()
        .forEach(
            each -> {
              String value = words(each.getValue(), DEEPEST);
              if (!TOLD_ELSEWHERE.contains(each.getKey()) && !value.isEmpty()) {
                text.add(title(each.getKey()) + ": " + value);
              }
            });
    text.removeIf(String::isEmpty);
    lore.put("text", Words.cut(String.join("\n\n", text), 1_000_000));
    lore.put("tags", List.of(category));
    lore.put("revealed", true);
    return lore;
  }

  /** A key as people write it. */
  private static String title(String key) {
    String plain = key.replace('_', ' ').replaceAll("(?<=[a-z])-(?=[a-z0-9])", " ");
    return plain.isEmpty()
        ? "?"
        : plain.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + plain.substring(1);
  }

  /** References by what they name, lists with commas, and of the rest each member. */
  private static String words(JsonNode value, int deep) {
    if (value.isNull() || deep == 0) {
      return "";
    } else if (value.isArray()) {
      return joined(Source.stream(value).map(each -> words(each, deep - 1)).toList(), ", ");
    } else if (value.isObject() && value.has("name") && value.has("url")) {
      return value.path("name").asText("");
    } else if (value.isObject()) {
      return joined(
          value.properties().stream()
              .filter(each -> !each.getKey().equals("url"))
              .map(each -> told(each.getKey(), words(each.getValue(), deep - 1)))
              .toList(),
          "; ");
    }
    return value.asText("");
  }

  private static String told(String key, String value) {
    return value.isEmpty() ? "" : key.replace('_', ' ') + ' ' + value;
  }

  private static String joined(List<String> parts, String with) {
    return String.join(with, parts.stream().filter(part -> !part.isEmpty()).toList());
  }
}
