package io.tablekeep.engine.branch;

import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.state.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The branches of a document. Bounded: as many as somebody asked for, and the newest branch points
 * of returns; of those, the oldest that nobody has opened goes for a new one. Pure.
 *
 * @param all by key; keys ascend with time
 */
public record Branches(Map<String, Branch> all) {
  /** Branches at most that somebody asked for, or that have been opened. */
  public static final int MOST = 100;

  /** Branch points of returns at most that nobody has opened. */
  public static final int MOST_POINTS = 50;

  private static final Pointer HOME = Pointer.of("branches");
  private static final int ID_OF_PARENT = DocumentId.MAX_LENGTH - 14;

  /**
   * Reads them.
   *
   * @param root the parent's document
   * @return its branches
   */
  public static Branches of(JsonObject root) {
    Map<String, Branch> all = new TreeMap<>();
    if (root.get("branches") instanceof JsonObject trees) {
      for (JsonObject.Cursor each = trees.cursor(); each.next(); ) {
        Branch.read(each.value()).ifPresent(branch -> all.put(each.key(), branch));
      }
    }
    return new Branches(all);
  }

  /**
   * One of them.
   *
   * @param key its key
   * @return the branch
   * @throws TablekeepException code {@code no-such-branch}
   */
  public Branch get(String key) {
    Branch branch = all.get(key);
    if (branch == null) {
      throw new TablekeepException(
          ErrorKind.USER, "no-such-branch", "There is no branch of that name.", "/branch");
    }
    return branch;
  }

  static Pointer at(String key) {
    return HOME.child(key);
  }

  /** Whether it counts among those that are kept until somebody removes them. */
  private static boolean isKept(Branch branch) {
    return branch.opened() || branch.back().isEmpty();
  }

  /**
   * Adds one.
   *
   * @param key its key, not in use
   * @param branch the branch
   * @param version version of the entry
   * @return what to journal
   * @throws TablekeepException code {@code too-many-branches}
   */
  List<Effect> add(String key, Branch branch, long version) {
    List<Effect> effects = new ArrayList<>();
    long like = all.values().stream().filter(one -> isKept(one) == isKept(branch)).count();
    if (isKept(branch) && like >= MOST) {
      throw new TablekeepException(
          ErrorKind.USER,
          "too-many-branches",
          "There are as many branches as can be kept. Remove one first.");
    }
    for (Map.Entry<String, Branch> each : all.entrySet()) {
      if (!isKept(branch) && like >= MOST_POINTS && !isKept(each.getValue())) {
        effects.add(new Effect.Remove(at(each.getKey())));
        like--;
      }
    }
    effects.add(new Effect.Put(at(key), branch.tree(version)));
    return effects;
  }

  /** The id of the campaign that a branch becomes. */
  static String document(String parent, String key) {
    String begin = parent.length() <= ID_OF_PARENT ? parent : parent.substring(0, ID_OF_PARENT);
    return begin + "-b" + key;
  }
}
