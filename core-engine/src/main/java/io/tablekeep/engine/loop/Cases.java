package io.tablekeep.engine.loop;

import io.tablekeep.engine.approval.Ask;
import io.tablekeep.engine.approval.Asks;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.rules.ActionRule;
import io.tablekeep.engine.rules.Decided;
import io.tablekeep.engine.rules.Keys;
import io.tablekeep.engine.rules.RoundContext;
import io.tablekeep.engine.rules.RuleBook;
import io.tablekeep.engine.runtime.Chance;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.engine.state.bind.Records.UnknownKeys;
import io.tablekeep.engine.view.Views;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.model.action.AskAnswer;
import io.tablekeep.sdk.model.action.AskDecide;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Finds out what an admitted action asks to be decided. Loop-confined. */
final class Cases {
  private final RuleBook book;
  private final Chance chance;
  private final Views views;

  Cases(RuleBook book, Chance chance, Views views) {
    this.book = book;
    this.chance = chance;
    this.views = views;
  }

  Case of(Waiting action, JsonObject head, Instant now, long version) {
    if (action.payload instanceof AskDecide decide) {
      return decided(action, decide, head, now, version);
    }
    if (action.payload instanceof AskAnswer answer) {
      return answered(action, answer, head, now, version);
    }
    long micros = Keys.micros(now);
    return new Case(
        false,
        action.rule,
        action.payload,
        new RoundContext(action.by, now, micros, version, Map.of(), Map.of(), false, chance, views),
        decided -> Asks.hold(decided, action.cause, micros, version));
  }

  private Case decided(
      Waiting action, AskDecide decide, JsonObject head, Instant now, long version) {
    Optional<Ask> found = Asks.find(head, decide.ask(), action.by, "");
    if (found.isEmpty()) {
      return plain(action, now, version, Cases::nothingToAnswer);
    }
    Ask ask = found.get();
    if (!decide.approve()) {
      String reason = decide.reason().orElse("The game master decided against it.");
      return plain(action, now, version, d -> Asks.end(decide.ask(), ask, d, reason, now, version));
    }
    return again(action, decide.ask(), ask, true, head, now, version);
  }

  private Case answered(
      Waiting action, AskAnswer answer, JsonObject head, Instant now, long version) {
    Optional<Ask> found = Asks.find(head, answer.ask(), action.by, answer.question());
    if (found.isEmpty()) {
      return plain(action, now, version, Cases::nothingToAnswer);
    }
    Ask ask =
        Asks.answered(found.get(), answer.question(), Records.write(answer.answer(), version));
    boolean all = ask.questions().stream().allMatch(one -> ask.answers().containsKey(one.key()));
    return all
        ? again(action, answer.ask(), ask, false, head, now, version)
        : plain(action, now, version, d -> Asks.keep(answer.ask(), ask, d, version));
  }

  /** The action that waited, decided once more in the name of its sender. */
  private Case again(
      Waiting action,
      String key,
      Ask ask,
      boolean approved,
      JsonObject head,
      Instant now,
      long version) {
    ActionRule rule = book.action(ask.type());
    Optional<Participant> sender = CampaignLoop.participant(head, ask.by());
    if (rule == null || sender.isEmpty()) {
      return plain(
          action,
          now,
          version,
          d -> Asks.end(key, ask, d, "This can no longer be decided.", now, version));
    }
    Record payload;
    try {
      payload = Records.read(Records.write(ask.payload(), 0), rule.payload(), UnknownKeys.REFUSED);
    } catch (TablekeepException e) {
      return plain(action, now, version, d -> Asks.end(key, ask, d, e.message(), now, version));
    }
    RoundContext context =
        new RoundContext(
            sender.get(),
            now,
            ask.at(),
            version,
            Asks.rolls(ask),
            ask.answers(),
            approved,
            chance,
            views);
    return new Case(false, rule, payload, context, d -> Asks.settle(key, ask, d, now, version));
  }

  private Case plain(Waiting action, Instant now, long version, UnaryOperator<Decided> settle) {
    RoundContext context =
        new RoundContext(
            action.by, now, Keys.micros(now), version, Map.of(), Map.of(), false, chance, views);
    return new Case(true, action.rule, action.payload, context, settle);
  }

  private static Decided nothingToAnswer(Decided decided) {
    return decided.withoutEffects(
        new Outcome.Refused("no-such-ask", "Nothing of that name waits for your answer.", "/ask"));
  }
}
