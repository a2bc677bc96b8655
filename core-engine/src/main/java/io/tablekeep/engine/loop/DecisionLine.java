package io.tablekeep.engine.loop;

import io.tablekeep.engine.Limits;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.journal.Journal;
import io.tablekeep.engine.journal.Room;
import io.tablekeep.engine.journal.entry.Entry;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.journal.ledger.Ledger;
import io.tablekeep.engine.metrics.TableMetrics;
import io.tablekeep.engine.rules.Decided;
import io.tablekeep.engine.rules.Keys;
import io.tablekeep.engine.rules.RuleBook;
import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.view.Views;
import io.tablekeep.sdk.error.Problem;
import io.tablekeep.sdk.error.TablekeepException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
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
  private static final String MEMBERS = "participants";
  private static final Problem READ_ONLY = new Problem("read-only", Room.CLOSED.message(), "");

  private final EngineRuntime runtime;
  private final Limits limits;
  private final TableMetrics metrics;
  private final Seats seats;
  private final Judge judge;
  private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
  private final ArrayDeque<InFlight> flying = new ArrayDeque<>();

  private Journal journal;
  private JsonObject head;
  private JsonObject shown;
  private long lastMicros;
  private @Nullable Problem closed;
  private boolean pumping;

  /** The members of the table as every seat knows itself. */
  private @Nullable Object agreed;

  /** The action being decided off the loop; its results are welcome only while it is this one. */
  private @Nullable Waiting deciding;

  DecisionLine(
      EngineRuntime runtime,
      Limits limits,
      TableMetrics metrics,
      Seats seats,
      Judge judge,
      Journal journal) {
    this.runtime = runtime;
    this.limits = limits;
    this.metrics = metrics;
    this.seats = seats;
    this.judge = judge;
    this.journal = journal;
    this.head = journal.recovered().root();
    this.shown = head;
    this.agreed = head.get(MEMBERS);
    this.lastMicros = Keys.micros(journal.recovered().time()) + 1_000;
  }

  RuleBook book() {
    return judge.book();
  }

  Views views() {
    return judge.views();
  }

  TableMetrics metrics() {
    return metrics;
  }

  Ledger ledger() {
    return journal.ledger();
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
    ledger()
        .claim(waiting.by.id(), waiting.cause.device(), waiting.cause.n(), waiting.cause.hash());
    queue.add(waiting);
    metrics.waiting.incrementAndGet();
    waiting.replies.get(0).seat().waits(1);
    pump();
  }

  /** A retry of an action that is still on its way waits for the same receipt. */
  void join(Reply reply, String by, long version) {
    if (version > 0) {
      for (InFlight entry : flying) {
        if (entry.version == version) {
          entry.replies.add(reply);
          return;
        }
      }
    }
    Waiting now = deciding;
    if (now != null && isSame(now, reply, by)) {
      now.replies.add(reply);
      return;
    }
    for (Waiting waiting : queue) {
      if (isSame(waiting, reply, by)) {
        waiting.replies.add(reply);
        return;
      }
    }
    answer(reply, reply.retry("try-again", "Try again in a moment."));
  }

  private static boolean isSame(Waiting waiting, Reply reply, String by) {
    return waiting.cause.n() == reply.n()
        && waiting.cause.device().equals(reply.device())
        && waiting.by.id().equals(by);
  }

  /**
   * Answers somebody; a receipt that may tell of a version still on its way waits until that is
   * durable.
   */
  void answer(Reply reply, Receipt receipt) {
    InFlight last = flying.peekLast();
    if (last != null && receipt.outcome() == Receipt.Outcome.REFUSED) {
      last.refusals.add(new InFlight.Refusal(reply, receipt));
    } else {
      tell(reply, receipt);
    }
  }

  private void tell(Reply reply, Receipt receipt) {
    reply.seat().tell(null, List.of(receipt));
    reply.future().complete(receipt);
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
  }

  private void decideWaiting() {
    while (deciding == null && closed == null && !queue.isEmpty()) {
      Room room = journal.room();
      if (room == Room.FULL) {
        return;
      }
      Waiting waiting = queue.remove();
      metrics.waiting.decrementAndGet();
      waiting.replies.get(0).seat().waits(-1);
      if (room != Room.OPEN) {
        drop(waiting, room.code(), room.message());
        continue;
      }
      decide(waiting);
    }
  }

  private void decide(Waiting waiting) {
    Instant now = now();
    if (!mayStill(waiting)) {
      String message = "You are no longer what you were at this table.";
      commit(waiting, Decided.refused(head, "not-allowed", message), now);
      return;
    }
    deciding = waiting;
    judge.decide(
        waiting,
        head,
        now,
        journal.version() + 1,
        decided -> {
          if (deciding == waiting) {
            deciding = null;
            commit(waiting, decided, now);
            pump();
          }
        });
  }

  /** Whether the sender is still what they were, also by what is decided but not yet durable. */
  @SuppressWarnings("ReferenceEquality") // the same members are the same tree
  private boolean mayStill(Waiting waiting) {
    return head.get(MEMBERS) == agreed
        || CampaignLoop.participant(head, waiting.by.id())
            .filter(now -> now.role() == waiting.by.role())
            .isPresent();
  }

  /** Lets seats go whose place at the table has changed. */
  @SuppressWarnings("ReferenceEquality") // as above
  private void agree() {
    Object members = shown.get(MEMBERS);
    if (members != agreed) {
      agreed = members;
      seats.revise(shown);
    }
  }

  private void commit(Waiting waiting, Decided decided, Instant now) {
    metrics.decision.record(runtime.nanos() - waiting.replies.get(0).since(), TimeUnit.NANOSECONDS);
    Entry entry =
        new Entry(
            journal.version() + 1,
            journal.epoch().value(),
            now,
            waiting.cause,
            decided.effects(),
            decided.rolls(),
            decided.outcome());
    try {
      if (!journal.append(entry, decided.root())) {
        turnAway(waiting, "entry-too-large", "That would change too much at once.");
        return;
      }
    } catch (TablekeepException unwritable) {
      LOG.error("what {} came to cannot be written", waiting.rule.name(), unwritable);
      turnAway(waiting, "rule-failed", "That cannot be written down.");
      return;
    }
    head = decided.root();
    flying.add(
        new InFlight(entry.version(), head, decided.effects(), decided.outcome(), waiting.replies));
  }

  /** Decided, but not written: nothing has happened, and the id stays unused. */
  private void turnAway(Waiting waiting, String code, String message) {
    release(waiting);
    metrics.refused(code);
    for (Reply reply : waiting.replies) {
      answer(reply, reply.refused(code, message, ""));
    }
  }

  /** Not decided: the id stays unused. */
  private void drop(Waiting waiting, String code, String message) {
    release(waiting);
    metrics.refused(code);
    for (Reply reply : waiting.replies) {
      tell(reply, reply.retry(code, message));
    }
  }

  private void release(Waiting waiting) {
    ledger().release(waiting.by.id(), waiting.cause.device(), waiting.cause.n());
  }

  /** The store has answered for everything up to a version. */
  void durable(long version) {
    while (!flying.isEmpty() && flying.element().version <= version) {
      InFlight entry = flying.remove();
      JsonObject before = shown;
      shown = entry.root;
      count(entry);
      seats.publish(before, entry);
      agree();
      for (Reply reply : entry.replies) {
        metrics.receipt.record(runtime.nanos() - reply.since(), TimeUnit.NANOSECONDS);
        reply.future().complete(reply.receipt(entry.outcome));
      }
      for (InFlight.Refusal refusal : entry.refusals) {
        tell(refusal.reply(), refusal.receipt());
      }
    }
    pump();
  }

  private void count(InFlight entry) {
    if (entry.outcome instanceof Outcome.Refused refused) {
      metrics.refused(refused.code());
    } else if (entry.outcome instanceof Outcome.Pending) {
      metrics.pending.increment();
    } else {
      metrics.applied.increment();
    }
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
    while (!flying.isEmpty()) {
      InFlight entry = flying.remove();
      entry.replies.forEach(reply -> tell(reply, reply.retry(code, message)));
      entry.refusals.forEach(r -> tell(r.reply(), r.reply().retry(code, message)));
    }
    if (now != null) {
      now.replies.forEach(reply -> tell(reply, reply.retry(why.code(), why.message())));
    }
    while (!queue.isEmpty()) {
      Waiting waiting = queue.remove();
      metrics.waiting.decrementAndGet();
      waiting.replies.get(0).seat().waits(-1);
      waiting.replies.forEach(reply -> tell(reply, reply.retry(why.code(), why.message())));
    }
  }

  /** No new actions; what is on its way goes on. */
  void refuseNew(Problem why) {
    closed = why;
    while (!queue.isEmpty()) {
      Waiting waiting = queue.remove();
      metrics.waiting.decrementAndGet();
      waiting.replies.get(0).seat().waits(-1);
      drop(waiting, why.code(), why.message());
    }
  }

  static Problem readOnly() {
    return READ_ONLY;
  }

  /** Goes on with what the journal holds. */
  void restart(Journal reopened) {
    journal = reopened;
    JsonObject before = shown;
    head = reopened.recovered().root();
    shown = head;
    lastMicros = Math.max(lastMicros, Keys.micros(reopened.recovered().time()) + 1_000);
    closed = null;
    seats.catchUp(before, shown);
    agree();
  }

  /** Strictly increasing, so that keys made from it never repeat. */
  private Instant now() {
    lastMicros = Math.max(lastMicros + 1, Keys.micros(runtime.now()));
    return Instant.ofEpochSecond(lastMicros / 1_000_000, lastMicros % 1_000_000 * 1_000);
  }
}
