package io.tablekeep.plugin.foundry.sheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.Seed;
import io.tablekeep.plugin.foundry.FoundryFiles;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Actors as nobody has seen them yet: known ones with anything changed. */
class MutatedActorsTest {
  private static final int MUTANTS = Integer.getInteger("foundry.mutants", 3_000);

  private final SplittableRandom random = new SplittableRandom(Seed.of("MutatedActorsTest"));
  private final List<Object> scraps = new ArrayList<>();

  @Test
  void whateverIsChangedTheSheetIsOneThatD20TakesOrThereIsNone() throws IOException {
    List<Map<String, Object>> actors = FoundryFiles.actors();
    actors.forEach(this::gather);
    int sheets = 0;
    for (int i = 0; i < MUTANTS; i++) {
      Object before = actors.get(random.nextInt(actors.size()));
      int every = 1 + random.nextInt(400);
      Map<String, Object> mutant = whole(changed(before, every));
      String text = FoundryFiles.text(mutant);
      Optional<Map<String, Object>> block = Optional.empty();
      try {
        block = Sheet.block(mutant, (at, sentence) -> assertTrue(sentence.length() < 2_000));
      } catch (RuntimeException e) {
        throw new AssertionError(text, e);
      }
      if (block.isPresent()) {
        assertEquals(List.of(), Judge.problems(block.get()), text);
        sheets++;
      }
    }
    System.out.printf("%d changed actors: %d have a sheet%n", MUTANTS, sheets);
    assertTrue(sheets * 2 > MUTANTS, "most have one: " + sheets);
  }

  /** What stands somewhere may stand anywhere. */
  private void gather(Object value) {
    if (value instanceof Map<?, ?> map) {
      map.values().forEach(this::gather);
    } else if (value instanceof List<?> list) {
      list.forEach(this::gather);
    }
    if (random.nextInt(60) == 0) {
      scraps.add(value);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> whole(Object mutant) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (mutant instanceof Map<?, ?> some) {
      map.putAll((Map<String, Object>) some);
    }
    return map;
  }

  private Object changed(Object value, int every) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.forEach(
          (key, one) -> {
            if (random.nextInt(every) > 0 || random.nextBoolean()) {
              copy.put((String) key, changed(one, every));
            }
          });
      return copy;
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      for (Object one : list) {
        int times = random.nextInt(every) > 0 ? 1 : random.nextInt(4);
        for (int i = 0; i < times; i++) {
          copy.add(changed(one, every));
        }
      }
      return copy;
    }
    return random.nextInt(every) > 0 ? value : anything();
  }

  private Object anything() {
    List<Object> odd =
        List.of(
            Optional.empty(),
            "",
            " ",
            -1L,
            0L,
            1L,
            99_999_999_999L,
            -3.75,
            1e300,
            new BigDecimal("1e400"),
            true,
            false,
            "x".repeat(30_000),
            "\u0000\uD83D\uDE00",
            "999d999",
            "1d6 + @nowhere",
            "(2d6)d(1d4)",
            "1/0",
            "2d6kh1",
            "@scale.a.b",
            "max(1, @abilities.cha.mod) * 3 - 2d4");
    int which = random.nextInt(odd.size() + 8);
    if (which < odd.size()) {
      return odd.get(which);
    }
    return which % 4 == 0
        ? List.of(odd.get(random.nextInt(odd.size())))
        : which % 4 == 1
            ? Map.of("value", odd.get(random.nextInt(odd.size())), "x", 1L)
            : scraps.get(random.nextInt(scraps.size()));
  }
}
