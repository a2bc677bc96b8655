package io.tablekeep.plugin.srd5e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One item of a file. Whoever understands a member takes it; what is left in the end is what nobody
 * understood. Remarks tell what means something else now.
 */
final class Source {
  private final ObjectNode left;
  private final List<String> remarks = new ArrayList<>();
  private final String name;

  Source(ObjectNode item) {
    left = item;
    name = item.path("name").asText(item.path("index").asText("?"));
  }

  String name() {
    return name;
  }

  /** A member, which counts as understood; a missing node when it is not there. */
  JsonNode take(String key) {
    JsonNode value = left.remove(key);
    return value == null ? MissingNode.getInstance() : value;
  }

  /** Leaves a member to be kept as it was, although part of it was understood. */
  void leave(String key, JsonNode value) {
    left.set(key, value);
  }

  String text(String key) {
    return take(key).asText("");
  }

  /** A text, or the paragraphs of one. */
  String words(String key) {
    return words(take(key));
  }

  static String words(JsonNode value) {
    return value.isArray()
        ? String.join("\n\n", stream(value).map(JsonNode::asText).toList())
        : value.asText("");
  }

  static Stream<JsonNode> stream(JsonNode list) {
    List<JsonNode> all = new ArrayList<>();
    list.forEach(all::add);
    return all.stream();
  }

  /** What a list of references names. */
  static List<String> names(JsonNode references) {
    return stream(references).map(each -> each.path("name").asText("")).toList();
  }

  void remark(String sentence) {
    if (remarks.size() < 20) {
      remarks.add(sentence);
    }
  }

  List<String> remarks() {
    return remarks;
  }

  /** What nobody has taken, as plain values; null is left out. */
  Map<String, Object> rest() {
    Map<String, Object> rest = new LinkedHashMap<>();
    left.properties().forEach(each -> put(rest, each.getKey(), each.getValue()));
    return rest;
  }

  static Object plain(JsonNode value) {
    if (value.isObject()) {
      Map<String, Object> map = new LinkedHashMap<>();
      value.properties().forEach(each -> put(map, each.getKey(), each.getValue()));
      return map;
    } else if (value.isArray()) {
      return stream(value).filter(each -> !each.isNull()).map(Source::plain).toList();
    } else if (value.isBoolean()) {
      return value.asBoolean();
    } else if (value.canConvertToLong() && value.isIntegralNumber()) {
      return value.asLong();
    }
    return value.isNumber() ? value.asDouble() : value.asText();
  }

  private static void put(Map<String, Object> map, String key, JsonNode value) {
    if (!value.isNull()) {
      map.put(key, plain(value));
    }
  }
}
