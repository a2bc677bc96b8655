package io.tablekeep.engine.loop;

import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.journal.entry.Entry;
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

  /** Answers that read this version, and may not be told before it is durable. */
  final List<Answer> answers = new ArrayList<>(0);

  /**
   * An answer that waits.
   *
   * @param reply whom to tell
   * @param receipt what to tell
   */
  record Answer(Reply reply, Receipt receipt) {}

  InFlight(Entry entry, int chain, JsonObject root, List<Reply> replies) {
    this.version = entry.version();
    this.chain = chain;
    this.root = root;
    this.effects = entry.effects();
    this.outcome = entry.outcome();
    this.settled = entry.settled();
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
