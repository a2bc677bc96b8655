package io.tablekeep.engine.approval;

import io.tablekeep.engine.approval.Ask.Asked;
import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.journal.entry.Rolled;
import io.tablekeep.engine.journal.entry.Settled;
import io.tablekeep.engine.rules.Decided;
import io.tablekeep.engine.rules.Lines;
import io.tablekeep.engine.rules.Sight;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.state.Pointer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What becomes of an action that waits: it happens, it ends, or it waits on. Each gives what to
 * journal for the one who answered, and what the sender's receipt is from now on. Pure.
 *
 * @param ask the action
 * @param at the time of the entry
 * @param version version of the entry
 * @param sight who sees what
 */
public record Settling(Ask ask, Instant at, long version, Sight sight) {
  private static final Outcome RETRY =
      new Outcome.Refused(
          "action-retry", "Things have moved since you were asked. Look at it again.", "/ask");

  /**
   * Whether everything the proposal depends on is still as it was.
   *
   * @param root the document
   * @return false also when nobody knows
   */
  public boolean isUnmoved(JsonObject root) {
    return ask.reads().isPresent() && Readings.moved(ask.reads().get(), root).isEmpty();
  }

  /**
   * An edit, where others have written meanwhile what it would write: laid against that, as it
   * would be now.
   *
   * @param root the document
   * @return the changes; empty when it may go on as it was presented
   */
  public Optional<List<Effect>> laid(JsonObject root) {
    if (ask.under().isEmpty() || ask.proposal().isEmpty()) {
      return Optional.empty();
    }
    Ground.Laid laid = Ground.lay(ask.proposal().get().changes(), ask.under().get(), root, version);
    return laid.moved() ? Optional.of(laid.changes()) : Optional.empty();
  }

  /**
   * The proposal was agreed to, but is another by now.
   *
   * @param decided what it comes to now, as if it were agreed to
   * @return what to journal: it is presented again, or refused by now
   */
  public Decided presentAgain(Decided decided) {
    return decided.outcome() instanceof Outcome.Refused
        ? approved(decided)
        : present(decided, RETRY);
  }

  /**
   * It happens as it was presented, without any rule.
   *
   * @param root the document
   * @return what to journal
   */
  public Decided happen(JsonObject root) {
    List<Effect> all = ask.proposal().map(Ask.Proposal::all).orElse(List.of());
    return done(Lines.happen(root, all, at, version, List.of()), Outcome.OK);
  }

  /**
   * It happens, changed by whoever approved it.
   *
   * @param decided what comes of the changed proposal; a refusal is for the approver alone
   * @param by who changed it
   * @return what to journal
   */
  public Decided happenChanged(Decided decided, Participant by) {
    if (decided.outcome() instanceof Outcome.Refused refused) {
      return decided.withoutEffects(
          new Outcome.Refused(refused.code(), refused.message(), "/changes"));
    }
    if (decided.waits().isPresent()) {
      return decided.withoutEffects(
          new Outcome.Refused("still-asks", "What follows from that asks for more.", "/changes"));
    }
    return done(
        fresh(decided), new Outcome.Applied("changed", by.name() + " changed it, then agreed."));
  }

  /**
   * The proposal was agreed to, but something had moved, and it was decided again.
   *
   * @param decided what it came to, as if it were agreed to
   * @return what to journal; {@link #isSame} tells whether it happens
   */
  public Decided approved(Decided decided) {
    if (isSame(decided)) {
      return done(fresh(decided), applied(decided));
    }
    if (decided.outcome() instanceof Outcome.Refused refused) {
      return end(decided, refused)
          .with(
              List.of(),
              version,
              new Outcome.Applied("not-possible", "By now the rules refuse it. Its sender knows."));
    }
    return present(decided, RETRY);
  }

  /**
   * Whether the action came to the same as when it was presented.
   *
   * @param decided what it came to
   * @return false for refusals and questions too
   */
  public boolean isSame(Decided decided) {
    boolean happens =
        !(decided.outcome() instanceof Outcome.Refused)
            && (decided.waits().isEmpty() || decided.waits().get() instanceof Decision.Propose);
    return happens
        && ask.proposal()
            .filter(one -> Lines.same(decided.before(), one.all(), decided))
            .isPresent();
  }

