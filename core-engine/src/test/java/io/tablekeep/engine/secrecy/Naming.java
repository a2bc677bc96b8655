package io.tablekeep.engine.secrecy;

import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.sdk.model.Ref;
import io.tablekeep.sdk.model.document.CampaignDocument;
import io.tablekeep.sdk.schema.Component;
import io.tablekeep.sdk.schema.RecordShape;
import io.tablekeep.sdk.schema.TextForm;
import io.tablekeep.sdk.state.Pointer;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Set;
import java.util.TreeSet;

/** Finds what a view names and does not show, by the types of the document's records. */
final class Naming {
  private final JsonObject view;
  private final JsonObject root;
  private final Set<String> found = new TreeSet<>();

  private Naming(JsonObject view, JsonObject root) {
    this.view = view;
    this.root = root;
  }

  /** Says where a view names something hidden; empty for nowhere. */
  static String hidden(JsonObject view, JsonObject root) {
    Set<String> found = places(view, root);
    return found.isEmpty() ? "" : "the view names what it hides at " + found;
  }

  /** The kinds of places of a view that name something hidden. */
  static Set<String> places(JsonObject view, JsonObject root) {
    Naming naming = new Naming(view, root);
    naming.record(CampaignDocument.class, view, Pointer.root());
    return naming.found;
  }

  private void record(Class<?> type, JsonObject value, Pointer at) {
    for (Component component : RecordShape.of(type.asSubclass(Record.class)).components()) {
      Object member = value.get(component.name());
      if (member != null) {
        place(component.type(), member, at.child(component.name()));
      }
    }
  }

  private void place(Type type, Object value, Pointer at) {
    if (type instanceof ParameterizedType generic) {
      Type[] of = generic.getActualTypeArguments();
      if (value instanceof JsonObject object) {
        for (JsonObject.Cursor c = object.cursor(); c.next(); ) {
          place(of[1], c.value(), at.child(c.key()));
        }
      } else if (value instanceof JsonArray array) {
        for (int i = 0; i < array.size(); i++) {
          place(of[0], array.get(i), at.child(Integer.toString(i)));
        }
      }
    } else if (type instanceof Class<?> plain) {
      if (value instanceof String text) {
        named(plain, text, at);
      } else if (plain.isRecord() && value instanceof JsonObject object) {
        record(plain, object, at);
      }
    }
  }

  private void named(Class<?> type, String text, Pointer at) {
    Pointer to;
    if (Ref.class.isAssignableFrom(type)) {
      to = ((Ref) TextForm.parse(type, text)).pointer();
    } else if (at.size() == 3 && at.key(0).equals("encounters") && at.key(2).equals("turn")) {
      to = Pointer.of("encounters", at.key(1), "order", text);
    } else if (at.size() == 5 && at.key(2).equals("tokens") && at.key(4).equals("layer")) {
      to = Pointer.of("maps", at.key(1), "layers", text);
    } else {
      return;
    }
    if (Trees.get(root, to) != null && Trees.get(view, to) == null) {
      found.add(kind(at));
    }
  }

  /** The place with stars for the keys of entities. */
  private static String kind(Pointer at) {
    StringBuilder kind = new StringBuilder();
    for (int i = 0; i < at.size(); i++) {
      boolean key = i % 2 == 1 && !at.key(0).equals("currentSession");
      kind.append(i == 0 ? "" : "/").append(key ? "*" : at.key(i));
    }
    return kind.toString();
  }
}
