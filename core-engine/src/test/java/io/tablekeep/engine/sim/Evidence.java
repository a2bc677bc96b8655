package io.tablekeep.engine.sim;

import io.tablekeep.contracts.store.SimulatedStore;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.journal.entry.Cause;
import io.tablekeep.engine.journal.entry.Effects;
import io.tablekeep.engine.journal.entry.Entry;
import io.tablekeep.engine.journal.entry.EntryDecoder;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.journal.entry.Settled;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.StoredEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What everyone was told, held against what is on the platter. Failures are kept rather than
 * thrown, because they are noticed inside callbacks of the engine.
 */
final class Evidence {
  static final DocumentId DOCUMENT = new DocumentId(DocumentId.Kind.CAMPAIGN, Host.CAMPAIGN);

  /** What was sent under an id, and the newest acknowledged version before that. */
  record Sent(String type, String label, long after) {}

  private final Map<String, Sent> sent = new LinkedHashMap<>();
  private final Map<String, Receipt> told = new LinkedHashMap<>();
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /** What became of actions that waited. */
  private final Map<String, Outcome> ends = new LinkedHashMap<>();

  private final Map<String, Long> labels = new LinkedHashMap<>();
  private final List<StoredEntry> durable = new ArrayList<>();
  private JsonObject replayed = JsonObject.empty(0);
  private int chain = EntryDecoder.seed(DOCUMENT);
  private long owner;
  private long acknowledged;
  private long sum;
  private int decided;
  private @Nullable String failure;

  void fail(String what) {
    if (failure == null) {
      failure = what;
    }
  }

  /** Hears of the end of a stage; what goes wrong in hearing is a failure too. */
  <T> void hear(CompletionStage<T> stage, BiConsumer<@Nullable T, @Nullable Throwable> then) {
    stage.whenComplete(
        (value, failed) -> {
          try {
            then.accept(value, failed);
          } catch (RuntimeException | LinkageError wrong) {
            fail("a test could not go on: " + wrong);
          }
        });
  }

  @Nullable String failure() {
    return failure;
  }

  /** How many ids have a receipt. */
  int told() {
    return told.size();
  }

  long version() {
    return durable.size();
  }

  /** The document that the durable entries make. */
  JsonObject replayed() {
    return replayed;
  }

  long sum() {
    return sum;
  }

  /** How many offers the game master decided on. */
  int decided() {
    return decided;
  }

  /** Whether an id has its receipt. */
  boolean isTold(String id) {
    return told.containsKey(id);
  }

  void sent(String id, String type, String label) {
    sent.putIfAbsent(id, new Sent(type, label, acknowledged));
  }

  /** Somebody was told something about an id. */
  void receipt(String id, Receipt receipt, SimulatedStore store) {
    if (receipt.outcome() == Receipt.Outcome.RETRY) {
      return;
    }
    Receipt before = told.putIfAbsent(id, receipt);
    if (before != null && !before.equals(receipt)) {
      // What waits is told twice; a host that has lost the table may tell the first once more.
      if (isPending(before)) {
        told.put(id, receipt);
      } else if (!isPending(receipt)) {
        fail(id + " was told " + before + " and then " + receipt);
      }
    }
    refresh(store);
    Entry entry = entries.get(id);
    if (entry == null) {
      fail(id + " was told " + receipt + ", but its entry is not on the platter");
      return;
    }
    acknowledged = Math.max(acknowledged, entry.version());
    Outcome said = isPending(receipt) ? entry.outcome() : ends.getOrDefault(id, entry.outcome());
    if (!said.code().equals(receipt.code())
        || (said instanceof Outcome.Refused) != (receipt.outcome() == Receipt.Outcome.REFUSED)) {
      fail(id + " was told " + receipt + ", but the journal says " + said);
    }
  }

  private static boolean isPending(Receipt receipt) {
    return receipt.outcome() == Receipt.Outcome.PENDING;
  }

