package io.tablekeep.server.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.Seed;
import io.tablekeep.sdk.state.Pointer;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PlacesTest {
  @Test
  void numbersComeInTurnAndTheOldestPlaceMakesRoom() {
    SplittableRandom random = Seed.random("numbersComeInTurnAndTheOldestPlaceMakesRoom");
    Places places = new Places();
    Map<Pointer, Integer> numbers = new HashMap<>();
    Map<Integer, Pointer> owners = new HashMap<>();
    int next = 0;
    int told = 0;
    for (int i = 0; i < 20_000; i++) {
      Pointer place = Pointer.of("maps", "m", "tokens", "t" + random.nextInt(1 + i / 30));
      Integer known = numbers.get(place);
      assertEquals(known == null ? -1 : known, places.number(place), "step " + i);
      if (known == null) {
        numbers.remove(owners.put(next, place));
        numbers.put(place, next);
        next = (next + 1) % Places.MOST;
        told++;
      }
    }
    assertTrue(told > 2 * Places.MOST, "the numbers never began again: " + told);
  }
}
