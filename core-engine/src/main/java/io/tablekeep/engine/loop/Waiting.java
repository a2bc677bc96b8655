package io.tablekeep.engine.loop;

import io.tablekeep.engine.journal.entry.Cause;
import io.tablekeep.engine.rules.ActionRule;
import io.tablekeep.sdk.game.Participant;
import java.util.ArrayList;
import java.util.List;

/** An admitted action on its way to a decision. Loop-confined. */
final class Waiting {
  final Participant by;
  final Cause cause;
  final ActionRule rule;
  final Record payload;

  /** Whoever waits for its receipt: its sender, and retries of the same id. */
  final List<Reply> replies = new ArrayList<>(1);

  Waiting(Participant by, Cause cause, ActionRule rule, Record payload, Reply reply) {
    this.by = by;
    this.cause = cause;
    this.rule = rule;
    this.payload = payload;
    replies.add(reply);
  }
}
