package io.tablekeep.sdk.dice.odds;

import io.tablekeep.sdk.dice.DiceException;
import io.tablekeep.sdk.dice.Die;
import io.tablekeep.sdk.dice.DieSource;
import io.tablekeep.sdk.dice.References;
import io.tablekeep.sdk.dice.roll.Roller;
import io.tablekeep.sdk.dice.tree.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Goes through every way the dice of a term can fall, by rolling it with each. */
final class Trying {
  /** Less likely ways are left out. */
  private static final double UNLIKELY = 1e-9;

  private static final int STEPS_A_WAY = 2_000;
  private static final int MOST_WAYS = 20_000;

  private final References sheet;
  private final Work work;

  Trying(References sheet, Work work) {
    this.sheet = sheet;
    this.work = work;
  }

  /** One die of a way: where its faces stand. */
  private static final class Turn {
    final Die die;
    final double before;
    long face;

    Turn(Die die, double before) {
      this.die = die;
      this.before = before;
      this.face = die.least();
    }

    double chance() {
      if (die.kind() == Die.Kind.FUDGE_ONE) {
        return face == 0 ? before * 4 / 6 : before / 6;
      }
      return before / die.draws();
    }
  }

  /** The way is too unlikely to go on. */
  private static final class Left extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Left() {
      super(null, null, false, false);
    }
  }

  /** One way after the other. */
  private static final class Ways implements DieSource {
    private final List<Turn> turns = new ArrayList<>();
    private int next;

    @Override
    public long roll(Die die) {
      if (next == turns.size()) {
        double so = chance();
        if (so < UNLIKELY || die.draws() > MOST_WAYS) {
          throw new Left();
        }
        turns.add(new Turn(die, so));
      }
      return turns.get(next++).face;
    }

    double chance() {
      return next == 0 ? 1 : turns.get(next - 1).chance();
    }

    boolean other() {
      next = 0;
      while (!turns.isEmpty()) {
        Turn last = turns.get(turns.size() - 1);
        if (last.face < last.die.most()) {
          last.face++;
          return true;
        }
        turns.remove(turns.size() - 1);
      }
      return false;
    }
  }

  /** Null: there are too many ways. */
  @Nullable Reckoned of(Term term, int slots, double least, double most) {
    Map<Double, Double> weights = new HashMap<>();
    Ways ways = new Ways();
    double cut = 0;
    int tried = 0;
    do {
      if (++tried > MOST_WAYS || !work.take(STEPS_A_WAY)) {
        return null;
      }
      try {
        double total = new Roller(ways, sheet, slots).total(term);
        Distribution.add(weights, total, ways.chance());
      } catch (Left e) {
        cut += ways.chance();
      } catch (DiceException e) {
        if (!e.code().equals(DiceException.NUMBER)) {
          throw e;
        }
        cut += ways.chance();
      }
    } while (ways.other());
    Distribution all = Distribution.of(weights);
    double mean = all.mass() > 0 ? all.mean() / all.mass() : Double.NaN;
    return cut == 0 ? Reckoned.of(all) : new Reckoned(least, most, mean, all, cut);
  }
}
