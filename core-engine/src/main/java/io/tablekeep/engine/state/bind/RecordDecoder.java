package io.tablekeep.engine.state.bind;

import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.schema.Component;
import io.tablekeep.sdk.schema.RecordShape;
import io.tablekeep.sdk.state.Pointer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads objects as one record type. */
final class RecordDecoder implements Decoder {
  private final Class<? extends Record> type;

  /** Found at the first use, since a record may hold records of its own type. */
  private volatile @Nullable Parts parts;

  RecordDecoder(Class<? extends Record> type) {
    this.type = type;
  }

  private record Parts(RecordShape shape, List<Component> components, List<Decoder> decoders) {}

  private Parts parts() {
    Parts known = parts;
    if (known == null) {
      RecordShape shape = RecordShape.of(type);
      List<Component> components = shape.components();
      List<Decoder> decoders =
          components.stream().map(component -> Decoder.of(component.type())).toList();
      known = new Parts(shape, components, decoders);
      parts = known;
    }
    return known;
  }

  @Override
  public Object decode(Object tree, boolean strict) {
    if (!(tree instanceof JsonObject object)) {
      throw Decoder.wrongType(tree, "an object");
    }
    Parts parts = parts();
    Object[] values = new Object[parts.decoders.size()];
    int found = 0;
    for (int i = 0; i < values.length; i++) {
      Component component = parts.components.get(i);
      Object member = object.get(component.name());
      if (member != null) {
        found++;
      }
      if (member == null || Decoder.absent(member, strict)) {
        values[i] = otherwise(component);
        continue;
      }
      try {
        Object value = parts.decoders.get(i).decode(member, strict);
        values[i] = component.isOptional() ? Optional.of(value) : value;
      } catch (BindFault fault) {
        throw fault.in(component.name());
      }
    }
    if (strict && found < object.size()) {
      throw unknown(object, parts);
    }
    return made(parts, values);
  }

  private static Object otherwise(Component component) {
    return component
        .whenAbsent()
        .orElseThrow(
            () ->
                new BindFault("value-missing", "\"" + component.name() + "\" is missing.")
                    .in(component.name()));
  }

  private static BindFault unknown(JsonObject object, Parts parts) {
    for (JsonObject.Cursor c = object.cursor(); c.next(); ) {
      String key = c.key();
      if (parts.components.stream().noneMatch(component -> component.name().equals(key))) {
        return new BindFault("unknown-key", "There is no such key here.").in(key);
      }
    }
    throw new IllegalStateException("a key was counted and not found");
  }

  private Object made(Parts parts, Object[] values) {
    try {
      return parts.shape.create(values);
    } catch (TablekeepException e) {
      BindFault fault = new BindFault(e.code(), Decoder.said(e, "This value is refused."));
      if (e.kind() != ErrorKind.USER) {
        fault = new BindFault(e.code(), fault.sentence(), e);
      }
      List<String> keys = e.field().map(RecordDecoder::keys).orElse(List.of());
      for (int i = keys.size() - 1; i >= 0; i--) {
        fault.in(keys.get(i));
      }
      throw fault;
    } catch (IllegalArgumentException e) {
      throw new BindFault("bad-value", Decoder.said(e, "This value is refused."));
    } catch (RuntimeException e) {
      throw new BindFault("record-failed", "This value could not be read.", e);
    }
  }

  private static List<String> keys(String field) {
    return field.startsWith("/") ? Pointer.parse(field).keys() : List.of();
  }
}
