package io.tablekeep.engine.approval;

import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.model.action.AskDecide;
import io.tablekeep.sdk.state.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What an approver makes of a proposal: other values at the places proposed, and no others. */
public final class Edits {
  private Edits() {}

  /**
   * Whether anything is to be changed.
   *
   * @param decide the decision
   * @return false when it is agreed to as it is
   */
  public static boolean any(AskDecide decide) {
    return !decide.changes().isEmpty() || !decide.without().isEmpty();
  }

  /**
   * Applies them.
   *
   * @param changes what is proposed
   * @param decide the decision
   * @param version version of the entry
   * @return what is approved
   * @throws TablekeepException of kind USER: {@code bad-pointer}, {@code not-proposed}, {@code
   *     nothing-left}; the field points into the decision
   */
  public static List<Effect> apply(List<Effect> changes, AskDecide decide, long version) {
    List<Effect> edited = new ArrayList<>(changes);
    for (Map.Entry<String, Object> change : decide.changes().entrySet()) {
      String field = Pointer.of("changes", change.getKey()).toString();
      set(
          edited,
          pointer(change.getKey(), field),
          Records.write(change.getValue(), version),
          field,
          version);
    }
    for (int i = 0; i < decide.without().size(); i++) {
      String field = "/without/" + i;
      Pointer at = pointer(decide.without().get(i), field);
      if (!edited.removeIf(effect -> effect.at().equals(at))) {
        throw wrong("not-proposed", "Nothing is proposed for this place.", field);
      }
    }
    if (edited.isEmpty()) {
      throw wrong("nothing-left", "Nothing is left of it. Refuse it instead.", "/without");
    }
    return edited;
  }

  private static void set(
      List<Effect> edited, Pointer at, Object value, String field, long version) {
    for (int i = edited.size() - 1; i >= 0; i--) {
      Effect effect = edited.get(i);
      if (effect.at().equals(at)) {
        edited.set(i, new Effect.Put(at, value));
        return;
      }
      if (effect instanceof Effect.Put put && isBelow(at, put.at())) {
        Pointer inside = Pointer.of(at.keys().subList(put.at().size(), at.size()));
        try {
          Object whole = Trees.set(put.value(), inside, value, version);
          edited.set(i, new Effect.Put(put.at(), whole));
        } catch (TablekeepException e) {
          throw wrong(e.code(), e.message(), field);
        }
        return;
      }
    }
    throw wrong("not-proposed", "Nothing is proposed for this place.", field);
  }

  private static boolean isBelow(Pointer at, Pointer above) {
    return at.size() > above.size() && at.keys().subList(0, above.size()).equals(above.keys());
  }

  private static Pointer pointer(String text, String field) {
    try {
      return Pointer.parse(text);
    } catch (IllegalArgumentException | TablekeepException e) {
      throw wrong("bad-pointer", "That is no JSON pointer.", field);
    }
  }

  private static TablekeepException wrong(String code, String message, String field) {
    return new TablekeepException(ErrorKind.USER, code, message, field);
  }
}
