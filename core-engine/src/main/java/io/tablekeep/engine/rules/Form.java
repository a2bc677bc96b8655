package io.tablekeep.engine.rules;

import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.state.JsonNull;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.model.document.CampaignDocument;
import io.tablekeep.sdk.schema.Component;
import io.tablekeep.sdk.schema.RecordShape;
import io.tablekeep.sdk.state.Pointer;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the table's own part of a document readable as {@link CampaignDocument} when a plugin has
 * changed it: participants stay participants. Looks at the changed entities alone, and leaves alone
 * what was odd before; keys of systems and imports are free. The table's own actions write records,
 * so they need none of this.
 */
final class Form {
  private Form() {}

  /** A place of the document and what has to stand there. */
  private record Place(Pointer at, Class<?> type, boolean isMap, boolean required, boolean free) {}

  /**
   * Looks at what was changed.
   *
   * @throws TablekeepException of kind PLUGIN, code {@code document-spoiled}
   */
  static void check(List<Effect> effects, JsonObject before, JsonObject after) {
    Set<Place> seen = new HashSet<>();
    for (Effect effect : effects) {
      Place place = place(effect.at());
      if (place != null && seen.add(place)) {
        check(place, before, after);
      }
    }
  }

  private static void check(Place place, JsonObject before, JsonObject after) {
    Object old = Trees.get(before, place.at());
    if (place.free() && old != null) {
      return;
    }
    String amiss = amiss(place, Trees.get(after, place.at()));
    if (amiss != null && (old == null || amiss(place, old) == null)) {
      throw new TablekeepException(
          ErrorKind.PLUGIN, "document-spoiled", "What the rules leave at " + place.at() + amiss);
    }
  }

  private static @Nullable String amiss(Place place, @Nullable Object value) {
    if (value == null || value == JsonNull.NULL) {
      return place.required() ? " is missing." : null;
    }
    if (!place.isMap()) {
      return amiss(place.type(), value);
    }
    if (!(value instanceof JsonObject all)) {
      return " is no object.";
    }
    for (JsonObject.Cursor each = all.cursor(); each.next(); ) {
      String amiss = amiss(place.type(), each.value());
      if (amiss != null) {
        return '/' + each.key() + amiss;
      }
    }
    return null;
  }

  private static @Nullable String amiss(Class<?> type, Object value) {
    try {
      Records.read(value, type, Records.UnknownKeys.IGNORED);
      return null;
    } catch (TablekeepException e) {
      return " is not readable: " + e.message();
    }
  }

  /** The smallest part around a pointer that can be judged; null where everything is allowed. */
  private static @Nullable Place place(Pointer at) {
    Class<?> record = CampaignDocument.class;
    int depth = 0;
    while (depth < at.size()) {
      Component component = component(record, at.key(depth));
      if (component == null) {
        return depth == 0 ? null : new Place(above(at, depth), record, false, false, true);
      }
      int below = depth + 1;
      Type type = component.type();
      Class<?> member = memberType(type);
      if (member != null) {
        if (below == at.size() || !member.isRecord()) {
          return new Place(above(at, below), member, true, false, false);
        }
        record = member;
        depth = below + 1;
      } else if (type instanceof Class<?> one && one.isRecord() && below < at.size()) {
        record = one;
        depth = below;
      } else if (depth > 0) {
        return new Place(above(at, depth), record, false, false, false);
      } else {
        return type instanceof Class<?> one
            ? new Place(above(at, below), one, false, isRequired(component), false)
            : null;
      }
    }
    return new Place(at, record, false, false, false);
  }

  private static boolean isRequired(Component component) {
    return !component.isOptional() && component.whenAbsent().isEmpty();
  }

  private static @Nullable Component component(Class<?> record, String key) {
    for (Component each : RecordShape.of(record.asSubclass(Record.class)).components()) {
      if (each.name().equals(key)) {
        return each;
      }
    }
    return null;
  }

  /** The type of a map's members; null when the type is no map. */
  private static @Nullable Class<?> memberType(Type type) {
    return type instanceof ParameterizedType map
            && map.getRawType() == Map.class
            && map.getActualTypeArguments()[1] instanceof Class<?> member
        ? member
        : null;
  }

  private static Pointer above(Pointer at, int size) {
    return Pointer.of(at.keys().subList(0, size));
  }
}
