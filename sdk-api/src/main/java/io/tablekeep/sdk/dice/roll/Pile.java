package io.tablekeep.sdk.dice.roll;

import io.tablekeep.sdk.dice.Die;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of one throw or one group. */
final class Pile<L extends Lying> {
  /** The die of a throw; none for a group. */
  final @Nullable Die die;

  List<L> all;

  /** Takes the place of the sum. */
  @Nullable Double margin;

  Pile(@Nullable Die die, List<L> all) {
    this.die = die;
    this.all = all;
  }

  double total() {
    if (margin != null) {
      return margin;
    }
    double sum = 0;
    for (int i = 0; i < all.size(); i++) {
      sum += all.get(i).counts();
    }
    return sum;
  }
}
