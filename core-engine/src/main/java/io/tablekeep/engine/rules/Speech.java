package io.tablekeep.engine.rules;

import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.sdk.view.Audience;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes lines into the document's chat window. Single-threaded, one a round. */
final class Speech {
  private static final Pointer CHAT = Pointer.of("chat");

  private final RoundContext context;
  private final RuleState state;
  private final RoundTable table;

  Speech(RoundContext context, RuleState state, RoundTable table) {
    this.context = context;
    this.state = state;
    this.table = table;
  }

  void say(Audience to, String text) {
    Map<String, Object> line = new LinkedHashMap<>();
    if (!nobody()) {
      line.put("from", context.by().id());
    }
    line.put("text", text);
    line.put("at", context.at());
    List<String> readers = readers(to);
    if (readers != null) {
      line.put("to", readers);
    }
    state.putValue(CHAT.child(table.newLine()), Records.write(line, context.version()));
  }

  /** An import or a migration has no sender: what is said then is said by the table itself. */
  private boolean nobody() {
    return context.by().id().isEmpty();
  }

  /** Participants named by an audience besides those who run the game; null means everyone. */
  private @Nullable List<String> readers(Audience to) {
    if (to instanceof Audience.Everyone) {
      return null;
    }
    if (to instanceof Audience.Named named) {
      return new ArrayList<>(named.participants());
    }
    if (to instanceof Audience.Owner) {
      return nobody() ? List.of() : List.of(context.by().id());
    }
    if (to instanceof Audience.OwnerOf actor) {
      return state.get(Pointer.of("actors", actor.actor(), "owner")) instanceof String owner
          ? List.of(owner)
          : List.of();
    }
    return List.of();
  }
}
