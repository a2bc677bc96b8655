package io.tablekeep.sdk.dice.parse;

import io.tablekeep.sdk.dice.Dialect;
import io.tablekeep.sdk.dice.DiceException;
import io.tablekeep.sdk.dice.DiceLimits;
import io.tablekeep.sdk.dice.Die;
import io.tablekeep.sdk.dice.Meaning;
import io.tablekeep.sdk.dice.Trait;
import io.tablekeep.sdk.dice.tree.Compare;
import io.tablekeep.sdk.dice.tree.Compare.Test;
import io.tablekeep.sdk.dice.tree.Modifier;
import io.tablekeep.sdk.error.ErrorKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what stands behind dice and groups. */
final class Modifiers {
  private static final int MANY = DiceLimits.EXTRA_ROLLS;

  private final Cursor cursor;
  private final Dialect dialect;
  private final Words words;

  /** A modifier with what decides its place. */
  private record Found(Meaning meaning, Modifier modifier) {}

  Modifiers(Cursor cursor, Dialect dialect) {
    this.cursor = cursor;
    this.dialect = dialect;
    this.words = Words.of(dialect);
  }

  /** All modifiers here; {@code die} is known for dice whose sides stand in the notation. */
  List<Modifier> read(boolean group, @Nullable Die die) {
    List<Found> found = null;
    while (true) {
      int start = cursor.at;
      Found one = next(die);
      if (one == null) {
        break;
      }
      if (group && !onGroups(one.meaning())) {
        throw cursor.wrong(start);
      }
      found = found == null ? new ArrayList<>(2) : found;
      put(found, one);
    }
    if (found == null) {
      return List.of();
    }
    if (found.size() > 1 && !dialect.has(Trait.WRITTEN_ORDER)) {
      found.sort(Comparator.comparing(one -> one.meaning().order()));
    }
    return found.stream().map(Found::modifier).toList();
  }

  /** With a fixed order the last of a family stands, at the place of its first. */
  private void put(List<Found> found, Found one) {
    if (!dialect.has(Trait.WRITTEN_ORDER)) {
      for (int i = 0; i < found.size(); i++) {
        if (found.get(i).meaning().family().equals(one.meaning().family())) {
          found.set(i, one);
          return;
        }
      }
    }
    found.add(one);
  }

  private static boolean onGroups(Meaning meaning) {
    return switch (meaning) {
      case KEEP_HIGH, KEEP_LOW, DROP_HIGH, DROP_LOW, SORT_UP, SORT_DOWN -> true;
      case COUNT_SUCCESS, COUNT_FAILURE -> true;
      default -> false;
    };
  }

  private @Nullable Found next(@Nullable Die die) {
    int start = cursor.at;
    Meaning meaning = words.take(cursor);
    if (meaning != null) {
      boolean again = meaning.family().equals("explode") || meaning.order() == 4;
      if (die != null && die.single() && (again || meaning.order() == 5)) {
        throw endless(start);
      }
      return new Found(meaning, modifier(meaning));
    }
    if (!dialect.has(Trait.TARGETS)) {
      return null;
    }
    Compare success = Conditions.read(cursor);
    if (success == null) {
      return null;
    }
    Compare failure = null;
    if (cursor.take('f')) {
      failure = Conditions.read(cursor);
      if (failure == null) {
        throw cursor.wrong();
      }
    }
    return new Found(
        Meaning.COUNT_SUCCESS,
        new Modifier.Target(success, failure == null ? Compare.NONE : failure));
  }

  static DiceException endless(int at) {
    return new DiceException(
        ErrorKind.USER,
        DiceException.ENDLESS,
        "A die with one side cannot explode or be rolled again.",
        at);
  }

  private Modifier modifier(Meaning meaning) {
    return switch (meaning) {
      case MINIMUM -> new Modifier.Clamp(true, cursor.number());
      case MAXIMUM -> new Modifier.Clamp(false, cursor.number());
      case EXPLODE -> new Modifier.Explode(when(Compare.MOST), false, false, false, MANY);
      case COMPOUND -> new Modifier.Explode(when(Compare.MOST), true, false, false, MANY);
      case PENETRATE -> new Modifier.Explode(when(Compare.MOST), false, true, false, MANY);
      case COMPOUND_PENETRATE -> new Modifier.Explode(when(Compare.MOST), true, true, false, MANY);
      case EXPLODE_AT_END -> {
        int most = times(MANY);
        yield new Modifier.Explode(when(Compare.MOST), false, false, true, most);
      }
      case EXPLODE_ONCE -> {
        times(1);
        yield new Modifier.Explode(when(Compare.MOST), false, false, true, 1);
      }
      case REROLL -> {
        int most = times(MANY);
        yield new Modifier.Reroll(when(Compare.LEAST), most);
      }
      case REROLL_ONCE -> {
        times(1);
        yield new Modifier.Reroll(when(Compare.LEAST), 1);
      }
      case UNIQUE -> new Modifier.Unique(when(Compare.ANY), MANY);
      case UNIQUE_ONCE -> new Modifier.Unique(when(Compare.ANY), 1);
      case KEEP_HIGH -> new Modifier.Keep(false, true, count());
      case KEEP_LOW -> new Modifier.Keep(false, false, count());
      case DROP_HIGH -> new Modifier.Keep(true, true, count());
      case DROP_LOW -> new Modifier.Keep(true, false, count());
      case COUNT_SUCCESS -> new Modifier.Count(when(Compare.MOST), true);
      case COUNT_FAILURE -> new Modifier.Count(when(Compare.LEAST), false);
      case COUNT_EVEN -> new Modifier.Count(new Compare(Test.EVEN, 0), true);
      case COUNT_ODD -> new Modifier.Count(new Compare(Test.ODD, 0), true);
      case DEDUCT -> new Modifier.Deduct(when(Compare.NONE), false);
      case SUBTRACT -> new Modifier.Deduct(when(Compare.NONE), true);
      case MARGIN -> margin();
      case MARK_SUCCESS -> new Modifier.Critical(when(Compare.MOST), true);
      case MARK_FAILURE -> new Modifier.Critical(when(Compare.LEAST), false);
      case SORT_UP -> new Modifier.Sort(false);
      case SORT_DOWN -> new Modifier.Sort(true);
    };
  }

  private Modifier margin() {
    Compare target = when(Compare.NONE);
    if (target.test() == Test.NONE) {
      throw cursor.wrong();
    }
    return new Modifier.Margin(
        target.with(), target.test() == Test.BELOW || target.test() == Test.AT_MOST);
  }

  private Compare when(Compare otherwise) {
    Compare read = Conditions.read(cursor);
    if (read != null) {
      return read;
    }
    if (dialect.has(Trait.BARE_CONDITIONS) && cursor.digit()) {
      return new Compare(Test.SAME, cursor.number());
    }
    return otherwise;
  }

  /** How often, where it may stand before the condition. */
  private int times(int otherwise) {
    if (!dialect.has(Trait.BARE_CONDITIONS) || !cursor.digit()) {
      return otherwise;
    }
    int start = cursor.at;
    long often = cursor.digits();
    char next = cursor.peek();
    if (next == '<' || next == '>' || next == '=') {
      return (int) Math.min(often, MANY);
    }
    cursor.at = start;
    return otherwise;
  }

  private int count() {
    long count = cursor.whole();
    if (count < 0) {
      if (!dialect.has(Trait.BARE_COUNTS)) {
        throw cursor.wrong();
      }
      return 1;
    }
    return (int) Math.min(count, Integer.MAX_VALUE);
  }
}
