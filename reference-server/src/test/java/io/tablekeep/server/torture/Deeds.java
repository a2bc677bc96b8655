package io.tablekeep.server.torture;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * What a device has sent, and what it was told of it: each action is kept until its receipt has
 * come, and after that it may only be told the same again, or how what waited has ended. Guarded by
 * its player's lock.
 */
final class Deeds {
  private final Count count;
  private final Consumer<String> faults;
  private final Map<Long, Sent> sent = new HashMap<>();
  private final TreeMap<Long, Sent> outstanding = new TreeMap<>();
  private final Map<Long, JsonNode> receipts = new HashMap<>();
  private final List<Long> acked = new ArrayList<>();
  private final Map<Long, Integer> due = new HashMap<>();
  private final Map<Long, String> tricks = new HashMap<>();

  /** Tricks of an earlier connection, whose answers may come over this one. */
  private final Map<Long, String> lateTricks = new HashMap<>();

  private final Map<Long, Long> later = new TreeMap<>();
  private final Set<Long> disordered = new HashSet<>();

  /** What has come to its end may be told once more than it was asked. */
  private final Set<Long> late = new HashSet<>();

  private long n;

  /** An action as it was sent. */
  record Sent(long n, String action, String payload, boolean awry) {}

  Deeds(Count count, Consumer<String> faults) {
    this.count = count;
    this.faults = faults;
  }

  /** Something new. */
  Sent next(String action, String payload, boolean awry) {
    Sent one = new Sent(++n, action, payload, awry);
    sent.put(one.n(), one);
    outstanding.put(one.n(), one);
    return one;
  }

  /**
   * The connection is another one.
   *
   * @param lives whether the server lives on: receipts that were on their way may come yet
   * @return what is to be sent again: what has no receipt, and some of what has one
   */
  List<Sent> again(SplittableRandom chance, boolean lives) {
    if (lives) {
      lateTricks.putAll(tricks);
    } else {
      lateTricks.clear();
      due.clear();
    }
    tricks.clear();
    later.clear();
    late.clear();
    List<Sent> again = new ArrayList<>(outstanding.values());
    int known = acked.isEmpty() ? 0 : chance.nextInt(Math.min(20, acked.size()) + 1);
    for (int i = 0; i < known; i++) {
      long old = acked.get(acked.size() - 1 - chance.nextInt(Math.min(40, acked.size())));
      // Anywhere among the others, whose order stays.
      again.add(chance.nextInt(again.size() + 1), sent.get(old));
    }
    return again;
  }

  boolean isAcked(long number) {
    return receipts.containsKey(number);
  }

  /** An action is on its way. */
  void goes(Sent one) {
    due.merge(one.n(), 1, Integer::sum);
  }

  /** Something that has its receipt, as it was or with another payload. */
  Optional<Sent> trick(SplittableRandom chance) {
    boolean same = chance.nextBoolean();
    if (acked.isEmpty()) {
      return Optional.empty();
    }
    long old = acked.get(acked.size() - 1 - chance.nextInt(Math.min(20, acked.size())));
    if (due.getOrDefault(old, 0) > 0) {
      return Optional.empty();
    }
    if (same) {
      return Optional.of(sent.get(old));
    }
    tricks.put(old, "action-id-reused");
    return Optional.of(new Sent(old, "chat.say", "{\"text\":\"never said\"}", true));
  }

  /** What was to be tried later, and now is. */
  List<Sent> ripe() {
    List<Sent> now = new ArrayList<>();
    long time = System.nanoTime();
    later
        .entrySet()
        .removeIf(
            entry -> {
              boolean ripe = time - entry.getValue() > 0;
              if (ripe && outstanding.containsKey(entry.getKey())) {
                now.add(outstanding.get(entry.getKey()));
              }
              return ripe;
            });
    return now;
  }

