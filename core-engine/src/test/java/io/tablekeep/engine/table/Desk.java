package io.tablekeep.engine.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.tablekeep.engine.journal.entry.Effects;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.rules.ActionRule;
import io.tablekeep.engine.rules.Decided;
import io.tablekeep.engine.rules.Round;
import io.tablekeep.engine.rules.RoundContext;
import io.tablekeep.engine.rules.RuleBook;
import io.tablekeep.engine.runtime.Chance;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.view.Viewer;
import io.tablekeep.engine.view.Views;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.state.Pointer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Decides actions at a table of its own, one after the other, without engine, journal or seats. */
final class Desk {
  final RuleBook book = new RuleBook(TableSystem.rules(), Optional.empty());
  final Views views = new Views(Optional.empty());
  final ActionGenerator generator = new ActionGenerator(TableSystem.rules().actions(), views);

  private final SplittableRandom random;
  private JsonObject root;
  private Instant now = Instant.parse("2026-01-01T00:05:00Z");
  private long version = 1;

  Desk() {
    this(RichTable.root(), 1);
  }

  Desk(JsonObject root, long seed) {
    this.root = root;
    this.random = new SplittableRandom(seed);
  }

  JsonObject root() {
    return root;
  }

  /** What stands at a place, {@code ""} for the whole, null for nothing. */
  @Nullable Object at(String pointer) {
    return Trees.get(root, Pointer.parse(pointer));
  }

  /** What a participant sees at a place. */
  @Nullable Object sees(Participant who, String pointer) {
    return Trees.get(views.view(root, Viewer.of(who)), Pointer.parse(pointer));
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  /** Decides; what is applied becomes the table's state, and is checked to come out of a replay. */
  Outcome act(Participant by, Record payload) {
    ActionRule rule = book.action(payload.getClass());
    assertNotNull(rule, payload.getClass() + " is no action");
    now = now.plusSeconds(1);
    version++;
    RoundContext context =
        RoundContext.first(
            by,
            now,
            version,
            new Chance() {
              @Override
              public int below(int bound) {
                return random.nextInt(bound);
              }

              @Override
              public long bits() {
                return random.nextLong();
              }
            },
            views);
    Decided decided = new Round(book, root, context).decideBuiltIn(rule, payload);
    assertNotNull(decided, "the table asked for plugin code");
    assertEquals(
        decided.root(),
        Effects.apply(root, decided.effects(), version),
        () -> rule.name() + " replays otherwise");
    root = decided.root();
    return decided.outcome();
  }

  /** The code of the outcome: {@code ok}, or that of a refusal with its field. */
  String code(Participant by, Record payload) {
    Outcome outcome = act(by, payload);
    if (outcome instanceof Outcome.Refused refused) {
      return refused.field().isEmpty() ? refused.code() : refused.code() + " " + refused.field();
    }
    return outcome instanceof Outcome.Applied applied ? applied.code() : "pending";
  }
}
