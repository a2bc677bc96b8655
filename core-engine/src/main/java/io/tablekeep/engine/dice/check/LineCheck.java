package io.tablekeep.engine.dice.check;

import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.journal.entry.Entry;
import io.tablekeep.engine.journal.entry.Rolled;
import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.state.Pointer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether the lines that people read tell what fell: each new line of {@code dice} has notation,
 * faces and total of a roll of its entry or of one before, and none is rewritten. Lines of a
 * document that was brought whole are taken as they are. Single-threaded.
 */
final class LineCheck {
  private static final String DICE = "dice";
  private static final Set<String> TOLD = Set.of("notation", "faces", "total");

  private record Shown(String notation, List<Object> faces, double total) {}

  private final Set<Shown> fell = new HashSet<>();

  void see(Entry entry, String where, Findings findings) {
    for (Rolled rolled : entry.rolls()) {
      fell.add(
          new Shown(
              rolled.roll().notation(), List.copyOf(rolled.roll().faces()), rolled.roll().exact()));
    }
    for (Effect effect : entry.effects()) {
      if (effect instanceof Effect.Put put && !put.at().isRoot() && put.at().key(0).equals(DICE)) {
        look(put, where, findings);
      }
    }
  }

  private void look(Effect.Put put, String where, Findings findings) {
    Pointer at = put.at();
    if (at.size() > 2) {
      if (TOLD.contains(at.key(2))) {
        findings.fault(where, "line-altered", "The line " + at.key(1) + " of dice was rewritten.");
      }
    } else if (at.size() == 2) {
      line(at.key(1), put.value(), where, findings);
    } else if (put.value() instanceof JsonObject first) {
      first.forEach((key, one) -> line(key, one, where, findings));
    }
  }

  private void line(String key, Object value, String where, Findings findings) {
    if (value instanceof JsonObject line
        && line.get("notation") instanceof String notation
        && line.get("faces") instanceof JsonArray faces
        && line.get("total") instanceof Number total
        && !fell.contains(
            new Shown(notation, List.copyOf(faces.elements()), total.doubleValue()))) {
      findings.fault(
          where, "line-altered", "The line " + key + " tells of a roll that did not fall so.");
    }
  }
}
