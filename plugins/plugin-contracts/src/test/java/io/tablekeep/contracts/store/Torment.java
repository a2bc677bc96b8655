package io.tablekeep.contracts.store;

import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.Appended;
import io.tablekeep.sdk.store.Epoch;
import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreException;
import io.tablekeep.sdk.store.StoredEntry;
import io.tablekeep.sdk.store.StoredSnapshot;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Writers on a simulated store, power cuts, and what must hold all the same. One instance is one
 * run.
 */
final class Torment {
  private static final int DOCS = 3;

  final SimulatedDisk disk;
  private final Clockwork clockwork = new Clockwork();
  private final SplittableRandom random;
  private final SimulatedStore.Plant[] plants;
  private final List<Writer> writers = new ArrayList<>();
  private SimulatedStore store;
  private int numbers;
  private int opened;
  private boolean powerFails;
  private final List<String> violations = new ArrayList<>();
  int durable;
  int unknown;

  Torment(long seed, SimulatedStore.Plant... plants) {
    random = new SplittableRandom(seed);
    disk = new SimulatedDisk(seed);
    this.plants = plants;
    store = openStore();
    for (int i = 0; i < DOCS; i++) {
      writers.add(new Writer(DocumentId.campaign("doc-" + i)));
    }
  }

  private SimulatedStore openStore() {
    while (true) {
      powerFails = false;
      try {
        return SimulatedStore.open(disk, clockwork, 1_000 + opened++, plants);
      } catch (StoreException e) {
        check(e.reason() == Refusal.UNAVAILABLE, e.getMessage());
      }
    }
  }

  /** The power fails once, before the n-th call. */
  void cutBefore(long nth) {
    disk.beforeCall(
        call -> {
          if (call == nth) {
            powerFails = true;
            disk.crash();
          }
        });
  }

  /** Lets things happen; crashes now and then when asked to. */
  void run(int steps, boolean crashes) {
    if (crashes) {
      disk.beforeCall(
          call -> {
            if (random.nextInt(60) == 0) {
              powerFails = true;
              disk.crash();
            }
          });
    }
    for (int i = 0; i < steps; i++) {
      Writer writer = writers.get(random.nextInt(DOCS));
      if (random.nextInt(4) == 0) {
        writer.act();
      }
      if (random.nextInt(400) == 0 && crashes) {
        powerFails = true;
        disk.crash();
      }
      if (!powerFails) {
        clockwork.step();
      }
      if (powerFails) {
        store = openStore();
        writers.forEach(Writer::restart);
      }
    }
    disk.beforeCall(call -> {});
    disk.capacity(Long.MAX_VALUE);
    writers.forEach(Writer::settle);
    check(violations.isEmpty(), violations.toString());
  }

  /** Keeps what is wrong as well as throwing it: a stage swallows what its dependants throw. */
  private void check(boolean holds, String otherwise) {
    if (!holds) {
      violations.add(otherwise);
      throw new AssertionError(otherwise);
    }
  }

  /** One document's writer: what it was told must be true for ever. */
  private final class Writer {
    private final DocumentId id;
    private final List<String> acked = new ArrayList<>();
    private final Set<String> refused = new HashSet<>();
    private Epoch epoch = new Epoch(1);
    private long next;
    private int generation;
    private boolean ready;

    Writer(DocumentId id) {
      this.id = id;
      restart();
    }

    /** Takes the document over and learns what is there. */
    void restart() {
      int mine = ++generation;
      ready = false;
      store
          .acquire(id, "torment")
          .whenComplete(
              (got, failed) -> {
                if (mine == generation && failed == null) {
                  epoch = got;
                  reload(mine);
                } else if (mine == generation) {
                  clockwork.after(java.time.Duration.ofMillis(1), () -> again(mine));
                }
              });
    }

    private void again(int mine) {
      if (mine == generation) {
        restart();
      }
    }

    private void reload(int mine) {
      store
          .read(id, 0, Integer.MAX_VALUE, Long.MAX_VALUE)
          .whenComplete(
              (page, failed) -> {
                if (mine == generation && failed == null) {
                  learn(page.items());
                  ready = true;
                } else if (mine == generation) {
                  again(mine);
                }
              });
    }

    private void learn(List<StoredEntry> entries) {
      List<String> texts = entries.stream().map(StoreFixture::text).toList();
      check(
          texts.size() >= acked.size() && texts.subList(0, acked.size()).equals(acked),
          id + " acked " + acked.size() + " entries, and now there are " + texts.size());
      check(new HashSet<>(texts).size() == texts.size(), id + " has an entry twice");
      check(texts.stream().noneMatch(refused::contains), id + " has an entry that was refused");
      for (int i = acked.size(); i < texts.size(); i++) {
        acked.add(texts.get(i));
      }
      next = texts.size();
    }

    void act() {
      if (!ready) {
        return;
      }
      int what = random.nextInt(40);
      if (what == 0) {
        restart();
      } else if (what == 1) {
        byte[] state = ("state " + next).getBytes(StandardCharsets.UTF_8);
        store.putSnapshot(id, epoch, new StoredSnapshot(next, state, "m"));
      } else if (what == 2) {
        ghost();
      } else {
        append(1 + random.nextInt(3));
      }
    }

    private void append(int count) {
      int mine = generation;
      String[] texts = new String[count];
      for (int i = 0; i < count; i++) {
        texts[i] = "entry " + numbers++ + " " + "x".repeat(random.nextInt(700));
      }
      long after = next;
      next += count;
      SimulatedStore to = store;
      store
          .append(id, epoch, after, StoreFixture.entries(after, texts))
          .thenAccept(answer -> told(mine, to, after, texts, answer));
    }

    private void told(int mine, SimulatedStore from, long after, String[] texts, Appended answer) {
      if (answer instanceof Appended.Durable told) {
        check(mine == generation || (mine < generation && !ready), "a fenced epoch wrote");
        check(told.position() == after + texts.length, "the wrong position is durable");
        check(from.durableLast(id) >= told.position(), id + " acked before the sync");
        durable += texts.length;
        if (after >= acked.size()) {
          check(after == acked.size(), "acks out of order");
          acked.addAll(List.of(texts));
        }
        return;
      }
      if (answer instanceof Appended.Rejected) {
        refused.addAll(List.of(texts));
      } else {
        unknown++;
      }
      if (mine == generation) {
        restart();
      }
    }

    /** Whoever held the document before this writer tries once more. */
    private void ghost() {
      if (epoch.value() > 1) {
        Epoch old = new Epoch(epoch.value() - 1);
        store
            .append(id, old, next, StoreFixture.entries(next, "ghost " + numbers++))
            .thenAccept(answer -> check(!(answer instanceof Appended.Durable), "a ghost wrote"));
      }
    }

    /** At the end the document must be writable and hold what was acked. */
    void settle() {
      while (!ready) {
        check(clockwork.step(), id + " is never ready again");
      }
      restart();
      while (!ready) {
        check(clockwork.step(), id + " is never ready again");
      }
    }
  }
}
