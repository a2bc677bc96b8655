package io.tablekeep.engine.state.bind;

import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonNull;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.state.Values;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.NodeException;
import io.tablekeep.sdk.schema.Component;
import io.tablekeep.sdk.schema.RecordShape;
import io.tablekeep.sdk.schema.TextForm;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.state.Pointer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A node over a tree. Cheap: a place is a link to the place above it, and the pointer is made only
 * when someone asks. Equal to nothing but itself, as its place and its tree would both count.
 */
public final class NodeView implements Node {
  private final @Nullable NodeView parent;
  private final String key;
  private final @Nullable Object tree;
  private final @Nullable ReadSet reads;

  private NodeView(
      @Nullable NodeView parent, String key, @Nullable Object tree, @Nullable ReadSet reads) {
    this.parent = parent;
    this.key = key;
    this.tree = tree;
    this.reads = reads;
  }

  /**
   * The root node of a tree; nothing is recorded.
   *
   * @param root a tree value
   * @return the node of the whole tree
   */
  public static NodeView of(Object root) {
    return new NodeView(null, "", root, null);
  }

  /**
   * The root node of a tree, recording what is read.
   *
   * @param root a tree value: the base of the read-set, or what a rule has made of it
   * @param reads told each read
   * @return the node of the whole tree
   */
  public static NodeView of(Object root, ReadSet reads) {
    return new NodeView(null, "", root, reads);
  }

  /**
   * The tree value, recorded as read. For the engine, which keeps what it makes of it.
   *
   * @return the value
   * @throws NodeException there is none
   */
  public Object tree() {
    return here("a value");
  }

  private NodeView child(String key) {
    Object value = tree == null ? null : Trees.child(tree, key);
    return new NodeView(this, key, value, reads);
  }

  @Override
  public Node at(String... keys) {
    NodeView node = this;
    for (String next : keys) {
      node = node.child(Objects.requireNonNull(next, "key"));
    }
    return node;
  }

