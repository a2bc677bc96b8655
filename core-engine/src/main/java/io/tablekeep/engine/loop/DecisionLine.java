package io.tablekeep.engine.loop;

import io.tablekeep.engine.Limits;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.dice.DiceHouse;
import io.tablekeep.engine.journal.Journal;
import io.tablekeep.engine.journal.Room;
import io.tablekeep.engine.journal.entry.Cause;
import io.tablekeep.engine.journal.entry.Entry;
import io.tablekeep.engine.journal.ledger.Ledger;
import io.tablekeep.engine.metrics.TableMetrics;
import io.tablekeep.engine.rules.Decided;
import io.tablekeep.engine.rules.RuleBook;
import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.view.Upkeep;
import io.tablekeep.sdk.error.Problem;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.model.action.AskBatch;
import io.tablekeep.sdk.state.DocumentId;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides admitted actions one after the other and follows each until the store has answered.
 * Loop-confined. One life: after a loss {@link #restart} begins again on what the journal holds.
 */
final class DecisionLine {
  private static final Logger LOG = LoggerFactory.getLogger(DecisionLine.class);
  static final Problem READ_ONLY = new Problem("read-only", Room.CLOSED.message(), "");

  private final EngineRuntime runtime;
  private final Limits limits;
  private final TableMetrics metrics;
  private final Seats seats;
  private final Judge judge;
  private final WaitingLine queue;
  private final Upkeep upkeep;
  private final Flight flying;
  private final LetGo letGo;
  private final DiceHouse dice;

  private Journal journal;
  private JsonObject head;
  private JsonObject shown;
  private final EntryClock clock;
  private @Nullable Problem closed;
  private boolean pumping;
  private @Nullable Clocks clocks;
  private Runnable ended = () -> {};
  private final Lull lull = new Lull();
  private final Membership membership;

  /** The action being decided off the loop; its results are welcome only while it is this one. */
  private @Nullable Waiting deciding;

  DecisionLine(CampaignHome home, Seats seats, Judge judge, Journal journal, DiceHouse dice) {
    this.runtime = home.runtime();
    this.limits = home.limits();
    this.metrics = home.metrics();
    this.dice = dice;
    this.seats = seats;
    this.judge = judge;
    this.flying = new Flight(seats);
    this.letGo = new LetGo(flying, metrics, this::ledger);
    this.upkeep = judge.views().upkeep();
    this.journal = journal;
    this.head = journal.recovered().root();
    this.shown = head;
    this.queue = new WaitingLine(metrics);
    this.membership = new Membership(head);
    this.clock = new EntryClock(runtime, journal.recovered().time());
  }

  RuleBook book() {
    return judge.book();
  }

  TableMetrics metrics() {
    return metrics;
  }

  DocumentId document() {
    return journal.document();
  }

  Ledger ledger() {
    return journal.ledger();
  }

  /** The document with everything decided so far. */
  JsonObject head() {
    return head;
  }

  /** Whom to tell of changes, and that all is decided and nothing more comes. */
  void tells(Clocks moved, Runnable last) {
    clocks = moved;
    ended = last;
  }

  /** What everyone may see: the newest durable document. */
  JsonObject shown() {
    return shown;
  }

  /** Goes on with another form of the same document, unless it has changed meanwhile. */
  @SuppressWarnings("ReferenceEquality") // only the very document that was packed or opened
  boolean exchange(JsonObject from, JsonObject equal) {
    if (shown != from || !isIdle() || closed != null) {
      return false;
    }
    shown = equal;
    head = equal;
    journal.hold(equal);
    seats.exchange(equal);
    return true;
  }

  /** Why no action is taken at present; empty while they are. */
  Optional<Problem> closed() {
    return Optional.ofNullable(closed);
  }

  boolean hasRoom() {
    return queue.size() < limits.campaignQueue();
  }

  boolean isIdle() {
    return queue.isEmpty() && flying.isEmpty() && deciding == null;
  }

  void add(Waiting waiting) {
    Problem why = closed;
    if (why != null) {
      letGo.drop(waiting, why.code(), why.message());
      return;
    }
    Cause cause = waiting.cause;
    if (cause.hasId()) {
      ledger().claim(cause.by(), cause.device(), cause.n(), cause.hash());
    }
    queue.add(waiting);
    pump();
  }

  /** Fixes dice that nothing has fixed yet, before any can fall. */
  void fixDice() {
    Writing.fix(dice, this, runtime.nanos());
  }

  /** What has been admitted and is not decided yet. */
  WaitingLine queue() {
    return queue;
  }

  /** The version of what is decided next. */
  long nextVersion() {
    return journal.version() + 1;
  }

  /** Decides nothing from now on; answers when everything decided is durable. */
  void pause(CompletableFuture<Void> then) {
    lull.begin(then);
    look();
  }

  /** Decides again. */
  void resume() {
    lull.end();
    pump();
  }

  /** Writes what is decided already, before anything that waits. */
  void write(Cause cause, Upgraded upgraded, Reply reply) {
    Waiting waiting = new Waiting(cause, upgraded, written -> {});
    waiting.replies.add(reply);
    commit(waiting, upgraded.decided(), clock.next(1));
  }

  /** A retry of an action that is still on its way waits for the same receipt. */
  void join(Reply reply, String by, long version) {
    if (version > 0 && flying.join(reply, version)) {
      return;
    }
    Waiting now = deciding;
    Waiting same = now != null && now.isFor(reply, by) ? now : queue.find(reply, by);
    if (same != null) {
      same.replies.add(reply);
    } else {
      answer(reply, reply.retry("try-again", "Try again in a moment."));
    }
  }

  /** Answers somebody who need not wait for a decision. */
  void answer(Reply reply, Receipt receipt) {
    letGo.answer(reply, receipt);
  }

  /** Decides as long as there is something to decide and room to write it. */
  private void pump() {
    if (pumping) {
      return;
    }
    pumping = true;
    try {
      decideWaiting();
    } finally {
      pumping = false;
    }
    look();
  }

  private void decideWaiting() {
    while (deciding == null && closed == null && !lull.isOn() && !queue.isEmpty()) {
      Room room = journal.room();
      if (room == Room.FULL) {
        return;
      }
      Waiting waiting = queue.ready(flying.isEmpty());
      if (waiting == null) {
        return;
      }
      if (room != Room.OPEN) {
        letGo.drop(waiting, room.code(), room.message());
        continue;
      }
      decide(waiting);
    }
  }

  private void decide(Waiting waiting) {
    int times = waiting.payload instanceof AskBatch batch ? batch.decisions().size() : 1;
    Instant now = clock.next(times);
    if (!membership.mayStill(head, waiting)) {
      String message = "You are no longer what you were at this table.";
      commit(waiting, Decided.refused(head, "not-allowed", message), now);
      return;
    }
    deciding = waiting;
    waiting.begin(dice.turn(waiting.by.id()));
    judge.decide(
        waiting,
        head,
        now,
        journal.version() + 1,
        Judge.Then.of(
            decided -> over(waiting, () -> commit(waiting, decided, now)),
            (code, message) -> over(waiting, () -> letGo.drop(waiting, code, message)),
            read -> over(waiting, () -> hold(waiting, read))));
  }

  /** Goes on with what others sent until something was read for this one. */
  private void hold(Waiting waiting, CompletableFuture<?> read) {
    Problem why = closed;
    if (why != null) {
      letGo.drop(waiting, why.code(), why.message());
      return;
    }
    queue.hold(waiting);
    CompletableFuture<?> unused =
        read.whenComplete(
            (done, failure) -> {
              waiting.held(false);
              pump();
            });
  }

  private void over(Waiting waiting, Runnable then) {
    if (deciding == waiting) {
      deciding = null;
      then.run();
      pump();
      if (closed != null && isIdle()) {
        ended.run();
      }
    }
  }

  private void look() {
    lull.look(deciding == null && flying.isEmpty(), closed);
  }

  private void commit(Waiting waiting, Decided bare, Instant now) {
    if (bare.waits().isPresent()) {
      throw new IllegalStateException(waiting.cause.type() + " waits, and nobody keeps it");
    }
    Decided decided = upkeep.complete(bare, journal.version() + 1);
    for (Reply reply : waiting.replies) {
      metrics.decision.record(runtime.nanos() - reply.since(), TimeUnit.NANOSECONDS);
    }
    boolean written = !waiting.isOwn() || waiting.payload instanceof Upgraded;
    if (!written && decided.effects().isEmpty() && decided.settled().isEmpty()) {
      waiting.replies.forEach(reply -> flying.answer(reply, reply.receipt(decided.outcome())));
      waiting.then.over(false);
      return;
    }
    Entry entry = Writing.entry(journal, now, waiting, decided, dice);
    try {
      if (!journal.append(entry, decided.root())) {
        letGo.turnAway(waiting, "entry-too-large", "That would change too much at once.");
        return;
      }
    } catch (TablekeepException unwritable) {
      LOG.error("what {} came to cannot be written", waiting.cause.type(), unwritable);
      letGo.turnAway(waiting, "rule-failed", "That cannot be written down.");
      return;
    }
    JsonObject before = head;
    head = decided.root();
    judge.note(entry.version(), waiting.cause.by(), now);
    flying.add(new InFlight(entry, journal.chain(), head, waiting.replies));
    if (clocks != null) {
      clocks.moved(decided.effects(), before, head);
    }
    waiting.then.over(true);
  }

  /** The store has answered for everything up to a version. */
  void durable(long version) {
    for (InFlight entry; (entry = flying.landed(version)) != null; ) {
      JsonObject before = shown;
      shown = entry.root;
      entry.count(metrics);
      membership.agree(shown, seats); // first: who is somebody else now sees none of it as before
      seats.publish(before, entry);
      for (Reply reply : entry.replies) {
        metrics.receipt.record(runtime.nanos() - reply.since(), TimeUnit.NANOSECONDS);
        reply.future().complete(reply.receipt(entry.outcome));
      }
      for (InFlight.Answer answer : entry.answers) {
        flying.tell(answer.reply(), answer.receipt());
      }
    }
    pump();
  }

  /**
   * Stops deciding and answers everyone who waits: their actions may or may not have run, and the
   * same id will tell once the table is open again.
   */
  void stop(Problem why, String code, String message) {
    closed = why;
    head = shown;
    Waiting now = deciding;
    deciding = null;
    flying.end(
        entry -> {
          entry.replies.forEach(reply -> flying.tell(reply, reply.retry(code, message)));
          entry.answers.forEach(a -> flying.tell(a.reply(), a.reply().retry(code, message)));
        });
    // Claims need no release: the ledger goes with the journal.
    if (now != null) {
      letGo.retryLater(now, why.code(), why.message());
    }
    while (!queue.isEmpty()) {
      letGo.retryLater(queue.next(), why.code(), why.message());
    }
    look();
  }

  /** No new actions; what is on its way goes on. */
  void refuseNew(Problem why) {
    closed = why;
    while (!queue.isEmpty()) {
      letGo.drop(queue.next(), why.code(), why.message());
    }
    look();
  }

  /** Goes on with what the journal holds. */
  void restart(Journal reopened) {
    journal = reopened;
    JsonObject before = shown;
    head = reopened.recovered().root();
    shown = head;
    clock.goOnAfter(reopened.recovered().time());
    closed = null;
    membership.agree(shown, seats);
    seats.catchUp(before, reopened);
    if (clocks != null) {
      clocks.anew();
    }
  }
}
