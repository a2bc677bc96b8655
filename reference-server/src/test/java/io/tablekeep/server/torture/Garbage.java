package io.tablekeep.server.torture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tablekeep.server.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Makes what no client should send. */
final class Garbage {
  private static final List<String> OURS =
      List.of(
          "",
          " ",
          "null",
          "undefined",
          "true",
          "-1",
          "1e999",
          "NaN",
          "0x10",
          "../../etc/passwd",
          "<script>alert(1)</script>",
          "'; DROP TABLE entries; --",
          "%s%n%x",
          "${jndi:ldap://x}",
          "\u0000",
          "\u0001\u001f\u007f",
          "\u202eright to left",
          "\ufeffmark",
          "\ud83d\ude00",
          "Z\u0351\u036b\u0343a\u0328lgo",
          "\u2028\u2029",
          "__proto__",
          "constructor",
          "~0~1/",
          "*",
          "a".repeat(4_000),
          "\ud83d\ude00".repeat(2_001));

  private final SplittableRandom chance;

  Garbage(SplittableRandom chance) {
    this.chance = chance;
  }

  /** Naughty strings: those of the shared list where it is found, and ours. */
  static List<String> strings() throws IOException {
    List<String> all = new ArrayList<>(OURS);
    Optional<Path> list = SharedData.find("strings/blns.json");
    if (list.isPresent()) {
      for (JsonNode each : Json.parse(Files.readAllBytes(list.get()))) {
        all.add(each.asText());
      }
    }
    return all;
  }

  byte[] bytes(int most) {
    byte[] bytes = new byte[chance.nextInt(1, most)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) chance.nextInt(256);
    }
    return bytes;
  }

  /** Text that looks like a message, with some characters lost, doubled or changed. */
  String mangled(String message) {
    StringBuilder text = new StringBuilder(message);
    for (int i = chance.nextInt(1, 4); i > 0 && text.length() > 1; i--) {
      int at = chance.nextInt(text.length());
      switch (chance.nextInt(4)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, text.charAt(at));
        case 2 -> text.setCharAt(at, (char) chance.nextInt(32, 127));
        default -> text.setLength(at);
      }
    }
    return text.toString();
  }

  /** Any JSON value. */
  String value(int depth) {
    return switch (chance.nextInt(depth > 3 ? 8 : 10)) {
      case 0 -> "null";
      case 1 -> Boolean.toString(chance.nextBoolean());
      case 2 -> Long.toString(chance.nextLong());
      case 3 -> Double.toString(chance.nextDouble() * Math.pow(10, chance.nextInt(-300, 300)));
      case 4 -> "1e400";
      case 5 -> "-0.0";
      case 6 -> Json.quote(OURS.get(chance.nextInt(OURS.size())));
      case 7 -> "\"\\ud800\"";
      case 8 -> "[" + value(depth + 1) + "," + value(depth + 1) + "]";
      default -> "{\"a\":" + value(depth + 1) + ",\"x\":" + value(depth + 1) + "}";
    };
  }

  /** A payload after a schema, of which something is wrong. */
  String wrong(JsonNode schema) {
    ObjectNode right = (ObjectNode) right(schema, schema);
    List<String> keys = new ArrayList<>();
    right.fieldNames().forEachRemaining(keys::add);
    if (keys.isEmpty() || chance.nextInt(6) == 0) {
      return chance.nextBoolean() ? value(0) : "{\"extra\":" + value(0) + "}";
    }
    String key = keys.get(chance.nextInt(keys.size()));
    String text = right.toString();
    return switch (chance.nextInt(3)) {
      case 0 -> right.without(key).toString();
      case 1 -> text.substring(0, text.length() - 1) + "," + Json.quote(key) + ":1}";
      default -> {
        String mark = "@wrong@";
        right.put(key, mark);
        yield right.toString().replace(Json.quote(mark), value(0));
      }
    };
  }

  private JsonNode right(JsonNode schema, JsonNode root) {
    if (schema.has("$ref")) {
      return right(root.at(schema.path("$ref").asText().substring(1)), root);
    }
    return switch (schema.path("type").asText()) {
      case "object" -> {
        ObjectNode object = Json.object();
        for (Map.Entry<String, JsonNode> each : schema.path("properties").properties()) {
          object.set(each.getKey(), right(each.getValue(), root));
        }
        yield object;
      }
      case "array" -> {
        ArrayNode array = Json.MAPPER.createArrayNode();
        yield array.add(right(schema.path("items"), root));
      }
      case "number" -> Json.MAPPER.getNodeFactory().numberNode(chance.nextInt(1, 9) + 0.5);
      case "integer" -> Json.MAPPER.getNodeFactory().numberNode(chance.nextInt(1, 9));
      case "boolean" -> Json.MAPPER.getNodeFactory().booleanNode(chance.nextBoolean());
      default -> Json.MAPPER.getNodeFactory().textNode(text(schema));
    };
  }

  private static String text(JsonNode schema) {
    if (schema.has("enum")) {
      return schema.path("enum").get(0).asText();
    }
    return schema.path("pattern").asText().contains("/") ? "hall/of-ana" : "of-ana";
  }
}
