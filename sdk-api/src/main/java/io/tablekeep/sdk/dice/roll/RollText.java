package io.tablekeep.sdk.dice.roll;

import io.tablekeep.sdk.dice.Mark;
import io.tablekeep.sdk.dice.Numbers;
import io.tablekeep.sdk.dice.Roll;
import io.tablekeep.sdk.dice.tree.Call;
import io.tablekeep.sdk.dice.tree.Group;
import io.tablekeep.sdk.dice.tree.Negation;
import io.tablekeep.sdk.dice.tree.Operation;
import io.tablekeep.sdk.dice.tree.Parenthesis;
import io.tablekeep.sdk.dice.tree.Term;
import io.tablekeep.sdk.dice.tree.Throw;
import java.util.List;

/** Writes down how a result came about. */
final class RollText {
  private final Arithmetic arithmetic;
  private final Piles piles;
  private final StringBuilder text = new StringBuilder();

  RollText(Arithmetic arithmetic, Piles piles) {
    this.arithmetic = arithmetic;
    this.piles = piles;
  }

  String of(Term term) {
    write(term);
    if (text.length() > Roll.LONGEST_TEXT) {
      text.setLength(Roll.LONGEST_TEXT);
      text.append('…');
    }
    return text.toString();
  }

  private void write(Term term) {
    if (text.length() > Roll.LONGEST_TEXT) {
      return;
    }
    if (term instanceof Throw dice) {
      dice(piles.get(dice.slot()).all);
    } else if (term instanceof Group group) {
      group(piles.get(group.slot()).all);
    } else if (term instanceof Operation both) {
      write(both.left());
      text.append(both.operator().sign());
      write(both.right());
    } else if (term instanceof Parenthesis inner) {
      text.append('(');
      write(inner.of());
      text.append(')');
    } else if (term instanceof Call call) {
      text.append(call.function().word()).append('(');
      for (int i = 0; i < call.parts().size(); i++) {
        text.append(i == 0 ? "" : ",");
        write(call.parts().get(i));
      }
      text.append(')');
    } else if (term instanceof Negation minus) {
      text.append('-');
      write(minus.of());
    } else {
      text.append(Numbers.text(arithmetic.value(term)));
    }
  }

  private void dice(List<? extends Lying> all) {
    text.append('[');
    for (int i = 0; i < all.size() && text.length() <= Roll.LONGEST_TEXT; i++) {
      Lying one = all.get(i);
      text.append(i == 0 ? "" : ", ");
      number(one.value);
      marks(one);
    }
    text.append(']');
  }

  private void number(double value) {
    if (value == (int) value) {
      text.append((int) value);
    } else {
      text.append(Numbers.text(value));
    }
  }

  private void group(List<? extends Lying> all) {
    text.append('{');
    for (int i = 0; i < all.size(); i++) {
      text.append(i == 0 ? "" : ", ");
      Lying one = all.get(i);
      if (one.marks().isEmpty()) {
        write(one.term);
      } else {
        text.append('(');
        write(one.term);
        text.append(')');
        marks(one);
      }
    }
    text.append('}');
  }

  private void marks(Lying one) {
    for (Mark mark : one.marks()) {
      text.append(mark.sign());
    }
  }
}
