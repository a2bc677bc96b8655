package io.tablekeep.contracts.conflict;

import io.tablekeep.sdk.error.NodeException;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.state.Pointer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A node over plain Java values; says the same of them as the engine's does of its own. */
final class PlainNode implements Node {
  private final Pointer pointer;
  private final @Nullable Object value;

  /**
   * A node at a place.
   *
   * @param pointer the place
   * @param value a {@link Plain} value, or null where nothing stands
   */
  PlainNode(Pointer pointer, @Nullable Object value) {
    this.pointer = pointer;
    this.value = value;
  }

  private PlainNode child(String key) {
    Object inner = null;
    if (value instanceof Map<?, ?> map) {
      inner = map.get(key);
    } else if (value instanceof List<?> list && key.matches("0|[1-9][0-9]{0,8}")) {
      int index = Integer.parseInt(key);
      inner = index < list.size() ? list.get(index) : null;
    }
    return new PlainNode(pointer.child(key), inner);
  }

  @Override
  public Node at(String... keys) {
    PlainNode node = this;
    for (String key : keys) {
      node = node.child(key);
    }
    return node;
  }

  @Override
  public Node at(Pointer below) {
    return at(below.keys().toArray(new String[0]));
  }

  @Override
  public String key() {
    return pointer.last();
  }

  @Override
  public Pointer pointer() {
    return pointer;
  }

  @Override
  public Kind kind() {
    if (value == null) {
      return Kind.MISSING;
    } else if (value instanceof Map) {
      return Kind.OBJECT;
    } else if (value instanceof List) {
      return Kind.ARRAY;
    } else if (value instanceof String) {
      return Kind.TEXT;
    } else if (value instanceof Number) {
      return Kind.NUMBER;
    }
    return value instanceof Boolean ? Kind.BOOLEAN : Kind.NULL;
  }

  @Override
  public boolean exists() {
    return value != null;
  }

  private boolean isNothing() {
    return value == null || value instanceof Optional;
  }

  private <T> T read(Class<T> type) {
    return type.cast(Plain.as(type, value(), pointer));
  }

  @Override
  public int asInt() {
    return read(Integer.class);
  }

  @Override
  public int asInt(int otherwise) {
    return isNothing() ? otherwise : asInt();
  }

  @Override
  public long asLong() {
    return read(Long.class);
  }

  @Override
  public long asLong(long otherwise) {
    return isNothing() ? otherwise : asLong();
  }

  @Override
  public double asDouble() {
    return read(Double.class);
  }

  @Override
  public double asDouble(double otherwise) {
    return isNothing() ? otherwise : asDouble();
  }

  @Override
  public boolean asBoolean() {
    return read(Boolean.class);
  }

  @Override
  public boolean asBoolean(boolean otherwise) {
    return isNothing() ? otherwise : asBoolean();
  }

  @Override
  public String asText() {
    return read(String.class);
  }

  @Override
  public String asText(String otherwise) {
    return isNothing() ? otherwise : asText();
  }

  @Override
  public Set<String> keys() {
    Set<String> keys = new LinkedHashSet<>();
    if (value instanceof Map<?, ?> map) {
      map.keySet().forEach(key -> keys.add((String) key));
    }
    for (int i = 0; value instanceof List<?> list && i < list.size(); i++) {
      keys.add(Integer.toString(i));
    }
    return Collections.unmodifiableSet(keys);
  }

  @Override
  public Stream<Node> children() {
    List<Node> nodes = new ArrayList<>();
    keys().forEach(key -> nodes.add(child(key)));
    return nodes.stream();
  }

  @Override
  public int size() {
    return keys().size();
  }

  @Override
  public <T extends Record> T as(Class<T> type) {
    return read(type);
  }

  @Override
  public Object value() {
    if (value == null) {
      throw new NodeException("value-missing", "There is nothing here.", pointer.toString());
    }
    return value;
  }

  @Override
  public String toString() {
    return pointer + " = " + value;
  }
}
