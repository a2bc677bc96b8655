package io.tablekeep.engine.state.bind;

import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.state.Values;
import io.tablekeep.sdk.state.Pointer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one round of rules has read of a base tree, so that a waiting proposal goes stale only when
 * one of those values moved.
 *
 * <p>The values seen are those of the base, also where a rule read what it had changed itself: the
 * change came from other reads. Bounded: a rule that reads more than {@link #MAX} places is taken
 * to have read everything. For the thread of the round; {@link #reads()} may be kept by anyone.
 */
public final class ReadSet {
  /** Places that are told apart. */
  public static final int MAX = 4096;

  private final Object base;
  private NodeView[] nodes = new NodeView[32];
  private What[] whats = new What[32];
  private int size;
  private boolean everything;

  /**
   * A read-set without reads.
   *
   * @param base the tree that the round began with
   */
  public ReadSet(Object base) {
    this.base = base;
  }

  /** What was read at a place. */
  public enum What {
    /** The value with all below it, or that there is none. */
    VALUE,
    /** Whether there is a value. */
    EXISTENCE,
    /** Which members or how many elements there are. */
    MEMBERS
  }

  /**
   * One read.
   *
   * @param at the place
   * @param what what was read there
   * @param seen VALUE: the tree value; EXISTENCE: true or false; MEMBERS: the keys of an object as
   *     an array, the length of an array, or false for anything else; null for a VALUE that was
   *     missing
   */
  public record Read(Pointer at, What what, @Nullable Object seen) {
    /**
     * Whether it would be read otherwise now.
     *
     * @param root a tree value
     * @return true when it differs
     */
    public boolean moved(Object root) {
      return !Values.same(seen, see(root, at, what));
    }
  }

  void add(NodeView node, What what) {
    if (everything) {
      return;
    }
    if (size == nodes.length) {
      if (size >= 4 * MAX) {
        compact();
        if (everything) {
          return;
        }
      } else {
        nodes = Arrays.copyOf(nodes, 2 * size);
        whats = Arrays.copyOf(whats, 2 * size);
      }
    }
    nodes[size] = node;
    whats[size++] = what;
  }

  /**
   * Takes note of a read that did not go through a node.
   *
   * @param at the place
   * @param what what was read there
   */
  public void note(Pointer at, What what) {
    add((NodeView) NodeView.of(base).at(at), what);
  }

  /** Leaves out what was read before. */
  private void compact() {
    Set<Read> distinct = new LinkedHashSet<>();
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (distinct.add(new Read(nodes[i].pointer(), whats[i], null))) {
        nodes[kept] = nodes[i];
        whats[kept++] = whats[i];
      }
    }
    Arrays.fill(nodes, kept, size, null);
    size = kept;
    everything = kept > MAX;
  }

  /**
   * What was read, each once, in the order of first reading.
   *
   * @return an unmodifiable list, good for as long as anyone keeps it; one read of the whole tree
   *     if there were too many
   */
  public List<Read> reads() {
    compact();
    if (everything) {
      return List.of(new Read(Pointer.root(), What.VALUE, base));
    }
    List<Read> reads = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      Pointer at = nodes[i].pointer();
      reads.add(new Read(at, whats[i], see(base, at, whats[i])));
    }
    return List.copyOf(reads);
  }

  /**
   * The places that would be read otherwise now.
   *
   * @param newRoot a tree value
   * @return the pointers, each once; empty when nothing moved
   */
  public List<Pointer> moved(Object newRoot) {
    return newRoot == base ? List.of() : moved(reads(), newRoot);
  }

  /**
   * The places that would be read otherwise now.
   *
   * @param reads what was read, from {@link #reads()}
   * @param newRoot a tree value
   * @return the pointers, each once; empty when nothing moved
   */
  public static List<Pointer> moved(List<Read> reads, Object newRoot) {
    Set<Pointer> moved = new LinkedHashSet<>();
    for (Read read : reads) {
      if (read.moved(newRoot)) {
        moved.add(read.at());
      }
    }
    return List.copyOf(moved);
  }

  /**
   * What a read gives.
   *
   * @param root a tree value
   * @param at the place
   * @param what what is read there
   * @return as {@link Read#seen()}
   */
  public static @Nullable Object see(Object root, Pointer at, What what) {
    Object value = Trees.get(root, at);
    return switch (what) {
      case VALUE -> value;
      case EXISTENCE -> value != null;
      case MEMBERS ->
          value instanceof JsonObject object
              ? JsonArray.of(object.keys(), 0)
              : value instanceof JsonArray array ? Values.number((long) array.size()) : false;
    };
  }
}
