package io.tablekeep.sdk.dice.roll;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What came of the throws and groups of a notation, by their slots. */
final class Piles {
  private final @Nullable Pile<?>[] piles;

  Piles(int slots) {
    piles = new Pile<?>[slots];
  }

  void put(int slot, Pile<?> pile) {
    piles[slot] = pile;
  }

  Pile<?> get(int slot) {
    return Objects.requireNonNull(piles[slot]);
  }

  @Nullable Pile<?>[] all() {
    return piles;
  }
}
