package io.tablekeep.server.ledgers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds ledgers of all clients of one table against its journal. What must be so, whatever was done
 * to the servers: epochs never fall and each has one writer; each acked action stands in the
 * journal once, as it was sent and with the outcome its sender was told; a receipt is the same each
 * time; an action acked before another was sent stands before it; and whoever looked saw states the
 * table has had, each no older than the one before.
 */
public final class Checker {
  private static final String RETRY = "retry";
  private static final String PENDING = "pending";
  private static final String APPLIED = "applied";

  private final List<Written> journal;
  private final List<Ledger> ledgers;
  private final Map<String, Written> byId = new HashMap<>();
  private final List<String> faults = new ArrayList<>();

  private Checker(List<Written> journal, List<Ledger> ledgers) {
    this.journal = journal;
    this.ledgers = ledgers;
  }

  /** What is wrong, a sentence each; empty when nothing is. */
  public static List<String> check(List<Written> journal, List<Ledger> ledgers) {
    Checker checker = new Checker(journal, ledgers);
    checker.writers();
    ledgers.forEach(checker::receipts);
    ledgers.forEach(checker::acks);
    checker.realTime();
    ledgers.forEach(checker::sights);
    return checker.faults;
  }

  private void writers() {
    Map<Long, String> owners = new HashMap<>();
    long epoch = 0;
    long version = 0;
    for (Written each : journal) {
      version++;
      if (each.version() != version) {
        faults.add("version " + version + " was due, not " + each);
        version = each.version();
      }
      if (each.epoch() < epoch) {
        faults.add("the epoch falls from " + epoch + " at " + each);
      }
      epoch = Math.max(epoch, each.epoch());
      String owner = owners.putIfAbsent(each.epoch(), each.writer());
      if (owner != null && !owner.equals(each.writer())) {
        faults.add("two write in epoch " + each.epoch() + ": " + owner + ", and " + each);
      }
      Written before = each.id().isEmpty() ? null : byId.putIfAbsent(each.id(), each);
      if (before != null) {
        faults.add(each.id() + " stands twice: " + before + " and " + each);
      }
    }
  }

  /** One that says that something waits may be followed by how that ended. */
  private void receipts(Ledger ledger) {
    Map<Long, Ledger.Told> first = new HashMap<>();
    for (Ledger.Told told : ledger.told()) {
      if (told.outcome().equals(RETRY)) {
        continue;
      }
      Ledger.Told before = first.put(told.n(), told);
      if (before != null
          && !before.text().equals(told.text())
          && !before.outcome().equals(PENDING)) {
        faults.add("another receipt of " + ledger.id(told.n()) + ": " + before + ", " + told);
      }
    }
  }

  private void acks(Ledger ledger) {
    Map<Long, Ledger.Sent> sent = new HashMap<>();
    ledger.sent().forEach(each -> sent.put(each.n(), each));
    for (Ledger.Sent each : ledger.sent()) {
      Written written = byId.get(ledger.id(each.n()));
      if (written != null
          && !(written.type().equals(each.type()) && written.payload().equals(each.payload()))) {
        faults.add(ledger.id(each.n()) + " stands otherwise than it was sent: " + written);
      }
    }
    for (Ledger.Told told : ledger.told()) {
      if (!sent.containsKey(told.n())) {
        faults.add("a receipt of what was not sent: " + ledger.id(told.n()) + ' ' + told);
      }
      Written written = byId.get(ledger.id(told.n()));
      boolean applied = told.outcome().equals(APPLIED);
      if (applied && written == null) {
        faults.add(ledger.id(told.n()) + " was acked and is lost: " + told);
      } else if (written != null
          && (applied || told.outcome().equals("refused"))
          && !written.outcome().equals(PENDING)
          && !written.outcome().equals(told.outcome())) {
        faults.add(ledger.id(told.n()) + " was told otherwise: " + told + ", " + written);
      }
    }
  }

  /** In the order of the journal nobody may be acked before one that stands earlier was sent. */
  private void realTime() {
    Map<String, Long> sentAt = new HashMap<>();
    Map<String, Long> ackedAt = new HashMap<>();
    for (Ledger ledger : ledgers) {
      ledger.sent().forEach(each -> sentAt.put(ledger.id(each.n()), each.at()));
      for (Ledger.Told told : ledger.told()) {
        if (!told.outcome().equals(RETRY)) {
          ackedAt.merge(ledger.id(told.n()), told.at(), Math::min);
        }
      }
    }
    @Nullable Written latest = null;
    long latestSent = Long.MIN_VALUE;
    for (Written each : journal) {
      Long acked = ackedAt.get(each.id());
      if (latest != null && acked != null && acked < latestSent) {
        faults.add(each + " was acked before this one was sent, and stands behind it: " + latest);
      }
      Long sent = sentAt.get(each.id());
      if (sent != null && sent > latestSent) {
        latestSent = sent;
        latest = each;
      }
    }
  }

  /**
   * What was seen is looked for from the last found version on. The earliest that fits leaves most
   * room for what follows, so that one pass over the journal is enough.
   */
  private void sights(Ledger ledger) {
    Map<String, String> state = new HashMap<>();
    int at = 0;
    for (Map<String, String> seen : ledger.seen()) {
      Map<String, String> trial = new HashMap<>(state);
      int next = at;
      while (!shows(trial, seen) && next < journal.size()) {
        trial.putAll(journal.get(next++).values());
      }
      if (shows(trial, seen)) {
        state = trial;
        at = next;
      } else {
        faults.add(
            ledger.by()
                + ' '
                + ledger.device()
                + " saw what the table was not at version "
                + at
                + " or later: "
                + seen);
      }
    }
  }

  private static boolean shows(Map<String, String> state, Map<String, String> seen) {
    return seen.entrySet().stream()
        .allMatch(each -> state.getOrDefault(each.getKey(), "").equals(each.getValue()));
  }
}