  /** True for the first receipt of an action. */
  boolean receipt(JsonNode receipt) {
    long number = receipt.path("n").asLong();
    String outcome = receipt.path("outcome").asText();
    JsonNode before = receipts.get(number);
    if (receipt.path("code").asText().equals(lateTricks.get(number))) {
      lateTricks.remove(number);
      due.merge(number, -1, Integer::sum);
      count.add(c -> c.reused++);
      return false;
    }
    if (isPending(before) && !before.equals(receipt)) {
      return settled(number, outcome, receipt);
    }
    if (due.merge(number, -1, Integer::sum) < 0 && !late.remove(number)) {
      faults.accept("more receipts than actions: " + receipt);
    }
    if (outcome.equals("retry")) {
      count.add(c -> c.retries++);
      later.put(number, System.nanoTime() + 600_000_000L);
      disordered.add(number);
      tricks.remove(number);
      return false;
    }
    String trick = tricks.remove(number);
    if (trick != null) {
      if (!outcome.equals("refused") || !receipt.path("code").asText().equals(trick)) {
        faults.accept("the id of another action was taken: " + receipt);
      }
      count.add(c -> c.reused++);
      return false;
    }
    if (before != null) {
      if (!before.equals(receipt)) {
        faults.accept("another receipt: " + before + " and then " + receipt);
      }
      count.add(c -> c.sameReceipts++);
      return false;
    }
    if (outstanding.remove(number) == null) {
      faults.accept("a receipt of nothing: " + receipt);
    }
    receipts.put(number, receipt);
    acked.add(number);
    count.add(
        c -> {
          c.acks++;
          c.refused += outcome.equals("refused") ? 1 : 0;
        });
    return true;
  }

  /** What waited came to its end; that may be told to who asks again, and once to who does not. */
  private boolean settled(long number, String outcome, JsonNode receipt) {
    if (outcome.equals("refused") && tricks.containsKey(number)) {
      due.merge(number, -1, Integer::sum);
      tricks.remove(number);
      count.add(c -> c.reused++);
      return false;
    }
    if (outcome.equals("retry")) {
      faults.accept("what waited is to be tried again: " + receipt);
    }
    receipts.put(number, receipt);
    late.add(number);
    count.add(c -> c.settled++);
    return false;
  }

  private static boolean isPending(JsonNode receipt) {
    return receipt != null && receipt.path("outcome").asText().equals("pending");
  }

  /** The newest receipt of an action. */
  Optional<JsonNode> of(long number) {
    return Optional.ofNullable(receipts.get(number));
  }

  boolean hasLater() {
    return !later.isEmpty();
  }

  Set<Long> outstanding() {
    return outstanding.keySet();
  }

  List<String> disordered(LongFunction<String> id) {
    return disordered.stream().map(id::apply).toList();
  }

  /** Compares what a journal says with what the device knows. */
  void compare(Chronicle journal, boolean all, LongFunction<String> id) {
    for (Sent one : sent.values()) {
      Chronicle.Line line = journal.line(id.apply(one.n()));
      JsonNode receipt = receipts.get(one.n());
      if (line != null) {
        boolean same =
            line.type().equals(one.action())
                && line.payload().equals(Json.canonicalText(Json.parse(one.payload())));
        if (!same) {
          faults.accept("the journal has another action: " + line + " for " + one);
        }
        if (receipt != null && !agree(receipt, line.outcome()) && !(isPending(receipt) && !all)) {
          faults.accept("the journal has another outcome: " + line + " for " + receipt);
        }
      } else if (receipt != null && !one.awry()) {
        faults.accept("acked and not in the journal: " + one + " " + receipt);
      } else if (receipt != null && !receipt.path("outcome").asText().equals("refused")) {
        faults.accept("awry, not in the journal and not refused: " + one + " " + receipt);
      }
      if (all && receipt == null) {
        faults.accept("never acked: " + one);
      }
    }
  }

  private static boolean agree(JsonNode receipt, JsonNode outcome) {
    String word = receipt.path("outcome").asText();
    if (outcome.isTextual()) {
      return outcome.asText().equals(word)
          && receipt.path("code").asText().equals("ok")
          && !receipt.has("message");
    }
    JsonNode said = outcome.path(word);
    return said.isObject()
        && said.path("code").asText().equals(receipt.path("code").asText())
        && said.path("message").asText("").equals(receipt.path("message").asText(""))
        && said.path("field").asText("").equals(receipt.path("field").asText(""));
  }
}
