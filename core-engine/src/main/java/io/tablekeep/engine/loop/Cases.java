package io.tablekeep.engine.loop;

import io.tablekeep.engine.approval.Asking;
import io.tablekeep.engine.dice.DiceTray;
import io.tablekeep.engine.dice.DiceTurn;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.rules.Decided;
import io.tablekeep.engine.rules.Endings;
import io.tablekeep.engine.rules.Round;
import io.tablekeep.engine.rules.RoundContext;
import io.tablekeep.engine.rules.RuleBook;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.view.Views;
import io.tablekeep.sdk.model.action.AskAnswer;
import io.tablekeep.sdk.model.action.AskDecide;
import io.tablekeep.sdk.model.action.AskDelegate;
import io.tablekeep.sdk.model.action.AskWithdraw;
import io.tablekeep.sdk.model.action.DiceNonce;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out what an admitted action asks to be decided. Loop-confined. */
final class Cases {
  private final Views views;
  private final AskCases asks;

  Cases(RuleBook book, Views views) {
    this.views = views;
    this.asks = new AskCases(book, views);
  }

  Case of(Waiting action, JsonObject head, Instant now, long version) {
    Record payload = action.payload;
    DiceTurn dice = action.dice();
    if (payload instanceof DiceNonce nonce) {
      return Case.plain(root -> Decided.nothing(root, List.of(), dice.add(nonce)));
    }
    DiceTray tray = dice.tray();
    if (payload instanceof AskDecide decide) {
      return asks.decided(decide, action.by, head, now, version, tray);
    }
    if (payload instanceof AskAnswer answer) {
      return asks.answered(answer, action.by, head, now, version, tray);
    }
    if (payload instanceof AskDelegate delegate) {
      return asks.delegated(delegate, action.by, head, now, version);
    }
    if (payload instanceof AskWithdraw withdraw) {
      return asks.withdrawn(withdraw, action.by, head, now, version);
    }
    if (payload instanceof Expiry expiry) {
      return asks.expired(expiry, head, now, version, tray);
    }
    RoundContext context = RoundContext.first(action.by, now, version, tray, views);
    if (payload instanceof Ending ending) {
      return new Ended(ending.end(), context);
    }
    return payload instanceof Amendment amendment
        ? new Amended(amendment, context)
        : new Fresh(action, context);
  }

  /** Something is due of a waiting action. Sent by the engine alone. */
  record Expiry(String ask) {}

  /** The time of something is up. Sent by the engine alone. */
  record Ending(Endings.End end) {}

  /** Something ends, if it is still due. */
  private record Ended(Endings.End end, RoundContext context) implements Case {
    @Override
    public @Nullable Decided atOnce(RuleBook book, JsonObject head) {
      Instant moment = Endings.moment(head, end);
      return moment == null || moment.isAfter(context.at())
          ? Decided.nothing(head, List.of(), Outcome.OK)
          : null;
    }

    @Override
    public Decided withRules(RuleBook book, JsonObject head) {
      return new Round(book, head, context).end(end);
    }
  }

  /** An action decided for the first time. */
  private record Fresh(Waiting action, RoundContext context) implements Case {
    @Override
    public @Nullable Decided atOnce(RuleBook book, JsonObject head) {
      boolean tells = Disputes.concerns(action, context.version());
      RoundContext with = context.watching(tells || action.rule().needsApproval());
      Decided decided =
          new Round(book, head, with).telling(tells).decideBuiltIn(action.rule(), action.payload);
      return decided == null ? null : held(decided);
    }

    @Override
    public Decided withRules(RuleBook book, JsonObject head) {
      boolean tells = Disputes.concerns(action, context.version());
      Round round = new Round(book, head, context.watching(true)).telling(tells);
      return held(round.decide(action.rule(), action.payload));
    }

    private Decided held(Decided decided) {
      String description = action.rule().description();
      return Asking.hold(
          decided,
          action.cause,
          description.isEmpty() ? action.rule().name() : description,
          context.at(),
          context.sight(),
          context.version(),
          action.rule().isEdit());
    }
  }

  /** Changes that no action makes. */
  private record Amended(Amendment amendment, RoundContext context) implements Case {
    @Override
    public @Nullable Decided atOnce(RuleBook book, JsonObject head) {
      return book.system().isEmpty() ? withRules(book, head) : null;
    }

    @Override
    public Decided withRules(RuleBook book, JsonObject head) {
      return new Round(book, head, context).admit(amendment.changes());
    }
  }
}
