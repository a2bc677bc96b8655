package io.tablekeep.sdk.dice;

import io.tablekeep.sdk.error.ErrorKind;

/** Faces named beforehand. */
final class GivenFaces implements DieSource {
  private final long[] faces;
  private int next;

  GivenFaces(long[] faces) {
    this.faces = faces;
  }

  @Override
  public long roll(Die die) {
    if (next == faces.length) {
      throw new DiceException(
          ErrorKind.USER,
          DiceException.MISSING,
          "The notation needs more dice than the " + faces.length + " that were given.",
          0);
    }
    return faces[next++];
  }
}
