package io.tablekeep.plugin.postgres;

import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.Appended;
import io.tablekeep.sdk.store.Epoch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of the waiting writes can be done now, without overtaking: of each document what comes first
 * in it. Appends that follow on each other are one. Nothing but appends may pass a snapshot that is
 * still being sent: until its last statement it has no effect.
 */
final class Round {
  /** Appends of one document, each building on the one before. */
  static final class Chain {
    final DocumentId id;
    final Epoch epoch;
    final long after;
    final List<Work.Append> appends = new ArrayList<>();
    long last;

    private Chain(Work.Append first) {
      id = first.id;
      epoch = first.epoch;
      after = first.after;
      last = after;
      add(first);
    }

    private boolean goesOn(Work.Append next) {
      return next.after == last && next.epoch.equals(epoch);
    }

    private void add(Work.Append next) {
      appends.add(next);
      last = next.last();
    }

    void tell(Appended answer, Teller teller) {
      for (Work.Append append : appends) {
        teller.tell(
            append,
            answer instanceof Appended.Durable ? new Appended.Durable(append.last()) : answer);
      }
    }
  }

  /** Takes an answer to its caller. */
  interface Teller {
    void tell(Work work, Appended answer);
  }

  final List<Chain> chains = new ArrayList<>();
  final List<Work.Acquire> acquires = new ArrayList<>();
  Work.@Nullable Fenced other;

  private final Map<DocumentId, Chain> open = new HashMap<>();
  private final Set<DocumentId> sending = new HashSet<>();
  private final Set<DocumentId> closed = new HashSet<>();

  /** Takes from the list what can be done now; what stays keeps its order. */
  static Round of(List<Work> waiting) {
    Round round = new Round();
    List<Work> left = new ArrayList<>();
    for (Work work : waiting) {
      if (round.closed.contains(work.id) || !round.takes(work)) {
        left.add(work);
      }
    }
    waiting.clear();
    waiting.addAll(left);
    return round;
  }

  private boolean takes(Work work) {
    if (work instanceof Work.Append append) {
      return takesAppend(append);
    }
    if (open.containsKey(work.id) || sending.contains(work.id)) {
      closed.add(work.id);
      return false;
    }
    // Appends may pass a snapshot, and nothing may pass anything else.
    (work instanceof Work.Put ? sending : closed).add(work.id);
    if (work instanceof Work.Acquire acquire) {
      acquires.add(acquire);
      return true;
    }
    if (other == null && work instanceof Work.Fenced fenced) {
      other = fenced;
      return true;
    }
    return false;
  }

  private boolean takesAppend(Work.Append append) {
    Chain chain = open.get(append.id);
    if (chain == null) {
      chain = new Chain(append);
      open.put(append.id, chain);
      chains.add(chain);
      return true;
    }
    if (chain.goesOn(append)) {
      chain.add(append);
      return true;
    }
    closed.add(append.id);
    return false;
  }
}
