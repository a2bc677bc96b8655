package io.tablekeep.contracts.conflict;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Values where no value like that belongs: parts of good ones, other types, nothing. */
final class Nonsense {
  private static final List<Object> ODD =
      List.of(
          Optional.empty(),
          true,
          0L,
          -1L,
          9_007_199_254_740_991L,
          0.5,
          -1e300,
          "",
          "17",
          "\u0000\uD83D\uDE00 /~",
          List.of(),
          List.of(List.of(), Optional.empty(), "a", "a"),
          Map.of(),
          Map.of("", Map.of("", 1L)),
          "x".repeat(5_000));

  private final SplittableRandom random;
  private final List<@Nullable Object> pool = new ArrayList<>();

  /** Draws from odd values and from the good ones, which it also takes apart and spoils. */
  Nonsense(SplittableRandom random, List<SampleConflict> good) {
    this.random = random;
    for (SampleConflict sample : good) {
      pool.add(sample.base());
      pool.add(sample.theirs());
      pool.add(sample.mine());
    }
  }

  @Nullable Object next() {
    return switch (random.nextInt(4)) {
      case 0 -> null;
      case 1 -> odd();
      case 2 -> pool.get(random.nextInt(pool.size()));
      default -> spoiled(pool.get(random.nextInt(pool.size())), 0);
    };
  }

  private Object odd() {
    return ODD.get(random.nextInt(ODD.size()));
  }

  /** The value with some of what is in it left out, doubled or something else. */
  private Object spoiled(@Nullable Object value, int depth) {
    if (value instanceof Map<?, ?> map && depth < 8) {
      Map<String, Object> made = new TreeMap<>();
      map.forEach(
          (key, inner) -> {
            if (random.nextInt(5) > 0) {
              made.put((String) key, random.nextBoolean() ? inner : spoiled(inner, depth + 1));
            }
          });
      if (random.nextInt(3) == 0) {
        made.put("k" + random.nextInt(3), odd());
      }
      return made;
    }
    if (value instanceof List<?> list && depth < 8) {
      List<Object> made = new ArrayList<>();
      for (Object inner : list) {
        for (int n = random.nextInt(3); n > 0; n--) {
          made.add(random.nextBoolean() ? inner : spoiled(inner, depth + 1));
        }
      }
      return made;
    }
    if (value instanceof Long number && random.nextBoolean()) {
      return number + random.nextInt(-5, 6);
    }
    return odd();
  }
}
