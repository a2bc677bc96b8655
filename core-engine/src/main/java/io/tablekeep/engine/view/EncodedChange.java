package io.tablekeep.engine.view;

import io.tablekeep.engine.ViewChange;
import io.tablekeep.engine.cbor.CborWriter;
import io.tablekeep.engine.state.Interning;
import io.tablekeep.engine.state.JsonNull;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonWriter;
import io.tablekeep.sdk.state.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A difference of views with its encodings, each made when first asked for: by the campaign's loop
 * mostly, by a worker when a seat catches up. Immutable but for that; thread-safe.
 */
final class EncodedChange implements ViewChange {
  private final List<ViewOp> ops;
  private final boolean merge;
  private volatile byte @Nullable [] json;
  private volatile @Nullable List<Part> parts;

  EncodedChange(List<ViewOp> ops) {
    this.ops = ops;
    this.merge = ops.stream().noneMatch(op -> holdsNull(op.value()));
  }

  /** The differences, in order of their paths. */
  List<ViewOp> ops() {
    return ops;
  }

  boolean isOf(List<ViewOp> others) {
    return ops.equals(others);
  }

  @Override
  public boolean isMerge() {
    return merge;
  }

  @Override
  public byte[] json() {
    byte[] made = json;
    if (made == null) {
      JsonWriter out = new JsonWriter();
      if (merge) {
        writeMerge(out);
      } else {
        writePatch(out);
      }
      made = out.toBytes();
      json = made;
    }
    return made;
  }

  @Override
  public List<Part> parts() {
    List<Part> made = parts;
    if (made == null) {
      made = encodeParts();
      parts = made;
    }
    return made;
  }

  /** Operations on one object are put together, in the order in which their places first come. */
  private List<Part> encodeParts() {
    Map<List<String>, List<ViewOp>> places = new LinkedHashMap<>(4);
    for (ViewOp op : ops) {
      List<String> parents = op.path().subList(0, op.path().size() - 1);
      places.computeIfAbsent(parents, place -> new ArrayList<>(2)).add(op);
    }
    List<Part> made = new ArrayList<>(places.size());
    CborWriter out = new CborWriter(64);
    places.forEach(
        (place, members) -> {
          out.reset().map(members.size());
          for (ViewOp op : members) {
            out.key(op.path().get(op.path().size() - 1));
            if (op.value() == null) {
              out.gone();
            } else {
              out.value(op.value());
            }
          }
          made.add(new Part(Interning.place(place), out.toBytes()));
        });
    return made;
  }

  /** A merge cannot set null, nor keep one inside an object; inside an array it can. */
  private static boolean holdsNull(@Nullable Object value) {
    if (value instanceof JsonNull) {
      return true;
    }
    if (value instanceof JsonObject object) {
      for (JsonObject.Cursor c = object.cursor(); c.next(); ) {
        if (holdsNull(c.value())) {
          return true;
        }
      }
    }
    return false;
  }

  /** Operations come in order of their paths, so the nested objects can be written in one go. */
  private void writeMerge(JsonWriter out) {
    out.object();
    List<String> open = List.of();
    for (ViewOp op : ops) {
      List<String> parents = op.path().subList(0, Math.max(0, op.path().size() - 1));
      int shared = 0;
      while (shared < open.size()
          && shared < parents.size()
          && open.get(shared).equals(parents.get(shared))) {
        shared++;
      }
      for (int i = open.size(); i > shared; i--) {
        out.endObject();
      }
      for (int i = shared; i < parents.size(); i++) {
        out.key(parents.get(i)).object();
      }
      open = parents;
      out.key(op.path().get(op.path().size() - 1))
          .value(op.value() == null ? JsonNull.NULL : op.value());
    }
    for (int i = 0; i < open.size(); i++) {
      out.endObject();
    }
    out.endObject();
  }

  private void writePatch(JsonWriter out) {
    out.array();
    for (ViewOp op : ops) {
      out.object();
      out.key("op").value(op.value() == null ? "remove" : "add");
      out.key("path").value(Pointer.of(op.path()).toString());
      if (op.value() != null) {
        out.key("value").value(op.value());
      }
      out.endObject();
    }
    out.endArray();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EncodedChange that && ops.equals(that.ops);
  }

  @Override
  public int hashCode() {
    return ops.hashCode();
  }

  @Override
  public String toString() {
    return new String(json(), StandardCharsets.UTF_8);
  }
}