  @Override
  public Node at(Pointer below) {
    NodeView node = this;
    for (int i = 0; i < below.size(); i++) {
      node = node.child(below.key(i));
    }
    return node;
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public Pointer pointer() {
    int depth = 0;
    for (NodeView node = this; node.parent != null; node = node.parent) {
      depth++;
    }
    String[] keys = new String[depth];
    NodeView node = this;
    for (int i = depth - 1; i >= 0 && node != null; i--) {
      keys[i] = node.key;
      node = node.parent;
    }
    return Pointer.of(keys);
  }

  private void read(ReadSet.What what) {
    if (reads != null) {
      reads.add(this, what);
    }
  }

  /** The value to be read, or null when it is missing or null; recorded in either case. */
  private @Nullable Object present() {
    read(ReadSet.What.VALUE);
    return tree == JsonNull.NULL ? null : tree;
  }

  private Object here(String wanted) {
    read(ReadSet.What.VALUE);
    if (tree == null) {
      throw fault("value-missing", "There should be " + wanted + " here, and there is nothing.");
    }
    return tree;
  }

  private NodeException fault(String code, String message) {
    return new NodeException(code, message, pointer().toString());
  }

  private NodeException wrongType(Object value, String wanted) {
    return fault(
        "wrong-type", "There should be " + wanted + " here, not " + Values.describe(value) + '.');
  }

  @Override
  public Kind kind() {
    read(ReadSet.What.VALUE);
    if (tree == null) {
      return Kind.MISSING;
    }
    if (tree instanceof JsonObject) {
      return Kind.OBJECT;
    }
    if (tree instanceof JsonArray) {
      return Kind.ARRAY;
    }
    if (tree instanceof String) {
      return Kind.TEXT;
    }
    return tree instanceof Number
        ? Kind.NUMBER
        : tree instanceof Boolean ? Kind.BOOLEAN : Kind.NULL;
  }

  @Override
  public boolean exists() {
    read(ReadSet.What.EXISTENCE);
    return tree != null;
  }

  @Override
  public int asInt() {
    return narrow(whole(here("a whole number")));
  }

  @Override
  public int asInt(int otherwise) {
    Object value = present();
    return value == null ? otherwise : narrow(whole(value));
  }

  @Override
  public long asLong() {
    return whole(here("a whole number"));
  }

  @Override
  public long asLong(long otherwise) {
    Object value = present();
    return value == null ? otherwise : whole(value);
  }

  private long whole(Object value) {
    if (value instanceof Long number) {
      return number;
    }
    if (value instanceof Double number) {
      throw Math.rint(number) == number
          ? fault("out-of-range", "The number here is too large to be a whole number.")
          : fault("not-an-integer", "There should be a whole number here.");
    }
    throw wrongType(value, "a whole number");
  }

  private int narrow(long number) {
    if (number != (int) number) {
      throw fault("out-of-range", "The number here is too large.");
    }
    return (int) number;
  }

  @Override
  public double asDouble() {
    return number(here("a number"));
  }

  @Override
  public double asDouble(double otherwise) {
    Object value = present();
    return value == null ? otherwise : number(value);
  }

  private double number(Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw wrongType(value, "a number");
  }

  @Override
  public boolean asBoolean() {
    return truth(here("true or false"));
  }

  @Override
  public boolean asBoolean(boolean otherwise) {
    Object value = present();
    return value == null ? otherwise : truth(value);
  }

  private boolean truth(Object value) {
    if (value instanceof Boolean truth) {
      return truth;
    }
    throw wrongType(value, "true or false");
  }

  @Override
  public String asText() {
    return text(here("a string"));
  }

  @Override
  public String asText(String otherwise) {
    Object value = present();
    return value == null ? otherwise : text(value);
  }

  private String text(Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw wrongType(value, "a string");
  }

  @Override
  public Set<String> keys() {
    read(ReadSet.What.MEMBERS);
    if (tree instanceof JsonObject object) {
      return Collections.unmodifiableSet(new LinkedHashSet<>(object.keys()));
    }
    Set<String> indices = new LinkedHashSet<>();
    if (tree instanceof JsonArray array) {
      for (int i = 0; i < array.size(); i++) {
        indices.add(Integer.toString(i));
      }
    }
    return Collections.unmodifiableSet(indices);
  }

  @Override
  public Stream<Node> children() {
    read(ReadSet.What.MEMBERS);
    if (tree instanceof JsonObject object) {
      List<Node> nodes = new ArrayList<>(object.size());
      for (JsonObject.Cursor c = object.cursor(); c.next(); ) {
        nodes.add(new NodeView(this, c.key(), c.value(), reads));
      }
      return nodes.stream();
    }
    return tree instanceof JsonArray array
        ? IntStream.range(0, array.size())
            .mapToObj(i -> new NodeView(this, Integer.toString(i), array.get(i), reads))
        : Stream.empty();
  }

  @Override
  public int size() {
    read(ReadSet.What.MEMBERS);
    return tree instanceof JsonObject object
        ? object.size()
        : tree instanceof JsonArray array ? array.size() : 0;
  }

  @Override
  public <T extends Record> T as(Class<T> type) {
    if (tree == null) {
      read(ReadSet.What.VALUE);
      throw fault("value-missing", "There should be an object here, and there is nothing.");
    }
    if (reads != null) {
      readComponents(type);
    }
    try {
      return Records.readFaulty(tree, type, false);
    } catch (BindFault fault) {
      if (fault.getCause() != null) {
        throw fault.coded(ErrorKind.PLUGIN);
      }
      throw new NodeException(
          fault.code(), fault.sentence(), pointer().resolve(fault.pointer()).toString());
    }
  }

  private void readComponents(Class<?> type) {
    if (!(tree instanceof JsonObject) || TextForm.has(type)) {
      read(ReadSet.What.VALUE);
      return;
    }
    for (Component component : RecordShape.of(type.asSubclass(Record.class)).components()) {
      NodeView member = child(component.name());
      if (component.type() instanceof Class<?> inner && inner.isRecord()) {
        member.readComponents(inner);
      } else {
        member.read(ReadSet.What.VALUE);
      }
    }
  }

  @Override
  public Object value() {
    return Plain.of(here("a value"));
  }

  /**
   * Place and value, for people who debug a rule; reads nothing.
   *
   * @return the pointer and the canonical text
   */
  @Override
  public String toString() {
    String shown = String.valueOf(tree);
    return pointer() + " = " + (shown.length() > 200 ? shown.substring(0, 200) + "…" : shown);
  }
}
