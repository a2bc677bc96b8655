package io.tablekeep.engine.state;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node of the B-tree of a {@link SortedObject}; never changed once made. All leaves are equally
 * deep. A block may get small by removals and is then joined with a neighbour.
 */
abstract sealed class Block {
  /** Entries of a leaf, children of a branch. */
  static final int MAX = 32;

  private static final int MIN = 8;

  abstract String firstKey();

  abstract int width();

  /** May be one wider than allowed, which the caller then splits. */
  abstract Block put(String key, Object value);

  /** Without a key that is there; may be empty, which the caller then drops. */
  abstract Block remove(String key);

  abstract Block[] split();

  abstract Block join(Block next);

  /** How many blocks hold so many entries, with some room to grow in each. */
  static int blocks(int entries) {
    return Math.max(1, (entries + MAX - 9) / (MAX - 8));
  }

  static int cut(int entries, int blocks, int block) {
    return (int) ((long) entries * block / blocks);
  }

  static final class Leaf extends Block {
    final String[] keys;
    final Object[] values;

    Leaf(String[] keys, Object[] values) {
      this.keys = keys;
      this.values = values;
    }

    @Nullable Object get(String key) {
      int at = Arrays.binarySearch(keys, key);
      return at < 0 ? null : values[at];
    }

    @Override
    String firstKey() {
      return keys[0];
    }

    @Override
    int width() {
      return keys.length;
    }

    @Override
    Block put(String key, Object value) {
      int at = Arrays.binarySearch(keys, key);
      if (at >= 0) {
        Object[] copy = values.clone();
        copy[at] = value;
        return new Leaf(keys, copy);
      }
      int place = -1 - at;
      return new Leaf(inserted(keys, place, key), inserted(values, place, value));
    }

    @Override
    Block remove(String key) {
      int at = Arrays.binarySearch(keys, key);
      return new Leaf(removed(keys, at), removed(values, at));
    }

    @Override
    Block[] split() {
      int half = keys.length / 2;
      return new Block[] {
        new Leaf(Arrays.copyOf(keys, half), Arrays.copyOf(values, half)),
        new Leaf(
            Arrays.copyOfRange(keys, half, keys.length),
            Arrays.copyOfRange(values, half, keys.length))
      };
    }

    @Override
    Block join(Block next) {
      Leaf that = (Leaf) next;
      return new Leaf(joined(keys, that.keys), joined(values, that.values));
    }
  }

  static final class Branch extends Block {
    final Block[] children;

    /** The first key of each child, so that finding a child touches none. */
    final String[] firsts;

    private Branch(Block[] children, String[] firsts) {
      this.children = children;
      this.firsts = firsts;
    }

    static Branch of(Block[] children) {
      String[] firsts = new String[children.length];
      for (int i = 0; i < firsts.length; i++) {
        firsts[i] = children[i].firstKey();
      }
      return new Branch(children, firsts);
    }

    int childFor(String key) {
      int at = Arrays.binarySearch(firsts, key);
      return at >= 0 ? at : Math.max(0, -2 - at);
    }

    @Override
    String firstKey() {
      return firsts[0];
    }

    @Override
    int width() {
      return children.length;
    }

    @Override
    Block put(String key, Object value) {
      int at = childFor(key);
      Block child = children[at].put(key, value);
      if (child.width() <= MAX) {
        return replaced(at, child);
      }
      Block[] halves = child.split();
      return of(inserted(replaced(at, halves[0]).children, at + 1, halves[1]));
    }

    @Override
    Block remove(String key) {
      int at = childFor(key);
      Block child = children[at].remove(key);
      if (child.width() == 0) {
        return of(removed(children, at));
      }
      if (child.width() < MIN && children.length > 1) {
        int left = at > 0 ? at - 1 : 0;
        Block a = left == at ? child : children[left];
        Block b = left == at ? children[at + 1] : child;
        if (a.width() + b.width() <= MAX) {
          return of(removed(replaced(left, a.join(b)).children, left + 1));
        }
      }
      return replaced(at, child);
    }

