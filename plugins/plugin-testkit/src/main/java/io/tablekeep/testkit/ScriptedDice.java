package io.tablekeep.testkit;

import io.tablekeep.engine.runtime.Chance;
import java.util.ArrayDeque;

/** Chance whose next faces can be told; after those it goes on by itself. */
final class ScriptedDice implements Chance {
  private final Chance otherwise;
  private final ArrayDeque<Integer> faces = new ArrayDeque<>();
  private String wrong = "";

  ScriptedDice(Chance otherwise) {
    this.otherwise = otherwise;
  }

  void then(int face) {
    faces.add(face);
  }

  int left() {
    return faces.size();
  }

  /** Fails when a face was told that the die does not have. */
  void check() {
    if (!wrong.isEmpty()) {
      throw new AssertionError(wrong);
    }
  }

  /** The engine draws faces this way, and nothing else. */
  @Override
  public int below(int bound) {
    Integer face = faces.poll();
    if (face == null) {
      return otherwise.below(bound);
    }
    if (face < 1 || face > bound) {
      // The engine would take what is thrown here for a fault of the rule.
      wrong = "the test says " + face + ", and the die has " + bound + " sides";
      return otherwise.below(bound);
    }
    return face - 1;
  }

  @Override
  public long bits() {
    return otherwise.bits();
  }

  @Override
  public boolean isScripted() {
    return true;
  }
}
