package io.tablekeep.sdk.dice.roll;

import io.tablekeep.sdk.dice.Mark;
import io.tablekeep.sdk.dice.tree.Amount;
import io.tablekeep.sdk.dice.tree.Term;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What lies on the table and may be kept, dropped or counted: a die, or a term of a group. */
class Lying {
  private static final Term NONE = new Amount(0);

  /** What it is, in a group. */
  final Term term;

  double value;

  /** What it counts instead of its value. */
  double score;

  boolean scored;
  boolean kept = true;

  private @Nullable EnumSet<Mark> marks;

  Lying(Term term) {
    this.term = term;
  }

  Lying() {
    this(NONE);
  }

  void mark(Mark mark) {
    if (marks == null) {
      marks = EnumSet.of(mark);
    } else {
      marks.add(mark);
    }
  }

  void unmark(Mark mark) {
    if (marks != null) {
      marks.remove(mark);
    }
  }

  /** In the order of their kinds. */
  Set<Mark> marks() {
    return marks == null ? Set.of() : marks;
  }

  void score(double counts) {
    score = counts;
    scored = true;
  }

  void drop() {
    kept = false;
    mark(Mark.DROPPED);
  }

  double counts() {
    if (!kept) {
      return 0;
    }
    return scored ? score : value;
  }
}
