package io.tablekeep.engine.loop;

import io.tablekeep.engine.dice.DiceHouse;
import io.tablekeep.engine.dice.DiceTurn;
import io.tablekeep.engine.journal.Journal;
import io.tablekeep.engine.journal.entry.Cause;
import io.tablekeep.engine.journal.entry.DiceEvent;
import io.tablekeep.engine.journal.entry.Entry;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.journal.entry.Rolled;
import io.tablekeep.engine.rules.Decided;
import io.tablekeep.engine.state.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Makes entries of what was decided. Stateless, on the loop. */
final class Writing {
  private Writing() {}

  /** An entry of the engine's own that fixes dice which nothing has fixed yet. */
  static void fix(DiceHouse dice, DecisionLine line, long nanos) {
    if (dice.isAdrift()) {
      Cause cause = Cause.withoutId("", DiceHouse.AFRESH, JsonObject.empty(0));
      Reply nobody = new Reply(null, "", 0, nanos, new CompletableFuture<>());
      line.write(cause, new Upgraded(Decided.nothing(line.head(), List.of(), Outcome.OK)), nobody);
    }
  }

  /** The next entry of a journal, with every die that fell for it. */
  static Entry entry(
      Journal journal, Instant now, Waiting waiting, Decided decided, DiceHouse dice) {
    DiceTurn turn = waiting.turn(dice);
    List<Rolled> rolls = turn.rolls();
    List<DiceEvent> events =
        waiting.cause.type().equals(DiceHouse.AFRESH)
            ? dice.afresh()
            : turn.events(decided.before(), decided.root());
    return new Entry(
        journal.version() + 1,
        journal.epoch().value(),
        now,
        waiting.cause,
        decided.effects(),
        rolls,
        decided.outcome(),
        decided.settled(),
        events);
  }
}
