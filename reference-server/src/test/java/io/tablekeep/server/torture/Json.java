package io.tablekeep.server.torture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tablekeep.engine.state.Canonical;
import io.tablekeep.engine.state.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Trees as a client has them, changed by a merge patch and a JSON patch of its own. */
public final class Json {
  static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  public static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }

  public static JsonNode parse(byte[] utf8) {
    try {
      return MAPPER.readTree(utf8);
    } catch (IOException e) {
      throw new AssertionError("not JSON", e);
    }
  }

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** A JSON string of any text. */
  static String quote(String text) {
    return MAPPER.getNodeFactory().textNode(text).toString();
  }

  /** RFC 8785. */
  static byte[] canonical(JsonNode tree) {
    byte[] json = tree.toString().getBytes(StandardCharsets.UTF_8);
    return Canonical.bytes(JsonReader.read(json, JsonReader.Limits.DOCUMENT, 0));
  }

  public static String canonicalText(JsonNode tree) {
    return new String(canonical(tree), StandardCharsets.UTF_8);
  }

  static String hash(JsonNode tree) {
    return Canonical.hashOf(canonical(tree));
  }

  /** RFC 7396. */
  static void merge(ObjectNode target, JsonNode patch) {
    for (Map.Entry<String, JsonNode> member : patch.properties()) {
      JsonNode value = member.getValue();
      if (value.isNull()) {
        target.remove(member.getKey());
      } else if (value.isObject()) {
        JsonNode old = target.get(member.getKey());
        ObjectNode deeper =
            old instanceof ObjectNode object ? object : target.putObject(member.getKey());
        merge(deeper, value);
      } else {
        target.set(member.getKey(), value);
      }
    }
  }

  /** The operations of RFC 6902 that the protocol names. */
  static void patch(ObjectNode root, JsonNode operations) {
    for (JsonNode operation : operations) {
      List<String> path = path(operation.path("path").asText());
      String op = operation.path("op").asText();
      if (op.equals("remove")) {
        remove(root, path);
      } else if (op.equals("add") || op.equals("replace")) {
        put(root, path, operation.get("value"), op.equals("add"));
      } else {
        throw new AssertionError("the protocol knows no " + op);
      }
    }
  }

  /** The keys of a JSON pointer (RFC 6901). */
  static List<String> path(String pointer) {
    List<String> keys = new ArrayList<>();
    if (!pointer.isEmpty()) {
      for (String key : pointer.substring(1).split("/", -1)) {
        keys.add(key.replace("~1", "/").replace("~0", "~"));
      }
    }
    return keys;
  }

  private static JsonNode parent(JsonNode root, List<String> path) {
    JsonNode at = root;
    for (String key : path.subList(0, path.size() - 1)) {
      at = at instanceof ArrayNode array ? array.get(Integer.parseInt(key)) : at.get(key);
      if (at == null) {
        throw new AssertionError("nothing is at " + path);
      }
    }
    return at;
  }

  private static void put(JsonNode root, List<String> path, JsonNode value, boolean add) {
    String last = path.get(path.size() - 1);
    if (parent(root, path) instanceof ArrayNode array) {
      int index = last.equals("-") ? array.size() : Integer.parseInt(last);
      if (add) {
        array.insert(index, value);
      } else {
        array.set(index, value);
      }
    } else {
      ((ObjectNode) parent(root, path)).set(last, value);
    }
  }

  private static void remove(JsonNode root, List<String> path) {
    String last = path.get(path.size() - 1);
    if (parent(root, path) instanceof ArrayNode array) {
      array.remove(Integer.parseInt(last));
    } else {
      ((ObjectNode) parent(root, path)).remove(last);
    }
  }

  /** Puts a value where a pointer says, with the objects that lead there. */
  static ObjectNode put(ObjectNode root, String pointer, JsonNode value) {
    List<String> path = path(pointer);
    if (path.isEmpty()) {
      return value.deepCopy();
    }
    ObjectNode at = root;
    for (String key : path.subList(0, path.size() - 1)) {
      at = at.get(key) instanceof ObjectNode deeper ? deeper : at.putObject(key);
    }
    at.set(path.get(path.size() - 1), value);
    return root;
  }

  /** Removes what is where a pointer says, if there is anything. */
  static void drop(ObjectNode root, String pointer) {
    List<String> path = path(pointer);
    JsonNode at = root;
    for (String key : path.subList(0, path.size() - 1)) {
      at = at.path(key);
    }
    if (at instanceof ObjectNode object) {
      object.remove(path.get(path.size() - 1));
    }
  }

  /** Where two trees differ first, for people. */
  static String difference(String at, JsonNode a, JsonNode b) {
    if (a instanceof ObjectNode && b instanceof ObjectNode) {
      for (String key : keys(a, b)) {
        if (a.get(key) == null || b.get(key) == null) {
          return at + "/" + key + ": " + brief(a.get(key)) + " and " + brief(b.get(key));
        }
        String deeper = difference(at + "/" + key, a.get(key), b.get(key));
        if (!deeper.isEmpty()) {
          return deeper;
        }
      }
      return "";
    }
    return canonicalText(a).equals(canonicalText(b))
        ? ""
        : at + ": " + brief(a) + " and " + brief(b);
  }

  private static List<String> keys(JsonNode a, JsonNode b) {
    java.util.TreeSet<String> keys = new java.util.TreeSet<>();
    a.fieldNames().forEachRemaining(keys::add);
    b.fieldNames().forEachRemaining(keys::add);
    return List.copyOf(keys);
  }

  private static String brief(@org.jspecify.annotations.Nullable JsonNode node) {
    String text = String.valueOf(node);
    return text.length() > 200 ? text.substring(0, 200) + "…" : text;
  }
}
