package io.tablekeep.engine.state;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A large object: a persistent B-tree in the order of its keys. A sorted tree rather than a hash
 * trie, because everything we write, hash and compare is in key order.
 */
final class SortedObject extends JsonObject {
  /** At this size a shrinking object goes back to a shape; lower than the way up, so it stays. */
  private static final int MIN_SORTED = MAX_SHAPED / 2;

  private final Block root;
  private final int size;
  private final long version;

  private SortedObject(Block root, int size, long version) {
    this.root = root;
    this.size = size;
    this.version = version;
  }

  /** Of keys in order; the arrays are copied into blocks. */
  static SortedObject of(String[] keys, Object[] values, long version) {
    Block[] level = new Block[Block.blocks(keys.length)];
    for (int i = 0; i < level.length; i++) {
      int from = Block.cut(keys.length, level.length, i);
      int to = Block.cut(keys.length, level.length, i + 1);
      level[i] =
          new Block.Leaf(Arrays.copyOfRange(keys, from, to), Arrays.copyOfRange(values, from, to));
    }
    while (level.length > 1) {
      Block[] up = new Block[Block.blocks(level.length)];
      for (int i = 0; i < up.length; i++) {
        int from = Block.cut(level.length, up.length, i);
        int to = Block.cut(level.length, up.length, i + 1);
        up[i] = Block.Branch.of(Arrays.copyOfRange(level, from, to));
      }
      level = up;
    }
    return new SortedObject(level[0], keys.length, version);
  }

  @Override
  public long version() {
    return version;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  @Nullable Object kept(String key) {
    Block block = root;
    while (block instanceof Block.Branch branch) {
      block = branch.children[branch.childFor(key)];
    }
    return ((Block.Leaf) block).get(key);
  }

  @Override
  JsonObject put(String key, Object value, long version) {
    Object old = kept(key);
    if (old == value) {
      return this;
    }
    Block made = root.put(key, value);
    if (made.width() > Block.MAX) {
      made = Block.Branch.of(made.split());
    }
    return new SortedObject(made, old == null ? size + 1 : size, version);
  }

  @Override
  public JsonObject without(String key, long version) {
    if (!has(key)) {
      return this;
    }
    Block made = root.remove(key);
    while (made instanceof Block.Branch branch && branch.children.length == 1) {
      made = branch.children[0];
    }
    SortedObject fewer = new SortedObject(made, size - 1, version);
    return fewer.size > MIN_SORTED ? fewer : fewer.shaped();
  }

  private JsonObject shaped() {
    String[] keys = new String[size];
    Object[] values = new Object[size];
    int n = 0;
    for (Cursor c = cursor(); c.next(); n++) {
      keys[n] = c.key();
      values[n] = c.kept();
    }
    return ShapedObject.of(Shape.of(keys), values, version);
  }

  @Override
  JsonObject withValues(Object[] values, long version) {
    return of(keys().toArray(new String[0]), values, version);
  }

  void differing(SortedObject other, MemberVisitor visitor) {
    Block.differing(root, other.root, visitor);
  }

  @Override
  public Cursor cursor() {
    return new Block.LeafCursor(root);
  }
}
