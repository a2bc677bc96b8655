package io.tablekeep.contracts.store;

import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.Appended;
import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreCapability;
import io.tablekeep.sdk.store.StoreException;
import io.tablekeep.sdk.store.StoreStats;
import io.tablekeep.sdk.store.StoredEntry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * A real little store, log and group commit, on a {@link SimulatedDisk}: single-threaded, in
 * simulated time, all from one seed. Everything it does takes time through {@link Later}.
 *
 * <p>A test cuts the power with {@link SimulatedDisk#crash()}: from then on this object answers
 * nothing any more, and a new one opened on the disk recovers what is there. {@link
 * #durableEntries} tells what would certainly be there if the power failed at this very moment, so
 * that a test can hold every ack against it.
 */
public final class SimulatedStore extends AbstractStore {

  /** Mistakes that this store makes on demand, for tests to prove that they would notice. */
  public enum Plant {
    /** Answers Durable when the write is in the cache. */
    ACK_BEFORE_SYNC,
    /** Lets every epoch write. */
    NO_FENCING,
    /** Syncs once more after a failed sync, and believes it. */
    SYNC_AGAIN,
    /** Leaves a torn tail where it is and writes behind it. */
    KEEP_TORN_TAIL
  }

  private record Waiting(Write write, Outcome outcome) {}

  private record Answer(Waiting waiting, long number) {}

  private static final int QUEUE = 10_000;

  private final SimulatedDisk disk;
  private final Later later;
  private final SplittableRandom random;
  private final Set<Plant> plants = EnumSet.noneOf(Plant.class);
  private final Deque<Waiting> queue = new ArrayDeque<>();
  private final List<Answer> cached = new ArrayList<>();
  private final Map<DocumentId, Long> spent = new HashMap<>();
  private Tables head = new Tables();
  private Tables answered = new Tables();
  private Tables durable = new Tables();
  private int durableUpTo;
  private long durableRewrites = -1;
  private boolean busy;
  private boolean closed;
  private boolean broken;
  private long commits;
  private long entries;
  private long rejected;
  private long unknown;
  private long recoveries;

  private SimulatedStore(SimulatedDisk disk, Later later, long seed) {
    this.disk = disk;
    this.later = later;
    this.random = new SplittableRandom(seed);
  }

  /**
   * Opens what is on a disk, at once.
   *
   * @param disk an empty one, or one that a former store wrote
   * @param later simulated time
   * @param seed decides how long things take
   * @param plants the mistakes to make
   * @return the store
   * @throws StoreException IN_USE when another store has the disk; UNAVAILABLE when it cannot be
   *     read
   */
  public static SimulatedStore open(SimulatedDisk disk, Later later, long seed, Plant... plants) {
    SimulatedStore store = new SimulatedStore(disk, later, seed);
    store.plants.addAll(List.of(plants));
    if (!disk.claim(store)) {
      throw new StoreException(Refusal.IN_USE, "Another store is using this simulated disk.");
    }
    try {
      store.recover();
    } catch (IOException e) {
      disk.release(store);
      throw new StoreException(Refusal.UNAVAILABLE, "The simulated disk cannot be read.", e);
    }
    return store;
  }

  /**
   * The entries of a document that survive if the power fails now and nothing of the cache is kept.
   *
   * @param id the document
   * @return from position 1 on
   */
  public List<StoredEntry> durableEntries(DocumentId id) {
    return durable().read(id, 0, Integer.MAX_VALUE, Long.MAX_VALUE).items();
  }

  /**
   * The last position of {@link #durableEntries}.
   *
   * @param id the document
   * @return 0 when there is none
   */
  public long durableLast(DocumentId id) {
    return durable().last(id);
  }

  private Tables durable() {
    if (durableRewrites != disk.rewrites()) {
      durableRewrites = disk.rewrites();
      durable = new Tables();
      durableUpTo = 0;
    }
    durableUpTo = LogCodec.replay(disk.durable(), durableUpTo, durable::apply);
    return durable;
  }

  @Override
  public Set<StoreCapability> capabilities() {
    return Set.of(StoreCapability.DURABLE);
  }

  private void after(long maxMicros, Runnable task) {
    Duration delay = Duration.ofNanos(1_000 * random.nextLong(1, maxMicros + 1));
    later.after(
        delay,
        () -> {
          if (disk.holds(this)) {
            task.run();
          }
        });
  }

  @Override
  void write(Write write, Outcome outcome) {
    if (closed) {
      outcome.not(new Appended.Rejected(Refusal.CLOSED, "The store is closed."));
    } else if (queue.size() >= QUEUE) {
      outcome.not(new Appended.Rejected(Refusal.OVERLOADED, "Too many writes are waiting."));
    } else {
      queue.add(new Waiting(write, outcome));
      if (!busy) {
        busy = true;
        after(200, this::commit);
      }
    }
  }

  /** Writes some of what waits to the cache, to be synced and answered later. */
  private void commit() {
    int size = queue.isEmpty() ? 0 : 1 + random.nextInt(queue.size());
    for (int i = 0; i < size && disk.holds(this); i++) {
      Waiting waiting = queue.remove();
      Optional<Appended.Rejected> refusal = refusal(waiting.write());
      if (refusal.isPresent()) {
        reject(waiting, refusal.get());
        continue;
      }
      try {
        disk.append(LogCodec.encode(waiting.write()));
      } catch (SimulatedDisk.DiskFull e) {
        reject(waiting, new Appended.Rejected(Refusal.FULL, "No space is left."));
        continue;
      } catch (IOException e) {
        cached.add(new Answer(waiting, 0));
        fail(e);
        return;
      }
      cached.add(new Answer(waiting, head.apply(waiting.write())));
    }
    if (cached.isEmpty()) {
      next();
      return;
    }
    if (plants.contains(Plant.ACK_BEFORE_SYNC)) {
      answer();
    }
    after(400, this::sync);
  }

  private Optional<Appended.Rejected> refusal(Write write) {
    if (broken && !heal()) {
      return Tables.rejected(Refusal.READ_ONLY, "The disk does not answer.");
    }
    return head.refusal(write, !plants.contains(Plant.NO_FENCING));
  }

  private void sync() {
    try {
      disk.sync();
    } catch (IOException e) {
      if (plants.contains(Plant.SYNC_AGAIN) && disk.holds(this)) {
        sync();
      } else {
        fail(e);
      }
      return;
    }
    commits++;
    answer();
    next();
  }

  private void next() {
    busy = !queue.isEmpty() && !closed;
    if (busy) {
      after(50, this::commit);
    }
  }

  private void answer() {
    List<Answer> batch = List.copyOf(cached);
    cached.clear();
    for (Answer answer : batch) {
      Write write = answer.waiting().write();
      answered.apply(write);
      entries += write instanceof Write.Append append ? append.entries().size() : 0;
    }
    batch.forEach(answer -> answer.waiting().outcome().done(answer.number()));
  }

  private void reject(Waiting waiting, Appended.Rejected why) {
    rejected++;
    waiting.outcome().not(why);
  }

  /** Nobody knows what became of what is cached: believe the disk, spend the epochs, say so. */
  private void fail(IOException cause) {
    if (!disk.holds(this)) {
      return;
    }
    List<Answer> batch = List.copyOf(cached);
    cached.clear();
    for (Answer answer : batch) {
      Write write = answer.waiting().write();
      spent.merge(write.id(), Tables.epoch(write), Math::max);
    }
    heal();
    unknown += batch.size();
    batch.forEach(answer -> answer.waiting().outcome().not(new Appended.Unknown(cause)));
    next();
  }

  private boolean heal() {
    try {
      recover();
      broken = false;
      recoveries++;
    } catch (IOException e) {
      broken = true;
    }
    return !broken;
  }

  /**
   * Believes every whole record up to the first bad one. What is believed is written anew and
   * synced first: after a failed sync the cache may show what the platter never got, and behind a
   * torn record old ones may lie that must not come to life again.
   */
  private void recover() throws IOException {
    byte[] log = disk.read();
    Tables found = new Tables();
    int end = LogCodec.replay(log, 0, found::apply);
    if (!plants.contains(Plant.KEEP_TORN_TAIL)) {
      disk.rewrite(Arrays.copyOf(log, end));
    }
    spent.forEach(found::spend);
    Tables again = new Tables();
    LogCodec.replay(log, 0, again::apply);
    head = found;
    answered = again;
  }

  @Override
  <T> CompletionStage<T> query(Function<Tables, T> query) {
    CompletableFuture<T> stage = new CompletableFuture<>();
    if (closed) {
      stage.completeExceptionally(new StoreException(Refusal.CLOSED, "The store is closed."));
      return stage;
    }
    after(
        100,
        () -> {
          try {
            disk.read();
            stage.complete(query.apply(answered));
          } catch (IOException e) {
            stage.completeExceptionally(
                new StoreException(Refusal.UNAVAILABLE, "The disk does not answer.", e));
          }
        });
    return stage;
  }

  @Override
  public StoreStats stats() {
    return new StoreStats(
        queue.size(),
        queue.size(),
        QUEUE,
        disk.durable().length,
        disk.free(),
        entries,
        commits,
        disk.syncs(),
        rejected,
        unknown,
        recoveries);
  }

  /** Writes, syncs and answers what waits without taking time, then lets go of the disk. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    while (disk.holds(this) && !(cached.isEmpty() && queue.isEmpty())) {
      if (cached.isEmpty()) {
        commit();
      }
      if (!cached.isEmpty()) {
        sync();
      }
    }
    disk.release(this);
  }
}
