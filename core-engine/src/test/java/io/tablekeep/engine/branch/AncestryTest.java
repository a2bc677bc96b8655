package io.tablekeep.engine.branch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tablekeep.engine.branch.Ancestry.Point;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.state.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Where courses of a campaign come from. */
class AncestryTest {
  private static Ancestry line(Object... points) {
    List<Point> line = new ArrayList<>();
    for (int i = 0; i < points.length; i += 2) {
      line.add(new Point((String) points[i], (Integer) points[i + 1]));
    }
    return new Ancestry(line);
  }

  private static void common(Optional<Point> expected, Ancestry one, Ancestry other) {
    assertEquals(expected, one.common(other));
    assertEquals(expected, other.common(one));
  }

  @Test
  void twoCoursesHaveInCommonWhatWasBeforeTheyParted() {
    Optional<Point> at10 = Optional.of(new Point("p", 10));
    common(at10, line("p", 10, "a", 5), line("p", 99));
    common(at10, line("p", 10, "a", 5), line("p", 20, "b", 7));
    common(at10, line("p", 10, "a", 5), line("p", 10, "b", 5));
    common(Optional.of(new Point("a", 3)), line("p", 10, "a", 3, "c", 9), line("p", 10, "a", 8));
    common(
        Optional.of(new Point("a", 3)),
        line("p", 10, "a", 3, "c", 9),
        line("p", 10, "a", 4, "d", 1));
    common(Optional.of(new Point("p", 7)), line("p", 7), line("p", 9));
    common(Optional.empty(), line("p", 7), line("q", 7));
  }

  @Test
  void aBranchOfABranchSaysWhereItComesFrom() {
    Ancestry parent = Ancestry.of(JsonObject.empty(0), "p", 10);
    JsonObject child = JsonObject.empty(0).with("branchOf", parent.child("k", "What if", 0), 0);
    Ancestry grown = Ancestry.of(child, "a", 5);
    assertEquals(line("p", 10, "a", 5), grown);
    JsonObject grandchild = JsonObject.empty(0).with("branchOf", grown.child("l", "And", 0), 0);
    assertEquals(line("p", 10, "a", 5, "c", 1), Ancestry.of(grandchild, "c", 1));
  }

  private static Branches returns(long... pairs) {
    Map<String, Branch> all = new TreeMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      Branch.Back back = new Branch.Back(pairs[i + 1], Scope.CAMPAIGN);
      all.put(
          "r" + i,
          new Branch(
              "r", pairs[i], Instant.EPOCH, "gm", "d", false, Optional.of(back), Optional.empty()));
    }
    return new Branches(all);
  }

  @Test
  void whatWasAbandonedByAReturnIsACourseOfItsOwn() {
    assertEquals(50, Ancestry.common(65, 50, returns()));
    // After 59 the campaign went back to 40: the next entry, 60, goes on from there.
    Branches once = returns(59, 40);
    assertEquals(40, Ancestry.common(65, 59, once));
    assertEquals(40, Ancestry.common(60, 59, once));
    assertEquals(40, Ancestry.common(59, 65, once));
    assertEquals(45, Ancestry.common(59, 45, once));
    assertEquals(40, Ancestry.common(65, 45, once));
    assertEquals(30, Ancestry.common(65, 30, once));
    assertEquals(62, Ancestry.common(65, 62, once));
    // Then it went forth again to 59 (entry 66): what follows comes from there.
    Branches twice = returns(59, 40, 65, 59);
    assertEquals(59, Ancestry.common(70, 59, twice));
    assertEquals(40, Ancestry.common(70, 62, twice));
  }
}
