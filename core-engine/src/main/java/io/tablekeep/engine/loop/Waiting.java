package io.tablekeep.engine.loop;

import io.tablekeep.engine.dice.DiceHouse;
import io.tablekeep.engine.dice.DiceTurn;
import io.tablekeep.engine.journal.entry.Cause;
import io.tablekeep.engine.rules.ActionRule;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.game.Role;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An admitted action on its way to a decision, or something of the engine's own. Loop-confined. */
final class Waiting {
  /** In whose name things happen that nobody sent. */
  private static final Participant ENGINE = new Participant("", "", Role.GM);

  final Participant by;
  final Cause cause;
  final Record payload;
  private final @Nullable ActionRule rule;

  /** Whoever waits for its receipt: its sender, and retries of the same id. */
  final List<Reply> replies = new ArrayList<>(1);

  /** The dice of its entry, from when it is being decided. */
  private @Nullable DiceTurn dice;

  /** Whether its sender looked at something of which nobody knows any more what it was. */
  private boolean blind;

  private boolean held;

  private @Nullable JsonObject seen;

  /** Called once it is decided, or was let go undecided. */
  final Then then;

  /** What came of it. */
  @FunctionalInterface
  interface Then {
    /** Tells whether an entry was made of it; that may still be lost on its way to the store. */
    void over(boolean written);
  }

  /** What a seat sent. */
  Waiting(Participant by, Cause cause, ActionRule rule, Record payload, Reply reply) {
    this.by = by;
    this.cause = cause;
    this.rule = rule;
    this.payload = payload;
    this.then = written -> {};
    replies.add(reply);
  }

  /** What nobody sent. */
  Waiting(Cause cause, Record payload, Then then) {
    this.by = ENGINE;
    this.cause = cause;
    this.rule = null;
    this.payload = payload;
    this.then = then;
  }

  /** One decision out of several. */
  Waiting(Waiting batch, Record one) {
    this.by = batch.by;
    this.cause = batch.cause;
    this.rule = batch.rule;
    this.payload = one;
    this.then = written -> {};
    this.dice = batch.dice;
  }

  /** The same, as other rules declare it. */
  Waiting(Waiting same, ActionRule rule, Record payload) {
    this.by = same.by;
    this.cause = same.cause;
    this.rule = rule;
    this.payload = payload;
    this.then = same.then;
    this.blind = same.blind;
    this.seen = same.seen;
    replies.addAll(same.replies);
  }

  /** The action, as it was declared. */
  ActionRule rule() {
    if (rule == null) {
      throw new IllegalStateException(cause.type() + " is no declared action");
    }
    return rule;
  }

  Waiting blind(boolean now) {
    blind = now;
    return this;
  }

  boolean isBlind() {
    return blind;
  }

  /** Whether it waits for something that is being read for it, and those behind it do not. */
  boolean isHeld() {
    return held;
  }

  void held(boolean now) {
    held = now;
  }

  /** The document its sender looked at, if it was read for it. */
  @Nullable JsonObject seen() {
    return seen;
  }

  void seen(JsonObject base) {
    seen = base;
  }

  boolean isOfSameDevice(Waiting other) {
    return by.id().equals(other.by.id()) && cause.device().equals(other.cause.device());
  }

  /** Begins its entry. */
  void begin(DiceTurn turn) {
    dice = turn;
  }

  DiceTurn dice() {
    DiceTurn turn = dice;
    if (turn == null) {
      throw new IllegalStateException(cause.type() + " is not being decided");
    }
    return turn;
  }

  /** The same; of something that nobody decided, begun now. */
  DiceTurn turn(DiceHouse house) {
    DiceTurn turn = dice;
    return turn == null ? house.turn(by.id()) : turn;
  }

  boolean isOwn() {
    return rule == null;
  }

  /** Whether a reply is for this action. */
  boolean isFor(Reply reply, String participant) {
    return cause.n() == reply.n()
        && cause.device().equals(reply.device())
        && by.id().equals(participant);
  }

  /** Counts in or out of the queue of its sender. */
  void waits(int more) {
    TableSeat seat = replies.isEmpty() ? null : replies.get(0).seat();
    if (seat != null) {
      seat.waits(more);
    }
  }
}
