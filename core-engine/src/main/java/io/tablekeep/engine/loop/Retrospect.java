package io.tablekeep.engine.loop;

import io.tablekeep.engine.LogQuery;
import io.tablekeep.engine.Moment;
import io.tablekeep.engine.Past;
import io.tablekeep.engine.TimeQuery;
import io.tablekeep.engine.approval.People;
import io.tablekeep.engine.branch.Within;
import io.tablekeep.engine.history.DicePast;
import io.tablekeep.engine.history.History;
import io.tablekeep.engine.journal.Journal;
import io.tablekeep.engine.journal.recovery.Mark;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.view.Viewer;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.state.Pointer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Brings questions about the past to the loop, and says which moment is meant. Thread-safe. */
final class Retrospect implements Past {
  private final Supplier<History> histories;
  private volatile History history;
  private final Seats seats;
  private final DecisionLine line;
  private final Executor loop;
  private final Supplier<Journal> journal;
  private final Judge judge;

  /**
   * Looks back.
   *
   * @param histories makes one by the rules of the moment
   * @param loop runs something on the campaign's loop
   * @param journal the journal as it is open at present
   * @param judge who would decide
   */
  Retrospect(
      Supplier<History> histories,
      Seats seats,
      DecisionLine line,
      Executor loop,
      Supplier<Journal> journal,
      Judge judge) {
    this.histories = histories;
    this.history = histories.get();
    this.seats = seats;
    this.line = line;
    this.loop = loop;
    this.journal = journal;
    this.judge = judge;
    judge.looksBack(this::history);
  }

  /** The past by the rules of the moment. */
  History history() {
    return history;
  }

  /** The newest version that changed something and was shown. */
  private long newest() {
    return seats.ring().newest().version();
  }

  private CompletableFuture<byte[]> ask(
      String participant, BiConsumer<Participant, CompletableFuture<byte[]>> question) {
    CompletableFuture<byte[]> answer = new CompletableFuture<>();
    loop.execute(
        () ->
            People.participant(line.shown(), participant)
                .ifPresentOrElse(
                    who -> question.accept(who, answer),
                    () -> answer.completeExceptionally(People.nobody())));
    return answer;
  }

  /** What a seat asks in words, unless it is gone. */
  CompletableFuture<byte[]> ask(TableSeat seat, String what, Map<String, String> words) {
    CompletableFuture<Past> here = new CompletableFuture<>();
    loop.execute(
        () -> {
          if (seat.isGone()) {
            here.completeExceptionally(Seats.gone());
          } else {
            here.complete(this);
          }
        });
    return here.thenCompose(past -> past.ask(seat.participant().id(), what, words));
  }

  @Override
  public CompletableFuture<byte[]> log(String participant, LogQuery query) {
    return ask(
        participant,
        (who, answer) -> {
          History now = history;
          JsonObject shown = line.shown();
          now.log(
              who,
              newest(),
              query,
              () -> Within.of(query, now.views(), Viewer.of(who), shown),
              answer);
        });
  }

  @Override
  public CompletableFuture<byte[]> line(String participant, String id) {
    return ask(participant, (who, answer) -> history.line(who, newest(), id, answer));
  }

  @Override
  public CompletableFuture<byte[]> state(String participant, Moment moment, Pointer at) {
    return ask(participant, (who, answer) -> state(who, moment, at, answer));
  }

  @Override
  public CompletableFuture<byte[]> dice(String participant, long epoch) {
    return ask(
        participant,
        (who, answer) -> {
          Journal now = journal.get();
          DicePast.ask(history, who, now.durableVersion(), now.durableDice(), epoch, answer);
        });
  }

  @Override
  public CompletableFuture<byte[]> time(String participant, TimeQuery query) {
    return ask(participant, (who, answer) -> judge.foretell(who, query, line.shown(), answer));
  }

  private void state(Participant who, Moment moment, Pointer at, CompletableFuture<byte[]> answer) {
    if (moment instanceof Moment.Line after) {
      history.stateAfter(who, newest(), after.id(), at, answer);
    } else if (moment instanceof Moment.Position position) {
      TableSeat seat = seats.of(who.id(), position.device());
      boolean same = seat != null && seat.viewer().equals(Viewer.of(who));
      long version = same && seat != null ? seat.versionAt(position.position()) : 0;
      if (version == 0) {
        answer.completeExceptionally(
            user("no-such-position", "It is not known any more what the seat showed then."));
      } else {
        history.state(who, version, at, answer);
      }
    } else if (moment instanceof Moment.Version version) {
      if (!who.role().runsGame()) {
        answer.completeExceptionally(user("gm-only", "Only who runs the game addresses versions."));
      } else if (version.version() < 1 || version.version() > newest()) {
        answer.completeExceptionally(user("no-such-version", "The document has no such version."));
      } else {
        history.state(who, version.version(), at, answer);
      }
    }
  }

  /** The whole document at a version, for the engine alone. */
  CompletionStage<Mark> at(long version) {
    return history.at(version);
  }

  /** Looks back by the rules as they are now. */
  void become() {
    history.stop();
    history = histories.get();
  }

  void stop() {
    history.stop();
  }

  private static TablekeepException user(String code, String message) {
    return new TablekeepException(ErrorKind.USER, code, message);
  }
}
