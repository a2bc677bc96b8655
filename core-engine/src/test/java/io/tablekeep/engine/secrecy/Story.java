package io.tablekeep.engine.secrecy;

import io.tablekeep.engine.state.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** One story from a seed, and what was found in it. */
final class Story {
  private static final int LENGTH = 40;

  /** Stories with seeds beside each other begin with the same documents. */
  private static final int TOGETHER = 16;

  private static final int RETOLD = 400;

  private final long seed;
  private final String observer;
  private final JsonObject a;
  private final JsonObject b;
  private final Leak leak;
  private final List<Step> steps = new ArrayList<>();
  private String violation = "";

  private Story(long seed, Leak leak) {
    this.seed = seed;
    this.leak = leak;
    Start start = Start.of(seed / TOGETHER);
    observer = start.observer;
    a = start.a;
    b = start.b;
  }

  /** Two documents that look equal; made once for the stories that begin with them. */
  private record Start(long number, String observer, JsonObject a, JsonObject b) {
    private static Start last = make(0);

    static Start of(long number) {
      if (last.number != number) {
        last = make(number);
      }
      return last;
    }

    private static Start make(long number) {
      SplittableRandom random = new SplittableRandom(number * 0x9e3779b97f4a7c15L);
      String observer = random.nextInt(8) == 0 ? "sam" : random.nextInt(3) == 0 ? "ben" : "ada";
      JsonObject a = Drafts.campaign(random);
      JsonObject b = Drafts.twin(a, Pair.viewer(observer), random);
      return new Start(number, observer, a, b);
    }
  }

  /** Tells the story of a seed. */
  static Story tell(long seed, Tally tally, Leak leak) {
    Story story = new Story(seed, leak);
    story.tell(tally);
    return story;
  }

  /** What was found; empty for nothing. */
  String violation() {
    return violation;
  }

  boolean isBroken() {
    return !violation.isEmpty();
  }

  private void tell(Tally tally) {
    Author author = new Author(new SplittableRandom(seed), tally, observer);
    tally.stories++;
    try (Pair pair = new Pair(a, b, observer, seed, leak)) {
      violation = pair.begin();
      for (int i = 0; i < LENGTH && !isBroken() && !pair.isParted(); i++) {
        Step step = author.next(pair);
        steps.add(step);
        Pair.Outcome outcome = pair.play(step);
        violation = outcome.violation();
        tally.played(step, outcome.inA(), outcome.inB());
        tally.heard(outcome.told());
        if (pair.isParted()) {
          tally.parted(step);
        }
      }
      if (!isBroken()) {
        violation = pair.end();
      }
    }
  }

  /** Whether the story is all right without what was planted. */
  boolean isCleanWithoutLeak() {
    return retell(steps, Leak.NONE).isEmpty();
  }

  private String retell(List<Step> some, Leak with) {
    try (Pair pair = new Pair(a, b, observer, seed, with)) {
      String found = pair.begin();
      for (int i = 0; i < some.size() && found.isEmpty() && !pair.isParted(); i++) {
        found = pair.play(some.get(i)).violation();
      }
      return found.isEmpty() ? pair.end() : found;
    }
  }

  /** The story without what does not matter, for people. */
  String explained() {
    List<Step> left = new ArrayList<>(steps);
    String found = violation;
    int retold = 0;
    for (int size = Math.max(1, left.size() / 2); size >= 1; size /= 2) {
      for (int from = 0; from < left.size() && retold < RETOLD; ) {
        List<Step> fewer = new ArrayList<>(left.subList(0, from));
        fewer.addAll(left.subList(Math.min(left.size(), from + size), left.size()));
        String now = retell(fewer, leak);
        retold++;
        if (now.isEmpty()) {
          from += size;
        } else {
          left = fewer;
          found = now;
        }
      }
    }
    StringBuilder text = new StringBuilder();
    text.append("Seed %d, observer %s: %s%n".formatted(seed, observer, found));
    left.forEach(step -> text.append("  ").append(step).append(System.lineSeparator()));
    text.append("  the documents differ in: ").append(differing());
    return text.toString();
  }

  private String differing() {
    List<String> places = new ArrayList<>();
    differ(a, b, "", places);
    return places.size() > 12 ? places.subList(0, 12) + " and more" : places.toString();
  }

  private static void differ(JsonObject x, JsonObject y, String at, List<String> places) {
    JsonObject.differing(
        x,
        y,
        (key, one, other) -> {
          if (one instanceof JsonObject p && other instanceof JsonObject q) {
            differ(p, q, at + '/' + key, places);
          } else {
            places.add(at + '/' + key);
          }
        });
  }
}
