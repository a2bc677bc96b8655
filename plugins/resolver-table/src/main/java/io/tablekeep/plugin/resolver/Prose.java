package io.tablekeep.plugin.resolver;

import io.tablekeep.sdk.conflict.Conflict;
import io.tablekeep.sdk.conflict.ConflictResolver;
import io.tablekeep.sdk.conflict.Resolution;
import io.tablekeep.sdk.conflict.Side;
import io.tablekeep.sdk.conflict.TextMerge;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.state.Node.Kind;
import java.util.Set;
import org.pf4j.Extension;

/**
 * Texts that people wrote (seed row "Narrative Text"): what each wrote is kept; where both rewrote
 * the same words, both stand between markers, and people are asked.
 */
@Extension
public final class Prose implements ConflictResolver {
  private static final double APART = 0.95;
  private static final double CLOSE = 0.85;
  private static final double MARKED = 0.3;

  /** Made by the loader. */
  public Prose() {}

  @Override
  public Set<String> kinds() {
    return Set.of("narrative");
  }

  @Override
  public Resolution resolve(Conflict conflict) {
    if (!conflict.kind().equals("narrative")) {
      return Sides.notMine("prose");
    }
    Sides sides = Sides.of(conflict);
    Side earlier = sides.earlier();
    Side later = sides.later();
    boolean texts =
        earlier.value().kind() == Kind.TEXT
            && later.value().kind() == Kind.TEXT
            && (conflict.base().kind() == Kind.TEXT || !conflict.base().exists());
    if (!texts) {
      return Resolution.abstain("One of the two took the text away.");
    }
    TextMerge merged =
        TextMerge.of(
            text(conflict.base()),
            text(earlier.value()),
            text(later.value()),
            earlier.by().name(),
            later.by().name());
    if (merged.conflicts() > 0) {
      return Sides.settle(
          conflict,
          merged.text(),
          MARKED,
          "Both rewrote the same words; both versions stand between markers.");
    }
    return merged.close() > 0
        ? Sides.settle(
            conflict, merged.text(), CLOSE, "Both changed words of the same lines; all are in.")
        : Sides.settle(
            conflict, merged.text(), APART, "Both changed other lines of the text; all are in.");
  }

  private static String text(Node node) {
    return node.exists() ? node.asText() : "";
  }
}
