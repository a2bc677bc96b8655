package io.tablekeep.engine.loop;

import io.tablekeep.engine.approval.Ask;
import io.tablekeep.engine.approval.Edits;
import io.tablekeep.engine.approval.People;
import io.tablekeep.engine.approval.Settling;
import io.tablekeep.engine.conflict.Answer;
import io.tablekeep.engine.dice.DiceTray;
import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.rules.ActionRule;
import io.tablekeep.engine.rules.Decided;
import io.tablekeep.engine.rules.Lines;
import io.tablekeep.engine.rules.References;
import io.tablekeep.engine.rules.Round;
import io.tablekeep.engine.rules.RoundContext;
import io.tablekeep.engine.rules.RuleBook;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.engine.state.bind.Records.UnknownKeys;
import io.tablekeep.engine.view.Views;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.model.action.AskAnswer;
import io.tablekeep.sdk.model.action.AskDecide;
import io.tablekeep.sdk.model.action.AskDelegate;
import io.tablekeep.sdk.model.action.AskWithdraw;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What people, and the time, do to waiting actions. Somebody who is not asked is told the same as
 * if nothing of that name were waiting. Loop-confined.
 */
final class AskCases {
  /** How often a question may be handed on by those asked. */
  static final int MOST_HOPS = 5;

  private static final Outcome.Refused NOTHING =
      new Outcome.Refused("no-such-ask", "Nothing of that name waits for your answer.", "/ask");

  private final RuleBook book;
  private final Views views;

  AskCases(RuleBook book, Views views) {
    this.book = book;
    this.views = views;
  }

  Case decided(
      AskDecide decide, Participant by, JsonObject head, Instant now, long version, DiceTray tray) {
    Ask ask = Ask.find(head, decide.ask()).orElse(null);
    if (ask == null || !mayDecide(ask, by)) {
      return Case.refused(NOTHING);
    }
    Settling settling = new Settling(ask, now, version, views);
    if (!decide.approve()) {
      return Case.plain(root -> settling.decline(root, by, decide.reason()));
    }
    if (ask.proposal().isEmpty()) {
      return refused("asks-questions", "It waits for answers, not for a yes.", "/ask");
    }
    if (Edits.any(decide) && !by.role().runsGame()) {
      return refused("gm-only", "Only the game master changes what is proposed.", "/changes");
    }
    return again(settling, head, tray, Ask::time, run -> new Approval(run, decide, by));
  }

  private static boolean mayDecide(Ask ask, Participant by) {
    return by.role().runsGame()
        || ask.proposal().filter(proposal -> proposal.to().contains(by.id())).isPresent();
  }

  Case answered(
      AskAnswer answer, Participant by, JsonObject head, Instant now, long version, DiceTray tray) {
    Ask waits = Ask.find(head, answer.ask()).orElse(null);
    Ask.Asked question = waits == null ? null : waits.questions().get(answer.question());
    if (waits == null || question == null || !People.isAsked(question.to(), by)) {
      return Case.refused(NOTHING);
    }
    if (question.answered()) {
      return refused("already-answered", "Somebody has answered that already.", "/question");
    }
    Object value = Records.write(answer.answer(), version);
    boolean conflict = Answer.isAsked(head, waits.key());
    Optional<Outcome.Refused> amiss = conflict ? Answer.amiss(question, value) : Optional.empty();
    if (amiss.isPresent()) {
      return Case.refused(amiss.get());
    }
    Ask ask = waits.answered(answer.question(), value, by.id());
    Settling settling = new Settling(ask, now, version, views);
    return ask.isAnswered()
        ? again(
            settling,
            head,
            tray,
            one -> now,
            run ->
                conflict
                    ? new Chosen(settling, run.context(), run.payload(), answer.question())
                    : new Answered(run, answer.question(), false))
        : Case.plain(root -> settling.keep(root, List.of(answer.question())));
  }

  Case withdrawn(AskWithdraw withdraw, Participant by, JsonObject head, Instant now, long version) {
    Ask ask = Ask.find(head, withdraw.ask()).orElse(null);
    if (ask == null || !ask.sent().by().equals(by.id())) {
      return Case.refused(NOTHING);
    }
    if (ask.isThrownBeforeSender() && !by.role().runsGame()) {
      return refused("dice-have-fallen", "Its dice have fallen. It is decided with them.", "/ask");
    }
    return ends(
        new Settling(ask, now, version, views),
        "withdrawn",
        "You took it back before it happened.");
  }

