package io.tablekeep.engine.loop;

import io.tablekeep.engine.approval.Ask;
import io.tablekeep.engine.approval.Settling;
import io.tablekeep.engine.conflict.Answer;
import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.rules.Decided;
import io.tablekeep.engine.rules.References;
import io.tablekeep.engine.rules.Round;
import io.tablekeep.engine.rules.RoundContext;
import io.tablekeep.engine.rules.RuleBook;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.sdk.game.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * People have chosen what shall stand where an edit met the changes of others. What has moved once
 * more since they were asked is asked again; the rules look at what was chosen as at anything else.
 *
 * @param settling what waited
 * @param context what a round may use, in the name of the sender
 * @param payload what was sent
 * @param question key of the question answered last
 */
record Chosen(Settling settling, RoundContext context, Record payload, String question)
    implements Case {
  @Override
  public @Nullable Decided atOnce(RuleBook book, JsonObject head) {
    return book.system().isEmpty() ? withRules(book, head) : null;
  }

  @Override
  public Decided withRules(RuleBook book, JsonObject head) {
    Ask ask = settling.ask();
    Answer answer = Answer.of(head, ask, settling.at(), settling.version());
    if (!answer.moved().isEmpty()) {
      return ask(head, answer);
    }
    Optional<Decision.Reject> gone = References.check(head, context, payload);
    if (gone.isPresent()) {
      Decision.Reject why = gone.get();
      return settling.end(
          Decided.nothing(head, List.of(), Outcome.OK),
          new Outcome.Refused(why.code(), why.message(), ""));
    }
    Decided decided = new Round(book, head, context).admit(answer.changes(), true);
    if (decided == null || decided.waits().isPresent()) {
      return Decided.refused(head, "rule-failed", "The rules gave no answer.");
    }
    if (decided.outcome() instanceof Outcome.Refused no) {
      return wrote(ask)
          ? decided.withoutEffects(new Outcome.Refused(no.code(), no.message(), "/answer/values"))
          : settling.end(decided, no);
    }
    return settling.answered(
        decided.with(answer.after(), settling.version(), answer.outcome()), question);
  }

  /** Whether the last answer is of its author's own words, who can find others. */
  private boolean wrote(Ask ask) {
    Ask.Answer last = ask.answers().get(question);
    return last != null
        && !last.by().isEmpty()
        && "edit".equals(Trees.child(last.value(), "choice"));
  }

  private Decided ask(JsonObject head, Answer answer) {
    Outcome.Refused told =
        new Outcome.Refused(
            "action-retry", "Things have moved since you were asked. Look at it again.", "/ask");
    List<Effect> effects = new ArrayList<>();
    if (!answer.moved().contains(question)) {
      effects.addAll(settling.keep(head, List.of(question)).effects());
    }
    effects.addAll(answer.again(head, settling.ask(), settling.version()));
    return Decided.nothing(head, List.of(), told).with(effects, settling.version(), told);
  }
}
