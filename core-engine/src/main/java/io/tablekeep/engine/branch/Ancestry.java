package io.tablekeep.engine.branch;

import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.sdk.state.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a document comes from: the campaigns it was branched from, the oldest first, each with the
 * version at which the next one left it; it stands in the document itself at {@code branchOf/line}.
 * Pure.
 *
 * @param line moments from the oldest ancestor on; the last one is in the document itself
 */
public record Ancestry(List<Point> line) {
  /** Generations that are remembered. */
  private static final int MOST = 64;

  /**
   * A moment of a campaign.
   *
   * @param campaign its id
   * @param version the version
   */
  public record Point(String campaign, long version) {}

  /**
   * Copies the list.
   *
   * @param line as in the record
   */
  public Ancestry {
    line = List.copyOf(line);
  }

  /**
   * Where a document comes from.
   *
   * @param root the document
   * @param id its id
   * @param version the version of it that is meant
   * @return its line
   */
  public static Ancestry of(JsonObject root, String id, long version) {
    List<Point> line = new ArrayList<>();
    if (Trees.get(root, "branchOf", "line") instanceof JsonArray all) {
      for (int i = 0; i < all.size(); i++) {
        if (Trees.child(all.get(i), "campaign") instanceof String campaign
            && Trees.child(all.get(i), "version") instanceof Long at) {
          line.add(new Point(campaign, at));
        }
      }
    }
    line.add(new Point(id, version));
    return new Ancestry(line);
  }

  /**
   * What a branch that leaves from the last moment says of itself.
   *
   * @param key the branch's key in its parent
   * @param name what it is called
   * @param version see {@link JsonObject#version()}
   * @return the value of {@code branchOf}
   */
  JsonObject child(String key, String name, long version) {
    Point parent = line.get(line.size() - 1);
    List<Point> some = line.subList(Math.max(0, line.size() - MOST), line.size());
    Map<String, Object> said =
        Map.of(
            "campaign", parent.campaign(),
            "version", parent.version(),
            "branch", key,
            "name", name,
            "line", some);
    return (JsonObject) Records.write(said, version);
  }

  /**
   * The newest moment that two documents have in common, found by walking both lines from their
   * beginning as long as they are in the same campaign.
   *
   * @param other the other document's line
   * @return empty when they have nothing in common
   */
  public Optional<Point> common(Ancestry other) {
    Optional<Point> common = Optional.empty();
    for (int i = 0; i < Math.min(line.size(), other.line.size()); i++) {
      Point one = line.get(i);
      Point two = other.line.get(i);
      if (!one.campaign().equals(two.campaign())) {
        break;
      }
      common = Optional.of(new Point(one.campaign(), Math.min(one.version(), two.version())));
    }
    return common;
  }

  /**
   * The newest version from which both of two versions of one document come, where going back made
   * the course between a dead end: after a return to 40 at 60, version 65 comes from 40 and not
   * from 59.
   *
   * @param one a version
   * @param other another version
   * @param branches the branches of the document: those of returns say where it went back
   * @return the version
   */
  static long common(long one, long other, Branches branches) {
    long a = one;
    long b = other;
    while (a != b) {
      // The higher one goes down to before the other, or back to where its course came from.
      long high = Math.max(a, b);
      long low = Math.min(a, b);
      long back = low;
      long lastReturn = 0;
      for (Branch each : branches.all().values()) {
        // The return made the entry after its branch point.
        if (each.back().isPresent()
            && each.back().get().scope() == Scope.CAMPAIGN
            && each.at() + 1 <= high
            && each.at() >= low
            && each.at() + 1 > lastReturn) {
          lastReturn = each.at() + 1;
          back = each.back().get().to();
        }
      }
      a = low;
      b = back;
    }
    return a;
  }
}