  Case delegated(AskDelegate delegate, Participant by, JsonObject head, Instant now, long version) {
    Ask ask = Ask.find(head, delegate.ask()).orElse(null);
    String question = delegate.question().orElse(Ask.PROPOSAL);
    List<String> asked = ask == null ? null : askedOf(ask, question);
    if (ask == null || asked == null || !People.isAsked(asked, by)) {
      return Case.refused(NOTHING);
    }
    Participant to = People.participant(head, delegate.to().id()).orElse(null);
    boolean runsGame = by.role().runsGame();
    if (to == null) {
      return refused("no-such-thing", "There is nobody of that name at this table.", "/to");
    }
    if (to.role() == Role.SPECTATOR) {
      return refused("cannot-decide", "Whoever looks on does not decide.", "/to");
    }
    if (asked.contains(to.id()) || (to.role().runsGame() && runsGame)) {
      return refused("already-asked", "They are asked already.", "/to");
    }
    if (to.id().equals(ask.sent().by()) && !runsGame) {
      return refused("not-to-sender", "Whoever sent it does not decide about it.", "/to");
    }
    if (!runsGame && ask.hops().getOrDefault(question, 0) >= MOST_HOPS) {
      return refused("handed-on-too-often", "It was handed on often enough. Decide.", "/ask");
    }
    Ask.Asked one = ask.questions().get(question);
    if (one != null && !to.role().runsGame() && Answer.isAsked(head, ask.key())) {
      // It shows what stands there, and who sees that is for those to know who see all.
      if (!runsGame) {
        return refused("gm-only", "Only who runs the game hands that on to a player.", "/to");
      } else if (!Answer.isSeenBy(head, one, views, to)) {
        return refused("cannot-see", "They do not see what it is about.", "/to");
      }
    }
    Settling settling = new Settling(ask, now, version, views);
    return Case.plain(root -> settling.delegate(root, question, by, to));
  }

  private static @Nullable List<String> askedOf(Ask ask, String question) {
    if (question.equals(Ask.PROPOSAL)) {
      return ask.proposal().map(Ask.Proposal::to).orElse(null);
    }
    Ask.Asked asked = ask.questions().get(question);
    return asked == null || asked.answered() ? null : asked.to();
  }

  /** The time is up: a proposal ends, and the suggestions of questions stand. */
  Case expired(Cases.Expiry expiry, JsonObject head, Instant now, long version, DiceTray tray) {
    Ask waits = Ask.find(head, expiry.ask()).orElse(null);
    if (waits == null) {
      return nothing();
    }
    if (waits.proposal().flatMap(Ask.Proposal::until).filter(t -> !t.isAfter(now)).isPresent()) {
      return ends(
          new Settling(waits, now, version, views), "expired", "Nobody decided about it in time.");
    }
    Ask ask = waits;
    List<String> due = new ArrayList<>();
    for (Map.Entry<String, Ask.Asked> each : waits.questions().entrySet()) {
      Ask.Asked one = each.getValue();
      if (!one.answered() && one.until().filter(t -> !t.isAfter(now)).isPresent()) {
        due.add(each.getKey());
        ask = ask.answered(each.getKey(), one.suggestion(), "");
      }
    }
    if (due.isEmpty()) {
      return nothing();
    }
    if (Answer.isAsked(head, waits.key())) {
      List<Effect> handed = Answer.handOn(waits, due, version);
      return Case.plain(
          root -> Decided.nothing(root, List.of(), Outcome.OK).with(handed, version, Outcome.OK));
    }
    Settling settling = new Settling(ask, now, version, views);
    return ask.isAnswered()
        ? again(settling, head, tray, one -> now, run -> new Answered(run, due.get(0), true))
        : Case.plain(root -> settling.keep(root, due));
  }

  private static Case nothing() {
    return Case.plain(root -> Decided.nothing(root, List.of(), Outcome.OK));
  }

  private static Case refused(String code, String message, String field) {
    return Case.refused(new Outcome.Refused(code, message, field));
  }

  private static Case ends(Settling settling, String code, String message) {
    Outcome.Refused why = new Outcome.Refused(code, message, "");
    return Case.plain(root -> settling.end(Decided.nothing(root, List.of(), Outcome.OK), why));
  }

  /** A waiting action about to be decided once more, in the name of its sender. */
  private record Run(Settling settling, ActionRule rule, Record payload, RoundContext context) {
    Ask ask() {
      return settling.ask();
    }
  }

  private Case again(
      Settling settling,
      JsonObject head,
      DiceTray tray,
      Function<Ask, Instant> time,
      Function<Run, Case> then) {
    Ask ask = settling.ask();
    ActionRule rule = book.action(ask.sent().type());
    Optional<Participant> sender = People.participant(head, ask.sent().by());
    if (rule == null || sender.isEmpty() || !rule.roles().contains(sender.get().role())) {
      return ends(settling, "no-longer-allowed", "This can no longer be decided.");
    }
    Record payload;
    try {
      payload = Records.read(ask.sent().payload(), rule.payload(), UnknownKeys.REFUSED);
    } catch (TablekeepException e) {
      return ends(settling, e.code(), e.message());
    }
    RoundContext context =
        new RoundContext(
            sender.get(),
            settling.at(),
            time.apply(ask),
            ask.first(),
            settling.version(),
            ask.fallen(),
            ask.answerValues(),
            true,
            tray,
            views);
    return then.apply(new Run(settling, rule, payload, context));
  }