  /**
   * All answers are in, and it was decided again.
   *
   * @param decided what it came to
   * @param question key of the question answered last
   * @return what to journal for the one who answered
   */
  public Decided answered(Decided decided, String question) {
    if (decided.badAnswer().isPresent()) {
      return badAnswer(decided, question, decided.badAnswer().get());
    }
    if (decided.outcome() instanceof Outcome.Refused refused) {
      return end(decided, refused);
    }
    return decided.waits().isPresent()
        ? present(decided, Outcome.OK)
        : done(fresh(decided), applied(decided));
  }

  private Decided badAnswer(Decided decided, String question, String bad) {
    Ask.Answer answer = ask.answers().get(bad);
    if (answer == null || answer.by().isEmpty()) {
      return end(
          decided,
          new Outcome.Refused("bad-suggestion", "The rules cannot read their own suggestion.", ""));
    }
    if (bad.equals(question)) {
      return decided.withoutEffects(decided.outcome());
    }
    Ask open = ask.reopened(bad);
    Ask.Answer last = ask.answers().get(question);
    List<Effect> effects = new ArrayList<>();
    effects.add(new Effect.Remove(ask.at().resolve(Pointer.of("answers", bad))));
    effects.add(new Effect.Put(ask.at().resolve(Pointer.of("questions", bad, "answered")), false));
    if (last != null) {
      effects.addAll(answer(open, question, last));
    }
    return fresh(decided).withoutEffects(Outcome.OK).with(effects, version, Outcome.OK);
  }

  /**
   * Keeps an answer while others are missing.
   *
   * @param root the document
   * @param questions keys of the questions that have an answer now
   * @return what to journal
   */
  public Decided keep(JsonObject root, List<String> questions) {
    List<Effect> effects = new ArrayList<>();
    for (String question : questions) {
      Ask.Answer answer = ask.answers().get(question);
      if (answer != null) {
        effects.addAll(answer(ask, question, answer));
      }
    }
    return Decided.nothing(root, List.of(), Outcome.OK).with(effects, version, Outcome.OK);
  }

  private List<Effect> answer(Ask in, String question, Ask.Answer answer) {
    return List.of(
        new Effect.Put(
            in.at().resolve(Pointer.of("answers", question)), Records.writeRecord(answer, version)),
        new Effect.Put(in.at().resolve(Pointer.of("questions", question, "answered")), true));
  }

  /**
   * It ends without happening.
   *
   * @param decided on which root, with which dice
   * @param why what the sender is told
   * @return what to journal, with {@link Outcome#OK} for whoever ended it
   */
  public Decided end(Decided decided, Outcome.Refused why) {
    return done(fresh(decided).withoutEffects(Outcome.OK), why);
  }

