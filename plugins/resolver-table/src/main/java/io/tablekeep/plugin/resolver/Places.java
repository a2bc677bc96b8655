package io.tablekeep.plugin.resolver;

import io.tablekeep.sdk.conflict.Conflict;
import io.tablekeep.sdk.conflict.ConflictResolver;
import io.tablekeep.sdk.conflict.Resolution;
import io.tablekeep.sdk.conflict.Side;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.state.Node.Kind;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pf4j.Extension;

/**
 * Where a token stands (seed row "Map/Positions"). The game master's move goes first, or the later
 * one; it counts when nothing stands in its way and nobody where it ends, else the other does, else
 * the token is back where both knew it, its last valid place. What else was changed of the token is
 * taken from both.
 */
@Extension
public final class Places implements ConflictResolver {
  private static final double APART = 0.95;
  private static final double ONLY = 0.9;
  private static final double FIRST = 0.85;
  private static final double NOWHERE = 0.5;

  /** Made by the loader. */
  public Places() {}

  @Override
  public Set<String> kinds() {
    return Set.of("position");
  }

  @Override
  public Resolution resolve(Conflict conflict) {
    if (!conflict.kind().equals("position")) {
      return Sides.notMine("places");
    }
    Sides sides = Sides.of(conflict);
    Members members = Members.of(conflict, sides);
    Node base = conflict.base();
    if (!(members.value() instanceof Map<?, ?> merged)
        || !stands(base)
        || !stands(sides.first().value())
        || !stands(sides.second().value())) {
      return Resolution.abstain("One of the two is no token on a map.");
    }
    Point was = Ground.point(base);
    Point first = Ground.point(sides.first().value());
    Point second = Ground.point(sides.second().value());
    if (first.equals(second)) {
      return settle(conflict, merged, first, APART, "Both moved it to the same place.");
    } else if (first.equals(was) || second.equals(was)) {
      return settle(
          conflict,
          merged,
          first.equals(was) ? second : first,
          members.contested() == 0 ? APART : NOWHERE,
          "One of them moved it, the other changed something else.");
    }
    Ground ground;
    try {
      ground = Ground.of(map(conflict), conflict.place());
    } catch (TablekeepException noMap) {
      return Resolution.abstain("There is no map that could tell who is right.");
    }
    if (possible(ground, was, sides.first(), first)) {
      return settle(
          conflict, merged, first, FIRST, "Of two moves that of " + why(sides) + " counts.");
    } else if (possible(ground, was, sides.second(), second)) {
      return settle(conflict, merged, second, ONLY, "Only one of the two moves was possible.");
    }
    return settle(
        conflict, merged, was, FIRST, "Neither move was possible, so it is where it was before.");
  }

  private static String why(Sides sides) {
    String name = sides.first().by().name();
    return sides.oneRunsGame() ? name + ", who runs the game," : name + ", the later one,";
  }

  /** Walls do not stop those who run the game. */
  private static boolean possible(Ground ground, Point was, Side side, Point to) {
    return side.by().role().runsGame()
        || (ground.isOpen(was, to) && ground.isFree(Ground.space(side.value(), to)));
  }

  private static boolean stands(Node token) {
    return token.at("x").kind() == Kind.NUMBER
        && token.at("y").kind() == Kind.NUMBER
        && size(token.at("width"))
        && size(token.at("height"));
  }

  private static boolean size(Node length) {
    return length.kind() == Kind.NUMBER || !length.exists();
  }

  private static Node map(Conflict conflict) {
    return conflict.document().at(conflict.place().parent().parent());
  }

  private static Resolution settle(
      Conflict conflict, Map<?, ?> token, Point at, double confidence, String explanation) {
    Map<String, @Nullable Object> made = new TreeMap<>();
    token.forEach((key, value) -> made.put((String) key, value));
    made.put("x", at.x());
    made.put("y", at.y());
    return Sides.settle(conflict, made, confidence, explanation);
  }
}
