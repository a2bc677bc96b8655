package io.tablekeep.sdk.dice.roll;

import io.tablekeep.sdk.dice.Die;
import io.tablekeep.sdk.dice.RolledDie;

/** A die on the table. */
final class LyingDie extends Lying {
  final Die die;
  long face;

  LyingDie(Die die, long face) {
    this.die = die;
    this.face = face;
    this.value = face;
  }

  void again(long other) {
    face = other;
    value = other;
  }

  RolledDie lies() {
    return new RolledDie(die, face, value, counts(), kept, marks());
  }
}
