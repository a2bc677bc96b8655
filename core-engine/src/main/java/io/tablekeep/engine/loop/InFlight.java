package io.tablekeep.engine.loop;

import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.journal.entry.Settled;
import io.tablekeep.engine.metrics.TableMetrics;
import io.tablekeep.engine.state.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** A decided entry on its way to the store. Loop-confined. */
final class InFlight {
  final long version;

  /** Checksum of the journal up to this entry. */
  final int chain;

  final JsonObject root;
  final List<Effect> effects;
  final Outcome outcome;

  /** Waiting actions that come to their end with it. */
  final List<Settled> settled;

  /** Whoever waits for its receipt. */
  final List<Reply> replies;

  /** Refusals that read this version, and may not be told before it is durable. */
  final List<Refusal> refusals = new ArrayList<>(0);

  /**
   * A refusal that waits.
   *
   * @param reply whom to tell
   * @param receipt what to tell
   */
  record Refusal(Reply reply, Receipt receipt) {}

  InFlight(
      long version,
      int chain,
      JsonObject root,
      List<Effect> effects,
      Outcome outcome,
      List<Settled> settled,
      List<Reply> replies) {
    this.version = version;
    this.chain = chain;
    this.root = root;
    this.effects = effects;
    this.outcome = outcome;
    this.settled = settled;
    this.replies = replies;
  }

  void count(TableMetrics metrics) {
    if (outcome instanceof Outcome.Refused refused) {
      metrics.refused(refused.code());
    } else if (outcome instanceof Outcome.Pending) {
      metrics.pending.increment();
    } else {
      metrics.applied.increment();
    }
    settled.forEach(one -> metrics.settled(one.outcome().code()));
  }
}