  /**
   * Somebody refuses it.
   *
   * @param root the document
   * @param by who
   * @param reason what the sender is told, possibly nothing
   * @return what to journal
   */
  public Decided decline(JsonObject root, Participant by, Optional<String> reason) {
    Outcome.Refused told =
        new Outcome.Refused("declined", reason.orElse(by.name() + " decided against it."), "");
    List<Effect> said = new ArrayList<>();
    if (reason.isPresent() && !reason.get().isBlank()) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("from", by.id());
      line.put("text", reason.get());
      line.put("at", at);
      line.put("to", List.of(ask.sent().by()));
      said.add(new Effect.Put(Pointer.of("chat", "new"), Records.write(line, version)));
    }
    return done(Lines.happen(root, said, at, version, List.of()), told);
  }

  /**
   * Somebody else is asked.
   *
   * @param root the document
   * @param question the question's key; {@link Ask#PROPOSAL} for the proposal
   * @param from who hands it on
   * @param to who is to decide
   * @return what to journal; the caller has checked who may
   */
  public Decided delegate(JsonObject root, String question, Participant from, Participant to) {
    Ask.Proposal proposal = ask.proposal().orElse(null);
    Asked asked = ask.questions().get(question);
    List<String> now =
        asked != null ? asked.to() : proposal != null ? proposal.to() : List.<String>of();
    List<String> then = new ArrayList<>(now);
    if (!from.role().runsGame()) {
      then.remove(from.id());
    }
    if (!to.role().runsGame() && !then.contains(to.id())) {
      then.add(to.id());
    }
    List<String> sorted = then.stream().sorted().toList();
    List<Effect> effects = new ArrayList<>();
    Ask next;
    if (asked != null) {
      Map<String, Asked> all = new LinkedHashMap<>(ask.questions());
      all.put(
          question,
          new Asked(asked.summary(), sorted, asked.suggestion(), asked.until(), asked.answered()));
      next = with(all, ask.proposal());
      effects.add(put(sorted, "questions", question, "to"));
    } else if (proposal != null) {
      next =
          with(
              ask.questions(),
              Optional.of(
                  new Ask.Proposal(
                      proposal.reason(),
                      sorted,
                      proposal.until(),
                      proposal.changes(),
                      proposal.follows())));
      effects.add(put(sorted, "proposal", "to"));
      shown(root, proposal, from, to, effects);
    } else {
      next = ask;
    }
    effects.add(put(next.asked(), "to"));
    effects.add(put(ask.hops().getOrDefault(question, 0) + 1, "hops", question));
    return Decided.nothing(root, List.of(), Outcome.OK).with(effects, version, Outcome.OK);
  }

  private void shown(
      JsonObject root,
      Ask.Proposal proposal,
      Participant from,
      Participant to,
      List<Effect> effects) {
    if (!from.role().runsGame()) {
      effects.add(new Effect.Remove(ask.at().resolve(Pointer.of("proposal", "shown", from.id()))));
    }
    if (!to.role().runsGame()) {
      JsonObject after = Lines.happen(root, proposal.all(), at, version, List.of()).root();
      effects.add(
          put(
              Asking.shown(proposal, sight.seen(root, after, to), Optional.empty()),
              "proposal",
              "shown",
              to.id()));
    }
  }

  private Effect put(Object value, String... keys) {
    return new Effect.Put(ask.at().resolve(Pointer.of(keys)), Records.write(value, version));
  }

  private Ask with(Map<String, Asked> questions, Optional<Ask.Proposal> proposal) {
    return new Ask(
        ask.key(),
        ask.sent(),
        ask.first(),
        ask.time(),
        ask.rounds(),
        questions,
        ask.answers(),
        proposal,
        ask.hops(),
        ask.rolls(),
        ask.reads(),
        ask.under());
  }

  private Decided present(Decided decided, Outcome told) {
    Optional<Effect> again = Asking.again(ask, decided, at, sight, version);
    if (again.isEmpty()) {
      return end(
          decided,
          new Outcome.Refused(
              "asked-too-often", "The rules asked for this too often, or for too much.", ""));
    }
    return fresh(decided).withoutEffects(told).with(List.of(again.get()), version, told);
  }

  private Decided done(Decided decided, Outcome told) {
    Outcome answer = decided.outcome() instanceof Outcome.Pending ? Outcome.OK : decided.outcome();
    return decided
        .with(List.of(new Effect.Remove(ask.at())), version, answer)
        .settling(new Settled(ask.sent().by(), ask.sent().device(), ask.sent().n(), told));
  }

  private static Outcome applied(Decided decided) {
    return decided.outcome() instanceof Outcome.Applied ? decided.outcome() : Outcome.OK;
  }

  /** Without the dice that stand in the journal already. */
  private Decided fresh(Decided decided) {
    List<Rolled> fresh = new ArrayList<>();
    for (Rolled rolled : decided.rolls()) {
      Rolled known = ask.rolls().get(rolled.what());
      if (known == null || !known.roll().faces().equals(rolled.roll().faces())) {
        fresh.add(rolled);
      }
    }
    return decided.rolling(fresh);
  }
}
