package io.tablekeep.engine.loop;

import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.rules.Decided;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.model.action.AskDecide;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Several decisions, one after the other, each on what the last has made of the document: one
 * entry, and one receipt that tells the outcome of each. Loop-confined, used once.
 */
final class BatchRun {
  private final Judge judge;
  private final Waiting action;
  private final List<AskDecide> decisions;
  private final Instant now;
  private final long version;
  private final Judge.Then then;
  private final List<Outcome.Part> parts = new ArrayList<>();

  BatchRun(
      Judge judge,
      Waiting action,
      List<AskDecide> decisions,
      Instant now,
      long version,
      Judge.Then then) {
    this.judge = judge;
    this.action = action;
    this.decisions = decisions;
    this.now = now;
    this.version = version;
    this.then = then;
  }

  void start(JsonObject head) {
    next(Decided.nothing(head, List.of(), Outcome.OK));
  }

  private void next(Decided sum) {
    if (parts.size() == decisions.size()) {
      boolean all = parts.stream().allMatch(part -> part.kind().equals("applied"));
      Outcome told =
          all
              ? new Outcome.Several("ok", "", parts)
              : new Outcome.Several("some-refused", "Not all of it could be had.", parts);
      then.decided(sum.with(List.of(), version, told));
      return;
    }
    AskDecide decide = decisions.get(parts.size());
    // Each has a microsecond of its own, so that the keys of what it says are its own as well.
    judge.decideOne(
        new Waiting(action, decide),
        sum.root(),
        now.plus(parts.size(), ChronoUnit.MICROS),
        version,
        Judge.Then.of(
            one -> {
              String kind = one.outcome() instanceof Outcome.Refused ? "refused" : "applied";
              parts.add(
                  new Outcome.Part(
                      decide.ask(), kind, one.outcome().code(), one.outcome().message()));
              next(sum.then(one));
            },
            (code, message) -> {
              parts.add(new Outcome.Part(decide.ask(), "retry", code, message));
              next(sum);
            }));
  }
}