    @SuppressWarnings("ReferenceEquality") // the same instance is the common case, and enough
    private Branch replaced(int at, Block child) {
      Block[] copy = children.clone();
      copy[at] = child;
      String first = child.firstKey();
      if (first == firsts[at]) {
        return new Branch(copy, firsts);
      }
      String[] keys = firsts.clone();
      keys[at] = first;
      return new Branch(copy, keys);
    }

    @Override
    Block[] split() {
      int half = children.length / 2;
      return new Block[] {
        of(Arrays.copyOf(children, half)), of(Arrays.copyOfRange(children, half, children.length))
      };
    }

    @Override
    Block join(Block next) {
      return of(joined(children, ((Branch) next).children));
    }
  }

  /** Tells the entries that differ; blocks that both trees share are passed over whole. */
  @SuppressWarnings("ReferenceEquality") // keys that are the same instance need no comparing
  static void differing(Block a, Block b, JsonObject.MemberVisitor visitor) {
    if (a == b) {
      return;
    }
    if (!(a instanceof Branch x && b instanceof Branch y)) {
      JsonObject.merge(new LeafCursor(a), new LeafCursor(b), visitor);
      return;
    }
    if (x.firsts == y.firsts || Arrays.equals(x.firsts, y.firsts)) {
      for (int i = 0; i < x.children.length; i++) {
        differing(x.children[i], y.children[i], visitor);
      }
      return;
    }
    int shorter = Math.min(x.children.length, y.children.length);
    int from = 0;
    while (from < shorter && x.children[from] == y.children[from]) {
      from++;
    }
    int tail = 0;
    while (tail < shorter - from
        && x.children[x.children.length - 1 - tail] == y.children[y.children.length - 1 - tail]) {
      tail++;
    }
    JsonObject.merge(
        new LeafCursor(Arrays.copyOfRange(x.children, from, x.children.length - tail)),
        new LeafCursor(Arrays.copyOfRange(y.children, from, y.children.length - tail)),
        visitor);
  }

  /** Walks the entries below some blocks. */
  static final class LeafCursor extends JsonObject.Cursor {
    private final ArrayDeque<Block> ahead = new ArrayDeque<>();
    private Leaf leaf = new Leaf(new String[0], Shape.NO_VALUES);
    private int at;

    LeafCursor(Block... blocks) {
      push(blocks);
    }

    private void push(Block[] blocks) {
      for (int i = blocks.length - 1; i >= 0; i--) {
        ahead.push(blocks[i]);
      }
    }

    @Override
    public boolean next() {
      at++;
      while (at >= leaf.keys.length) {
        if (ahead.isEmpty()) {
          return false;
        }
        Block block = ahead.pop();
        if (block instanceof Branch branch) {
          push(branch.children);
        } else {
          leaf = (Leaf) block;
          at = 0;
        }
      }
      return true;
    }

    @Override
    public String key() {
      return leaf.keys[at];
    }

    @Override
    Object kept() {
      return leaf.values[at];
    }
  }

  private static <T> T[] inserted(T[] array, int at, T element) {
    T[] longer = Arrays.copyOf(array, array.length + 1);
    System.arraycopy(array, at, longer, at + 1, array.length - at);
    longer[at] = element;
    return longer;
  }

  private static <T> T[] removed(T[] array, int at) {
    T[] shorter = Arrays.copyOf(array, array.length - 1);
    System.arraycopy(array, at + 1, shorter, at, shorter.length - at);
    return shorter;
  }

  private static <T> T[] joined(T[] a, T[] b) {
    T[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  /** The leaves in order, for tests of the balance. */
  static List<Leaf> leaves(Block block) {
    List<Leaf> leaves = new ArrayList<>();
    if (block instanceof Branch branch) {
      for (Block child : branch.children) {
        leaves.addAll(leaves(child));
      }
    } else {
      leaves.add((Leaf) block);
    }
    return leaves;
  }
}
