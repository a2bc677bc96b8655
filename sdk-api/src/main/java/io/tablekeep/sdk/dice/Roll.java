package io.tablekeep.sdk.dice;

import java.util.List;

/**
 * Dice that have fallen.
 *
 * @param notation what was rolled, such as {@code 2d6+3}
 * @param faces every face in the order of rolling
 * @param total the result of the notation
 */
public record Roll(String notation, List<Integer> faces, int total) {
  /**
   * Copies the faces.
   *
   * @param notation as in the record
   * @param faces as in the record
   * @param total as in the record
   */
  public Roll {
    faces = List.copyOf(faces);
  }

  /**
   * The first face, as in "a natural 20".
   *
   * @return the face of the die rolled first
   * @throws IllegalStateException when the notation holds no die
   */
  public int first() {
    if (faces.isEmpty()) {
      throw new IllegalStateException("no die in " + notation);
    }
    return faces.get(0);
  }
}