  /** A use of an id for another action was answered. */
  void misuse(String id, Receipt receipt) {
    if (receipt.outcome() != Receipt.Outcome.RETRY && !receipt.code().equals("action-id-reused")) {
      fail("another action under the id " + id + " was told " + receipt);
    }
  }

  /** Somebody has the table from now on; whoever had it before can never write again. */
  void acquired(long epoch, SimulatedStore store) {
    refresh(store);
    owner = Math.max(owner, epoch);
  }

  /** Takes in what has become durable. */
  void refresh(SimulatedStore store) {
    long last = store.durableLast(DOCUMENT);
    if (last < durable.size()) {
      fail("entry " + durable.size() + " was durable, now the platter ends at " + last);
    } else if (last > durable.size()) {
      List<StoredEntry> all = store.durableEntries(DOCUMENT);
      for (StoredEntry entry : all.subList(durable.size(), all.size())) {
        take(entry);
      }
    }
  }

  private void take(StoredEntry stored) {
    if (failure != null) {
      return;
    }
    durable.add(stored);
    if (stored.position() != durable.size()) {
      fail("entry " + stored.position() + " stands at place " + durable.size());
      return;
    }
    Entry entry;
    try {
      chain = EntryDecoder.chain(DOCUMENT, stored, chain);
      entry = EntryDecoder.decode(DOCUMENT, stored);
    } catch (RuntimeException damaged) {
      fail("the journal is damaged: " + damaged.getMessage());
      return;
    }
    if (entry.epoch() < owner) {
      fail("epoch " + entry.epoch() + " wrote after epoch " + owner + " had the table");
    }
    replayed = Effects.apply(replayed, entry.effects(), entry.version());
    for (Settled one : entry.settled()) {
      String id = id(one.by(), one.device(), one.n());
      if (ends.putIfAbsent(id, one.outcome()) != null) {
        fail(id + " came to a second end in entry " + entry.version());
      }
    }
    if (entry.cause().hasId()) {
      check(entry);
    } else if (entry.version() != 1) {
      fail("nobody asked for entry " + entry.version());
    }
  }

  private void check(Entry entry) {
    Cause cause = entry.cause();
    String id = id(cause.by(), cause.device(), cause.n());
    Entry twin = entries.putIfAbsent(id, entry);
    if (twin != null) {
      fail(id + " is in entry " + twin.version() + " and in entry " + entry.version());
    }
    Sent asked = sent.get(id);
    String label = label(cause.payload());
    if (asked == null || !asked.type.equals(cause.type()) || !asked.label.equals(label)) {
      fail("entry " + entry.version() + " is " + cause + ", but " + asked + " was sent");
      return;
    }
    Long other = labels.putIfAbsent(label, entry.version());
    if (other != null) {
      fail(label + " was done in entry " + other + " and in entry " + entry.version());
    }
    if (asked.after >= entry.version()) {
      fail(id + " was sent after " + asked.after + " was told, but stands at " + entry.version());
    }
    if (cause.type().equals("ask.decide") && entry.outcome() instanceof Outcome.Applied) {
      decided++;
    }
    if (cause.type().equals("tally.add")
        && entry.outcome() instanceof Outcome.Applied
        && Trees.get(cause.payload(), "amount") instanceof Long amount) {
      sum += amount;
    }
  }

  /** What is on the platter has not changed since it was first seen there. */
  void unchanged(SimulatedStore store) {
    List<StoredEntry> now = store.durableEntries(DOCUMENT);
    for (int i = 0; i < durable.size(); i++) {
      if (!Arrays.equals(now.get(i).bytes(), durable.get(i).bytes())) {
        fail("entry " + (i + 1) + " was changed after it was durable");
      }
    }
  }

  static String id(String by, String device, long n) {
    return by + '/' + device + '/' + n;
  }

  /** What makes each action another; payloads of all kinds carry it somewhere. */
  private static String label(Object payload) {
    for (String key : List.of("label", "text", "reason")) {
      if (Trees.get(payload, key) instanceof String label) {
        return label;
      }
    }
    return "to " + Trees.get(payload, "to", "x");
  }
}
