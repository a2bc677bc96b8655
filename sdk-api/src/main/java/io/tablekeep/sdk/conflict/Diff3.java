package io.tablekeep.sdk.conflict;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Walks three versions of a sequence together: stretches that one side changed, or both alike, and
 * those that both changed differently (Khanna, Kunal and Pierce, <i>A Formal Investigation of
 * Diff3</i>, 2007).
 */
final class Diff3 {
  private Diff3() {}

  /** Told what stands in the merged sequence, from its beginning. */
  interface Sink<T> {
    /** A stretch on which there is no doubt. */
    void taken(List<T> stretch);

    /** A stretch that both changed differently. */
    void contested(List<T> base, List<T> theirs, List<T> mine);
  }

  static <T> void walk(List<T> base, List<T> theirs, List<T> mine, Sink<T> sink) {
    Map<T, Integer> known = new HashMap<>();
    Function<List<T>, int[]> numbered =
        parts ->
            parts.stream()
                .mapToInt(part -> known.computeIfAbsent(part, added -> known.size()))
                .toArray();
    int[] was = numbered.apply(base);
    int[] inTheirs = Matching.of(was, numbered.apply(theirs));
    int[] inMine = Matching.of(was, numbered.apply(mine));
    int from = 0;
    int theirFrom = 0;
    int myFrom = 0;
    for (int at = 0; at <= was.length; at++) {
      boolean end = at == was.length;
      if (!end && (inTheirs[at] < 0 || inMine[at] < 0)) {
        continue;
      }
      int theirTo = end ? theirs.size() : inTheirs[at];
      int myTo = end ? mine.size() : inMine[at];
      stretch(
          base.subList(from, at),
          theirs.subList(theirFrom, theirTo),
          mine.subList(myFrom, myTo),
          sink);
      if (!end) {
        sink.taken(base.subList(at, at + 1));
        from = at + 1;
        theirFrom = theirTo + 1;
        myFrom = myTo + 1;
      }
    }
  }

  private static <T> void stretch(List<T> base, List<T> theirs, List<T> mine, Sink<T> sink) {
    if (mine.equals(base) || mine.equals(theirs)) {
      sink.taken(theirs);
    } else if (theirs.equals(base)) {
      sink.taken(mine);
    } else {
      sink.contested(base, theirs, mine);
    }
  }
}
