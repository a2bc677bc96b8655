package io.tablekeep.engine.conflict;

import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.rules.KindPlace;
import io.tablekeep.engine.rules.Lines;
import io.tablekeep.engine.rules.RuleBook;
import io.tablekeep.engine.state.JsonContainer;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.state.Values;
import io.tablekeep.engine.state.bind.ReadSet.Read;
import io.tablekeep.sdk.state.Pointer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether anything an edit depends on has changed since its sender looked. Pure. */
public final class Moved {
  private Moved() {}

  /**
   * The cheap question, asked of the versions on the nodes alone: the cost is that of the paths,
   * however many versions lie between.
   *
   * @param head the document
   * @param reads what the edit read
   * @param writes what it changes
   * @param book says what is one thing
   * @param base the version its sender looked at
   * @return false when nothing has moved for certain
   */
  public static boolean maybe(
      JsonObject head, List<Read> reads, List<Effect> writes, RuleBook book, long base) {
    if (head.version() <= base) {
      return false;
    }
    for (int i = 0; i < reads.size(); i++) {
      if (since(head, reads.get(i).at(), base)) {
        return true;
      }
    }
    for (int i = 0; i < writes.size(); i++) {
      Pointer at = writes.get(i).at();
      Pointer watched = watched(at, book);
      boolean read = watched.size() == at.size() && !Lines.isLine(at); // what is written is read
      if (!read && !isNewLine(at, head) && since(head, watched, base)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a place may have changed after a version.
   *
   * @param head the document
   * @param at the place
   * @param base the version
   * @return false when it has not for certain
   */
  public static boolean since(JsonObject head, Pointer at, long base) {
    Object node = head;
    for (int i = 0; i < at.size(); i++) {
      if (!(node instanceof JsonContainer container) || container.version() <= base) {
        return false;
      }
      Object child = Trees.child(node, at.key(i));
      if (child == null) {
        return true; // it may have been there
      }
      node = child;
    }
    return !(node instanceof JsonContainer container) || container.version() > base;
  }

  /** The exact question, asked of both documents. */
  static boolean exactly(
      JsonObject base, JsonObject head, List<Read> reads, List<Effect> writes, RuleBook book) {
    for (Read read : reads) {
      if (!Lines.isLine(read.at()) && read.moved(base)) {
        return true;
      }
    }
    for (Effect write : writes) {
      Pointer at = write.at();
      if (!isNewLine(at, head) && !same(base, head, watched(at, book))) {
        return true;
      }
    }
    return false;
  }

  private static boolean same(JsonObject base, JsonObject head, Pointer at) {
    return Values.same(get(base, at), get(head, at));
  }

  static @Nullable Object get(JsonObject root, Pointer at) {
    return Trees.get(root, at);
  }

  /** What would have to stay for a change to be nobody else's business. */
  private static Pointer watched(Pointer at, RuleBook book) {
    KindPlace kind = book.kindAt(at);
    return kind.isWhole() ? kind.place() : at;
  }

  /** Lines of chat and dice come and go, and a new one is in nobody's way. */
  static boolean isNewLine(Pointer at, JsonObject head) {
    return Lines.isLine(at) && Trees.get(head, at) == null;
  }
}
