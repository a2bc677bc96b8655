package io.tablekeep.engine.rules;

import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.model.document.Documents;
import io.tablekeep.sdk.state.Pointer;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/**
 * Keeps the windows of chat and dice bounded, whoever wrote into them. A line drives out only lines
 * that are seen by exactly the same people: of one who speaks to the same listeners. So what goes
 * tells nobody of lines that they do not see. Nor does what is refused: nobody has more lines that
 * are not for all than their share, whatever others whisper.
 */
final class Windows {
  private static final String CHAT = "chat";
  private static final String DICE = "dice";
  private static final Pointer PEOPLE = Pointer.of("participants");

  /** Lines that are not for all, of one who says them. */
  private static final int MOST_OWN = Documents.WHISPER_LINES * Documents.CIRCLES;

  private Windows() {}

  static void trim(RuleState state) {
    Set<Pointer> added = new LinkedHashSet<>();
    for (Effect effect : state.effects()) {
      Pointer at = effect.at();
      if (effect instanceof Effect.Put
          && at.size() == 2
          && (at.key(0).equals(CHAT) || at.key(0).equals(DICE))) {
        added.add(at);
      }
    }
    added.forEach(at -> trim(state, at));
  }

  private static void trim(RuleState state, Pointer added) {
    if (!(state.get(added.parent()) instanceof JsonObject lines)
        || !(lines.get(added.key(1)) instanceof JsonObject line)) {
      return;
    }
    boolean chat = added.key(0).equals(CHAT);
    String from = chat ? "from" : "by";
    boolean open = isOpen(line);
    int most = !open ? Documents.WHISPER_LINES : chat ? Documents.CHAT_LINES : Documents.DICE_LINES;
    if (lines.size() <= most) {
      return;
    }
    ArrayDeque<String> same = new ArrayDeque<>();
    int own = 0;
    for (JsonObject.Cursor c = lines.cursor(); c.next(); ) {
      if (c.value() instanceof JsonObject other) {
        own += !isOpen(other) && Objects.equals(line.get(from), other.get(from)) ? 1 : 0;
        if (isSeenAlike(line, other, open, from)) {
          same.add(c.key());
        }
      }
    }
    while (same.size() > most) {
      state.remove(added.parent().child(same.remove()));
      own--;
    }
    if (!open && own > share(state, lines)) {
      throw new TablekeepException(
          ErrorKind.USER, "too-many-lines", "You whisper with too many people at this table.");
    }
  }

  /** How many lines that are not for all one may have; all together have room for them. */
  private static int share(RuleState state, JsonObject lines) {
    int people = state.get(PEOPLE) instanceof JsonObject all ? Math.max(1, all.size()) : 1;
    int most = Math.min(MOST_OWN, (Documents.MOST_LINES - Documents.CHAT_LINES) / people);
    // Lines of those who have left count for nobody, but room for them there is not.
    return lines.size() > Documents.MOST_LINES ? 0 : most;
  }

  private static boolean isOpen(JsonObject line) {
    return line.get("to") == null && !Boolean.TRUE.equals(line.get("blind"));
  }

  private static boolean isSeenAlike(JsonObject line, JsonObject other, boolean open, String from) {
    return Objects.equals(line.get("to"), other.get("to"))
        && Objects.equals(line.get("blind"), other.get("blind"))
        && (open || Objects.equals(line.get(from), other.get(from)));
  }
}
