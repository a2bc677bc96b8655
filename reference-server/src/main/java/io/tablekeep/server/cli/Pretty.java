package io.tablekeep.server.cli;

import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonWriter;
import java.util.List;

/** Lays JSON out for people. The depth is bounded by the reader's. */
final class Pretty {
  private Pretty() {}

  static String of(Object value) {
    StringBuilder text = new StringBuilder();
    write(value, 0, text);
    return text.toString();
  }

  private static void write(Object value, int depth, StringBuilder to) {
    if (value instanceof JsonObject object && !object.isEmpty()) {
      List<String> keys = object.keys();
      to.append('{');
      for (int i = 0; i < keys.size(); i++) {
        line(i, depth + 1, to).append(JsonWriter.text(keys.get(i))).append(": ");
        Object member = object.get(keys.get(i));
        write(member == null ? "" : member, depth + 1, to);
      }
      line(0, depth, to).append('}');
    } else if (value instanceof JsonArray array && array.size() > 0) {
      to.append('[');
      for (int i = 0; i < array.size(); i++) {
        line(i, depth + 1, to);
        write(array.get(i), depth + 1, to);
      }
      line(0, depth, to).append(']');
    } else {
      to.append(JsonWriter.text(value));
    }
  }

  private static StringBuilder line(int index, int depth, StringBuilder to) {
    if (index > 0) {
      to.append(',');
    }
    return to.append('\n').append("  ".repeat(depth));
  }
}
