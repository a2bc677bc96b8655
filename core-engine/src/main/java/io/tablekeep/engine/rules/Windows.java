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
 * tells nobody of lines that they do not see.
 */
final class Windows {
  private static final String CHAT = "chat";
  private static final String DICE = "dice";

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
    boolean open = line.get("to") == null && !Boolean.TRUE.equals(line.get("blind"));
    int most = !open ? Documents.WHISPER_LINES : chat ? Documents.CHAT_LINES : Documents.DICE_LINES;
    if (lines.size() <= most) {
      return;
    }
    if (lines.size() > Documents.MOST_LINES) {
      throw new TablekeepException(
          ErrorKind.USER, "too-many-lines", "Too much is being whispered at this table.");
    }
    ArrayDeque<String> same = new ArrayDeque<>();
    for (JsonObject.Cursor c = lines.cursor(); c.next(); ) {
      if (c.value() instanceof JsonObject other && isSeenAlike(line, other, open, chat)) {
        same.add(c.key());
      }
    }
    while (same.size() > most) {
      state.remove(added.parent().child(same.remove()));
    }
  }

  private static boolean isSeenAlike(
      JsonObject line, JsonObject other, boolean open, boolean chat) {
    String from = chat ? "from" : "by";
    return Objects.equals(line.get("to"), other.get("to"))
        && Objects.equals(line.get("blind"), other.get("blind"))
        && (open || Objects.equals(line.get(from), other.get(from)));
  }
}
