package io.tablekeep.engine.rules;

import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.state.Values;
import io.tablekeep.engine.state.bind.NodeView;
import io.tablekeep.engine.state.bind.ReadSet;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.engine.state.patch.Diff;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Changes.Change;
import io.tablekeep.sdk.state.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The document while a round works on it, the effects that lead there, and what was read of it, if
 * anyone wants to know. Also what is written counts as read: a sum, or a record laid over an
 * object, depends on what stood there. Single-threaded.
 */
final class RuleState {
  /** So many effects one entry may have. */
  static final int MOST_EFFECTS = 10_000;

  private final long version;
  private final List<Effect> effects = new ArrayList<>(4);
  private final @Nullable ReadSet reads;
  private JsonObject root;

  RuleState(JsonObject root, long version, @Nullable ReadSet reads) {
    this.root = root;
    this.version = version;
    this.reads = reads;
  }

  /** The document with further changes, which are not made; what is read of it counts as well. */
  RuleState with(Changes changes) {
    RuleState then = new RuleState(root, version, reads);
    then.applyAll(changes);
    return then;
  }

  NodeView node() {
    return node(root);
  }

  /** A tree of this round, whose reads are taken note of. */
  NodeView node(JsonObject tree) {
    return reads == null ? NodeView.of(tree) : NodeView.of(tree, reads);
  }

  /** Takes note of a read; lines of chat and dice only come and go, and nobody depends on them. */
  void note(Pointer at, ReadSet.What what) {
    if (reads != null && !Lines.isLine(at)) {
      reads.note(at, what);
    }
  }

  /** What was read; empty when nobody took note. */
  Optional<List<ReadSet.Read>> reads() {
    return reads == null ? Optional.empty() : Optional.of(reads.reads());
  }

  JsonObject root() {
    return root;
  }

  List<Effect> effects() {
    return effects;
  }

  boolean exists(Pointer at) {
    note(at, ReadSet.What.EXISTENCE);
    return get(at) != null;
  }

  @Nullable Object get(Pointer at) {
    return Trees.get(root, at);
  }

  /**
   * Applies puts, removals and sums; lines of chat and further actions are the round's to handle.
   */
  void apply(Change change) {
    if (change instanceof Change.Put put) {
      put(put.at(), put.value());
    } else if (change instanceof Change.Remove remove) {
      remove(remove.at());
    } else if (change instanceof Change.Add add) {
      note(add.at(), ReadSet.What.VALUE);
      Object now = get(add.at());
      if (now != null && !(now instanceof Number)) {
        throw new TablekeepException(
            ErrorKind.PLUGIN,
            "not-a-number",
            "cannot add to " + Values.describe(now),
            add.at().toString());
      }
      Object sum =
          now instanceof Double d
              ? Values.number(d + add.amount())
              : Values.number((now == null ? 0L : ((Number) now).longValue()) + add.amount());
      putValue(add.at(), sum);
    }
  }

  /** Makes a change that is ready to be journaled. */
  void apply(Effect effect) {
    if (effect instanceof Effect.Put put) {
      putValue(put.at(), put.value());
    } else if (effect instanceof Effect.Remove remove) {
      remove(remove.at());
    }
  }

  void applyAll(Changes changes) {
    changes.list().forEach(this::apply);
  }

  /** What stands there already and stays makes no effect; a record replaces its components only. */
  private void put(Pointer at, Object value) {
    if (value instanceof Optional<?> maybe) {
      if (maybe.isEmpty()) {
        remove(at);
      } else {
        put(at, maybe.get());
      }
      return;
    }
    note(at, ReadSet.What.VALUE);
    Object old = get(at);
    Object target = Records.onto(old, value, version);
    if (!(old instanceof JsonObject && target instanceof JsonObject)) {
      putValue(at, target);
      return;
    }
    Diff.walk(
        old,
        target,
        new Diff.Visitor() {
          @Override
          public void set(Pointer in, @Nullable Object before, Object after) {
            putValue(at.resolve(in), after);
          }

          @Override
          public void remove(Pointer in, Object before) {
            RuleState.this.remove(at.resolve(in));
          }
        });
  }

  /** Puts a tree value; what is equal already makes no effect. */
  void putValue(Pointer at, Object value) {
    protect(at);
    note(at, ReadSet.What.VALUE);
    if (value.equals(get(at))) {
      return;
    }
    add(new Effect.Put(at, value));
    root = Trees.put(root, at, value, version);
  }

  void remove(Pointer at) {
    protect(at);
    note(at, ReadSet.What.VALUE);
    if (get(at) != null) {
      add(new Effect.Remove(at));
      root = Trees.remove(root, at, version);
    }
  }

  private void add(Effect effect) {
    if (effects.size() >= MOST_EFFECTS) {
      throw new TablekeepException(
          ErrorKind.PLUGIN, "too-many-changes", "one action changes more than 10,000 places");
    }
    effects.add(effect);
  }

  private static void protect(Pointer at) {
    if (at.isRoot()) {
      throw new TablekeepException(
          ErrorKind.PLUGIN, "root-protected", "no rule replaces the whole document");
    }
  }
}
