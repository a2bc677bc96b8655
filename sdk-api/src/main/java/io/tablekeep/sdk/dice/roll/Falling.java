package io.tablekeep.sdk.dice.roll;

import io.tablekeep.sdk.dice.Die;
import io.tablekeep.sdk.dice.DieSource;
import io.tablekeep.sdk.dice.Mark;
import io.tablekeep.sdk.dice.tree.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Dice as they fall, and the modifiers that roll more of them. */
final class Falling {
  private final DieSource source;
  private final List<Long> faces;

  /** Rolls that are left beyond those the notation names. */
  private int extra;

  Falling(DieSource source, List<Long> faces, int extra) {
    this.source = source;
    this.faces = faces;
    this.extra = extra;
  }

  long face(Die die) {
    long face = source.roll(die);
    faces.add(face);
    return face;
  }

  private long more(Die die) {
    extra--;
    return face(die);
  }

  void explode(Modifier.Explode explode, Pile<LyingDie> pile, Die die) {
    List<LyingDie> after = new ArrayList<>(pile.all.size() + 2);
    List<LyingDie> end = explode.atEnd() ? new ArrayList<>() : after;
    for (LyingDie first : pile.all) {
      after.add(first);
      if (explode.compound()) {
        compound(explode, first, die);
      } else if (!explode.atEnd()) {
        chain(explode, first, die, after);
      }
    }
    if (explode.atEnd()) {
      atEnd(explode, after, end, die);
      after.addAll(end);
    }
    pile.all = after;
  }

  private void chain(Modifier.Explode explode, LyingDie first, Die die, List<LyingDie> after) {
    LyingDie last = first;
    double compared = first.value;
    for (int i = 0; goesOn(explode, compared, i, die); i++) {
      last.mark(Mark.EXPLODED);
      LyingDie next = new LyingDie(die, more(die));
      compared = next.value;
      if (explode.penetrate()) {
        last.mark(Mark.PENETRATED);
        next.value -= 1;
      }
      after.add(next);
      last = next;
    }
  }

  private void compound(Modifier.Explode explode, LyingDie one, Die die) {
    double compared = one.value;
    for (int i = 0; goesOn(explode, compared, i, die); i++) {
      one.face = more(die);
      compared = one.face;
      one.value += explode.penetrate() ? compared - 1 : compared;
      one.mark(Mark.EXPLODED);
      one.mark(Mark.COMPOUNDED);
      if (explode.penetrate()) {
        one.mark(Mark.PENETRATED);
      }
    }
  }

  /** In rounds: what the dice of one round bring makes the next. */
  private void atEnd(Modifier.Explode explode, List<LyingDie> first, List<LyingDie> end, Die die) {
    List<LyingDie> round = first;
    for (int i = 0; !round.isEmpty(); i++) {
      List<LyingDie> next = new ArrayList<>();
      for (LyingDie one : round) {
        if (goesOn(explode, one.value, i, die)) {
          one.mark(Mark.EXPLODED);
          next.add(new LyingDie(die, more(die)));
        }
      }
      end.addAll(next);
      round = next;
    }
  }

  private boolean goesOn(Modifier.Explode explode, double value, int so, Die die) {
    return so < explode.most()
        && extra > 0
        && explode.when().matches(value, (double) die.least(), die.top());
  }

  void reroll(Modifier.Reroll reroll, Pile<LyingDie> pile, Die die) {
    for (LyingDie one : pile.all) {
      for (int i = 0;
          i < reroll.most()
              && extra > 0
              && reroll.when().matches(one.value, (double) die.least(), die.top());
          i++) {
        one.again(more(die));
        one.mark(reroll.most() == 1 ? Mark.REROLLED_ONCE : Mark.REROLLED);
      }
    }
  }

  void unique(Modifier.Unique unique, Pile<LyingDie> pile, Die die) {
    Set<Double> seen = new HashSet<>();
    for (LyingDie one : pile.all) {
      for (int i = 0;
          i < unique.most()
              && extra > 0
              && seen.contains(one.value)
              && unique.when().matches(one.value, (double) die.least(), die.top());
          i++) {
        one.again(more(die));
        one.mark(unique.most() == 1 ? Mark.UNIQUE_ONCE : Mark.UNIQUE);
      }
      seen.add(one.value);
    }
  }

  static void clamp(Modifier.Clamp clamp, Pile<LyingDie> pile) {
    for (LyingDie one : pile.all) {
      if (clamp.floor() ? one.value < clamp.bound() : one.value > clamp.bound()) {
        one.value = clamp.bound();
        one.mark(clamp.floor() ? Mark.RAISED : Mark.LOWERED);
      }
    }
  }
}
