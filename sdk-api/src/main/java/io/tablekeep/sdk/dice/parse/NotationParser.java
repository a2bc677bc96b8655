package io.tablekeep.sdk.dice.parse;

import io.tablekeep.sdk.dice.Dialect;
import io.tablekeep.sdk.dice.DiceException;
import io.tablekeep.sdk.dice.DiceLimits;
import io.tablekeep.sdk.dice.Trait;
import io.tablekeep.sdk.dice.tree.Amount;
import io.tablekeep.sdk.dice.tree.Call;
import io.tablekeep.sdk.dice.tree.Function;
import io.tablekeep.sdk.dice.tree.Group;
import io.tablekeep.sdk.dice.tree.Negation;
import io.tablekeep.sdk.dice.tree.Operation;
import io.tablekeep.sdk.dice.tree.Operator;
import io.tablekeep.sdk.dice.tree.Parenthesis;
import io.tablekeep.sdk.dice.tree.Reference;
import io.tablekeep.sdk.dice.tree.Term;
import io.tablekeep.sdk.error.ErrorKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one notation: arithmetic, functions, groups; dice are read by {@link DiceReader}. */
public final class NotationParser {
  private final Cursor cursor;
  private final Dialect dialect;
  private final DiceReader dice;
  private String label = "";
  private int depth;
  private int groups;

  /**
   * A parser of one text.
   *
   * @param text the notation
   * @param dialect what its words mean
   */
  public NotationParser(String text, Dialect dialect) {
    this.cursor = new Cursor(text);
    this.dialect = dialect;
    this.dice = new DiceReader(cursor, dialect, this::inParentheses);
    if (text.length() > DiceLimits.CHARACTERS) {
      throw limit(
          "A notation has at most " + DiceLimits.CHARACTERS + " characters.",
          DiceLimits.CHARACTERS);
    }
  }

  /**
   * Reads all of it.
   *
   * @return the tree
   * @throws DiceException when it is no notation, or asks for too much
   */
  public Term parse() {
    Remarks.skip(cursor);
    Term term = sum();
    if (!cursor.done()) {
      throw cursor.wrong();
    }
    return term;
  }

  /**
   * The first remark in the notation.
   *
   * @return a text, or empty
   */
  public String label() {
    return label;
  }

  /**
   * How many throws and groups there are.
   *
   * @return slots in use
   */
  public int slots() {
    return dice.slots();
  }

  private static DiceException limit(String message, int at) {
    return new DiceException(ErrorKind.USER, DiceException.LIMIT, message, at);
  }

  private void deeper() {
    if (++depth > DiceLimits.DEPTH) {
      throw limit("A notation is nested at most " + DiceLimits.DEPTH + " deep.", cursor.at);
    }
  }

  private Term sum() {
    Term left = product();
    while (true) {
      int at = cursor.at;
      Operator operator = cursor.take('+') ? Operator.PLUS : null;
      operator = operator == null && cursor.take('-') ? Operator.MINUS : operator;
      if (operator == null) {
        return left;
      }
      left = new Operation(operator, left, operand(), at);
    }
  }

  private Term operand() {
    Remarks.skip(cursor);
    return product();
  }

  private Term product() {
    Term left = signed();
    while (true) {
      int at = cursor.at;
      Operator operator = factor();
      if (operator == null) {
        return left;
      }
      cursor.at++;
      Remarks.skip(cursor);
      left = new Operation(operator, left, signed(), at);
    }
  }

  private @Nullable Operator factor() {
    return switch (cursor.peek()) {
      case '*' -> cursor.peek(1) == '*' ? null : Operator.TIMES;
      case '/' -> Operator.OVER;
      case '%' -> Operator.MODULO;
      default -> null;
    };
  }

  private Term signed() {
    if (dialect.has(Trait.SIGNS) && (cursor.peek() == '-' || cursor.peek() == '+')) {
      boolean minus = cursor.peek() == '-';
      cursor.at++;
      Remarks.skip(cursor);
      deeper();
      Term of = signed();
      depth--;
      return !minus ? of : of instanceof Amount one ? new Amount(-one.value()) : new Negation(of);
    }
    return power();
  }