  /** All questions are answered. */
  private record Answered(Run run, String question, boolean byTime) implements Case {
    @Override
    public @Nullable Decided atOnce(RuleBook book, JsonObject head) {
      Decided decided =
          new Round(book, head, run.context()).decideBuiltIn(run.rule(), run.payload());
      return decided == null ? null : run.settling().answered(decided, question);
    }

    @Override
    public Decided withRules(RuleBook book, JsonObject head) {
      Decided decided = new Round(book, head, run.context()).decide(run.rule(), run.payload());
      return run.settling().answered(decided, question);
    }

    /** Nobody is there to answer once more, so the sender is told. */
    @Override
    public Decided failed(JsonObject head, String code, String message) {
      return byTime
          ? run.settling()
              .end(
                  Decided.nothing(head, List.of(), Outcome.OK),
                  new Outcome.Refused(code, message, ""))
          : Decided.refused(head, code, message);
    }
  }

  /** A proposal is agreed to, as it is or changed. */
  private record Approval(Run run, AskDecide decide, Participant by) implements Case {
    @Override
    public @Nullable Decided atOnce(RuleBook book, JsonObject head) {
      List<Effect> laid = run.settling().laid(head).orElse(null);
      if (laid != null) {
        return onOtherGround(
            book,
            head,
            laid,
            new Round(book, head, run.context()).decideBuiltIn(run.rule(), run.payload()),
            false);
      }
      if (!isAsPresented(head)) {
        Decided again =
            new Round(book, head, run.context()).decideBuiltIn(run.rule(), run.payload());
        return again == null || (Edits.any(decide) && run.settling().isSame(again))
            ? null
            : run.settling().approved(again);
      }
      return Edits.any(decide)
          ? changed(book, head, presented(), false)
          : run.settling().happen(head);
    }

    @Override
    public Decided withRules(RuleBook book, JsonObject head) {
      List<Effect> laid = run.settling().laid(head).orElse(null);
      if (laid != null) {
        Decided decided =
            onOtherGround(
                book,
                head,
                laid,
                new Round(book, head, run.context()).decide(run.rule(), run.payload()),
                true);
        return decided == null ? noAnswer(head) : decided;
      }
      List<Effect> changes = presented();
      if (!isAsPresented(head)) {
        Decided again = new Round(book, head, run.context()).decide(run.rule(), run.payload());
        if (!Edits.any(decide) || !run.settling().isSame(again)) {
          return run.settling().approved(again);
        }
        changes = again.effects().subList(0, again.decided());
      }
      Decided changed = changed(book, head, changes, true);
      return changed == null ? noAnswer(head) : changed;
    }

    private static Decided noAnswer(JsonObject head) {
      return Decided.refused(head, "rule-failed", "The rules gave no answer.");
    }

    /**
     * Others have written what the edit would write: it is not laid over them, but over and beside
     * what stands, and whoever approves looks at it once more. Null when plugins are needed.
     *
     * @param again what it would come to by itself; null when plugins are needed for that
     */
    private @Nullable Decided onOtherGround(
        RuleBook book,
        JsonObject head,
        List<Effect> laid,
        @Nullable Decided again,
        boolean plugins) {
      if (again == null || again.outcome() instanceof Outcome.Refused) {
        return again == null ? null : run.settling().approved(again);
      }
      Decided decided = new Round(book, head, run.context()).admit(laid, plugins);
      return decided == null ? null : run.settling().presentAgain(decided.reading(again.reads()));
    }

    /** Nothing has moved, and the sender still sees what they meant. */
    private boolean isAsPresented(JsonObject head) {
      return run.settling().isUnmoved(head)
          && References.check(head, run.context(), run.payload()).isEmpty();
    }

    private List<Effect> presented() {
      return run.ask().proposal().map(Ask.Proposal::changes).orElse(List.of());
    }

    private @Nullable Decided changed(
        RuleBook book, JsonObject head, List<Effect> changes, boolean plugins) {
      List<Effect> edited;
      RoundContext context = run.context();
      try {
        edited =
            Lines.retimed(
                Edits.apply(changes, decide, context.version()), context.at(), context.version());
      } catch (TablekeepException e) {
        return Decided.nothing(
            head, List.of(), new Outcome.Refused(e.code(), e.message(), e.field().orElse("")));
      }
      Decided decided = new Round(book, head, context).admit(edited, plugins);
      return decided == null ? null : run.settling().happenChanged(decided, by);
    }
  }
}
