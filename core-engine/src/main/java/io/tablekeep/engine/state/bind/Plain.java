package io.tablekeep.engine.state.bind;

import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonNull;
import io.tablekeep.engine.state.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tree values as the plain Java that {@link io.tablekeep.sdk.state.Node#value()} promises. */
final class Plain {
  private Plain() {}

  static Object of(Object tree) {
    if (tree instanceof JsonObject object) {
      Map<String, Object> made = new LinkedHashMap<>();
      for (JsonObject.Cursor c = object.cursor(); c.next(); ) {
        made.put(c.key(), of(c.value()));
      }
      return Collections.unmodifiableMap(made);
    }
    if (tree instanceof JsonArray array) {
      List<Object> made = new ArrayList<>(array.size());
      for (int i = 0; i < array.size(); i++) {
        made.add(of(array.get(i)));
      }
      return Collections.unmodifiableList(made);
    }
    return tree == JsonNull.NULL ? Optional.empty() : tree;
  }
}