  /** A power binds to the right, and closer than a minus: -2^2 is -4. */
  private Term power() {
    Term base = atom();
    int at = cursor.at;
    if (!cursor.take('^')) {
      if (cursor.peek() != '*' || cursor.peek(1) != '*') {
        return base;
      }
      cursor.at += 2;
    }
    Remarks.skip(cursor);
    deeper();
    Term exponent = signed();
    depth--;
    if (base instanceof Amount number && number.value() < 0) {
      Term positive = new Amount(-number.value());
      return new Negation(new Operation(Operator.POWER, positive, exponent, at));
    }
    return new Operation(Operator.POWER, base, exponent, at);
  }

  private Term atom() {
    int start = cursor.at;
    char c = cursor.peek();
    Term term;
    if (c == '(') {
      term = parenthesis(start);
    } else if (c == '{') {
      term = group(start);
    } else if (c == '@') {
      term = reference(start);
    } else if (dice.starts()) {
      term = dice.read(start);
    } else if (Cursor.isDigit(c) || (c == '-' && Cursor.isDigit(cursor.peek(1)))) {
      term = new Amount(cursor.number());
    } else {
      term = call(start);
    }
    String remark = Remarks.label(cursor);
    if (!remark.isEmpty()) {
      label = label.isEmpty() ? remark : label;
      term = DiceReader.labelled(term, remark);
    }
    return term;
  }

  private Term parenthesis(int start) {
    Term inner = inParentheses();
    if (dice.follows() && dice.countable(inner)) {
      return dice.read(start, inner);
    }
    return new Parenthesis(inner);
  }

  private Term inParentheses() {
    cursor.expect('(');
    deeper();
    Remarks.skip(cursor);
    Term inner = sum();
    cursor.expect(')');
    depth--;
    return inner;
  }

  private Term group(int start) {
    if (groups > 0 && !dialect.has(Trait.NESTED_GROUPS)) {
      throw cursor.wrong();
    }
    cursor.expect('{');
    deeper();
    groups++;
    int slot = dice.slot();
    List<Term> parts = new ArrayList<>();
    do {
      Remarks.skip(cursor);
      parts.add(sum());
    } while (cursor.take(','));
    cursor.expect('}');
    groups--;
    depth--;
    return new Group(slot, parts, dice.modifiers(), dialect.has(Trait.POOLED_GROUPS), "", start);
  }

  private Term reference(int start) {
    cursor.expect('@');
    int from = cursor.at;
    while (isName(cursor.peek()) || (cursor.peek() == '.' && isName(cursor.peek(1)))) {
      cursor.at++;
    }
    if (cursor.at == from || cursor.text.charAt(from) == '.') {
      throw cursor.wrong(from);
    }
    return new Reference(cursor.text.substring(from, cursor.at), start);
  }

  private static boolean isName(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private Term call(int start) {
    int end = cursor.at;
    while (end < cursor.text.length() && Character.isLetter(cursor.text.charAt(end))) {
      end++;
    }
    Function function = dialect.functions().get(cursor.text.substring(start, end));
    if (function == null) {
      throw cursor.wrong();
    }
    cursor.at = end;
    cursor.expect('(');
    deeper();
    List<Term> arguments = new ArrayList<>();
    do {
      Remarks.skip(cursor);
      arguments.add(sum());
    } while (more(function, arguments.size()) && cursor.take(','));
    if (arguments.size() < function.arguments()) {
      throw cursor.wrong();
    }
    cursor.expect(')');
    depth--;
    return new Call(function, arguments, start);
  }

  private boolean more(Function function, int so) {
    boolean many = function == Function.MAX || function == Function.MIN;
    return so < function.arguments() || (many && dialect.has(Trait.MANY_ARGUMENTS));
  }
}
