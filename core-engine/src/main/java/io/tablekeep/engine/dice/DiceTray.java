package io.tablekeep.engine.dice;

import io.tablekeep.engine.journal.entry.RollProof;
import io.tablekeep.engine.journal.entry.Rolled;
import io.tablekeep.engine.runtime.Chance;
import io.tablekeep.sdk.dice.DiceException;
import io.tablekeep.sdk.dice.Die;
import io.tablekeep.sdk.dice.DieSource;
import io.tablekeep.sdk.dice.Roll;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The dice of one decision, however often it is tried: faces that fell for a purpose fall again.
 * What fell stays here also when the rules then refuse, fail or run out of time, so that it is
 * journaled. Rules roll on their thread, and the loop closes it.
 */
public final class DiceTray {
  private final Source source;
  private final Map<String, Fallen> fallen = new HashMap<>();
  private final List<Rolled> rolled = new ArrayList<>();
  private boolean closed;

  /** Where new faces come from. */
  interface Source {
    /** A roll is about to be made: its numbers, and how they are told. */
    New begin(String stream, String notation);
  }

  /** The numbers of a roll. */
  interface New {
    /** A number from 0 to one less than the bound. */
    long below(long bound);

    /** Which roll it is; empty when nothing proves it. */
    Optional<RollProof.Ref> ref();
  }

  DiceTray(Source source) {
    this.source = source;
  }

  /**
   * Dice of which nothing is proven, for what is tried out and for documents without dice of their
   * own.
   *
   * @param chance where faces come from
   * @return a tray
   */
  public static DiceTray of(Chance chance) {
    return new DiceTray((stream, notation) -> Loose.of(chance, Optional.empty()));
  }

  /**
   * Rolls dice.
   *
   * @param dice what to roll
   * @return the roll
   * @throws DiceException the notation has no result; what fell is kept all the same
   */
  public synchronized Roll roll(Throwing dice) {
    if (closed) {
      throw new TablekeepException(
          ErrorKind.PLUGIN, "rules-too-late", "the time of these rules is up, no dice fall");
    }
    Fallen earlier = fallen.get(dice.what());
    if (earlier == null) {
      earlier = dice.before().orElse(null);
    }
    String stream = Streams.of(dice.to(), dice.by(), dice.owners());
    Falling falling = new Falling(earlier, () -> source.begin(stream, dice.notation().text()));
    Roll roll;
    try {
      roll = dice.notation().roll(falling, dice.sheet());
    } catch (RuntimeException failed) {
      if (!falling.faces.isEmpty()) {
        String code = failed instanceof TablekeepException coded ? coded.code() : "failed";
        Roll broken = new Roll(dice.notation().text(), falling.faces, 0);
        keep(dice, stream, falling, broken, code);
      }
      throw failed;
    }
    keep(dice, stream, falling, roll.bare(), "");
    return roll;
  }

  private void keep(Throwing dice, String stream, Falling falling, Roll roll, String failed) {
    Optional<RollProof> proof = falling.proof(stream, dice.dialect());
    Rolled one = new Rolled(dice.what(), roll, dice.to(), proof, failed);
    if (falling.isNews(roll)) {
      rolled.add(one);
      fallen.put(dice.what(), Fallen.of(one));
    }
  }

  /**
   * What fell in this decision and was in no journal before.
   *
   * @return in order
   */
  public synchronized List<Rolled> rolled() {
    return List.copyOf(rolled);
  }

  /** From now on no dice fall, and what fell does not change. */
  synchronized void close() {
    closed = true;
  }

  /** Numbers that come from chance alone. */
  record Loose(LongUnaryOperator numbers, Optional<RollProof.Ref> ref) implements New {
    static Loose of(Chance chance, Optional<RollProof.Ref> ref) {
      return new Loose(bound -> below(chance, bound), ref);
    }

    private static long below(Chance chance, long bound) {
      if (bound <= Integer.MAX_VALUE) {
        return chance.below((int) bound);
      }
      // What would make low numbers likelier than high ones is drawn again.
      long bits = chance.bits() >>> 1;
      while (bits - bits % bound + (bound - 1) < 0) {
        bits = chance.bits() >>> 1;
      }
      return bits % bound;
    }

    @Override
    public long below(long bound) {
      return numbers.applyAsLong(bound);
    }
  }

  /** First the faces that fell before, then new ones. */
  private static final class Falling implements DieSource {
    private final @Nullable Fallen earlier;
    private final java.util.function.Supplier<New> begin;
    private final DieList dice = new DieList();
    private final List<Long> faces = new ArrayList<>();
    private @Nullable New fresh;
    private boolean reused;

    Falling(@Nullable Fallen earlier, java.util.function.Supplier<New> begin) {
      this.earlier = earlier;
      this.begin = begin;
    }

    @Override
    public long roll(Die die) {
      dice.add(die);
      long face = face(die);
      faces.add(face);
      return face;
    }

    private long face(Die die) {
      int index = faces.size();
      if (earlier != null && index < earlier.roll().faces().size()) {
        long before = earlier.roll().faces().get(index);
        if (die.has(before)) {
          reused = true;
          return before;
        }
      }
      if (fresh == null) {
        fresh = begin.get();
      }
      return die.face(fresh.below(die.draws()));
    }

    /** Whether the journal does not have these dice yet. */
    boolean isNews(Roll roll) {
      return fresh != null || earlier == null || !earlier.roll().faces().equals(roll.faces());
    }

    Optional<RollProof> proof(String stream, String dialect) {
      Optional<RollProof.Ref> again =
          reused && earlier != null
              ? earlier.proof().filter(proof -> !proof.isScripted()).map(RollProof::ref)
              : Optional.empty();
      Optional<RollProof.Ref> own = fresh == null ? Optional.empty() : fresh.ref();
      if (own.isEmpty() && (again.isEmpty() || fresh != null)) {
        return Optional.empty();
      }
      RollProof.Ref ref =
          own.orElseGet(
              () -> new RollProof.Ref(again.map(RollProof.Ref::epoch).orElse(0L), stream, 0));
      return Optional.of(
          new RollProof(ref.epoch(), ref.stream(), ref.counter(), dice.text(), again, dialect));
    }
  }
}
