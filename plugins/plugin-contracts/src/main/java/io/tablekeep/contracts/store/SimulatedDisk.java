package io.tablekeep.contracts.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One append-only file on a disk with a cache, in memory. What was not synced is at the mercy of
 * {@link #crash()}; every call is numbered and can be made to fail. Outlives the stores opened on
 * it.
 *
 * <p>The file exists twice: as the operating system shows it, and as it is on the platter. A write
 * goes to the first; a sync brings both together. A failed sync does what Linux does: some of what
 * was cached reaches the platter and some never will, yet the cache may go on showing it, and the
 * next sync succeeds.
 *
 * <p>Single-threaded; everything random comes from the seed.
 */
public final class SimulatedDisk {
  /** Bytes that reach the platter together or not at all. */
  static final int SECTOR = 512;

  /** How a chosen call fails. */
  public enum Fault {
    /**
     * No room: nothing of it happens. A read or sync that cannot be full reports an error instead.
     */
    FULL,
    /** An error; a write leaves a piece behind, a sync loses some of what was cached. */
    ERROR
  }

  /** There is no room left on the disk; nothing was written. */
  static final class DiskFull extends IOException {
    private static final long serialVersionUID = 1L;

    DiskFull() {
      super("No space left on the simulated disk.");
    }
  }

  private final SplittableRandom random;
  private final Map<Long, Fault> faults = new HashMap<>();
  private final List<int[]> unsynced = new ArrayList<>();
  private byte[] cache = new byte[0];
  private byte[] platter = new byte[0];
  private long capacity = Long.MAX_VALUE;
  private long calls;
  private long syncs;
  private long rewrites;
  private Object holder = "";
  private long crashes;
  private LongConsumer beforeCall = n -> {};

  /**
   * An empty disk.
   *
   * @param seed decides what survives a crash
   */
  public SimulatedDisk(long seed) {
    random = new SplittableRandom(seed);
  }

  /**
   * Lets one call fail.
   *
   * @param nth counted from 1 over all reads, writes, syncs and rewrites since construction
   * @param fault how
   * @return this
   */
  public SimulatedDisk failCall(long nth, Fault fault) {
    faults.put(nth, fault);
    return this;
  }

  /**
   * Is told the number of each call before it happens; may crash the disk there.
   *
   * @param observer replaces the former one
   */
  public void beforeCall(LongConsumer observer) {
    beforeCall = observer;
  }

  /**
   * Limits the disk. A write that does not fit fails as {@link Fault#FULL}.
   *
   * @param bytes the new limit; raising it makes room
   */
  public void capacity(long bytes) {
    capacity = bytes;
  }

  /**
   * How many calls there were.
   *
   * @return reads, writes, syncs and rewrites since construction, failed ones included
   */
  public long calls() {
    return calls;
  }

  /**
   * How many syncs succeeded, rewrites included.
   *
   * @return 0 or more
   */
  public long syncs() {
    return syncs;
  }

  /**
   * Cuts the power: each sector that was not synced is kept or lost, by the dice; what lies behind
   * a lost one may survive. Whoever had the disk has it no longer.
   */
  public void crash() {
    scatter(random.nextInt(101));
    cache = platter.clone();
    holder = "";
    crashes++;
  }

  /** What certainly survives whatever happens next. */
  byte[] durable() {
    return platter;
  }

  /**
   * Grows when the file was replaced as a whole: what was read of {@link #durable()} may have
   * moved.
   */
  long rewrites() {
    return rewrites;
  }

  long free() {
    return capacity - cache.length;
  }

  /** Says who uses the disk now; false when somebody else does. */
  boolean claim(Object by) {
    if (holder != by && !holder.equals("")) {
      return false;
    }
    holder = by;
    return true;
  }

  void release(Object by) {
    if (holder == by) {
      holder = "";
    }
  }

  boolean holds(Object by) {
    return holder == by;
  }

  byte[] read() throws IOException {
    if (fault() != null) {
      throw new IOException("The simulated disk could not be read.");
    }
    return cache;
  }

  void append(byte[] bytes) throws IOException {
    Fault fault = fault();
    if (fault == Fault.FULL || cache.length + (long) bytes.length > capacity) {
      throw new DiskFull();
    }
    int length = fault == null ? bytes.length : random.nextInt(bytes.length);
    int from = cache.length;
    cache = Arrays.copyOf(cache, from + length);
    System.arraycopy(bytes, 0, cache, from, length);
    unsynced.add(new int[] {from, from + length});
    if (fault != null) {
      throw new IOException("The simulated disk failed in the middle of a write.");
    }
  }

  void sync() throws IOException {
    if (fault() == null) {
      syncs++;
      scatter(100);
      return;
    }
    scatter(random.nextInt(100));
    if (random.nextBoolean()) {
      cache = platter.clone();
    }
    throw new IOException("The simulated disk failed to sync.");
  }

  /**
   * Replaces the whole file and syncs, as by writing another one and renaming it: all or nothing.
   */
  void rewrite(byte[] bytes) throws IOException {
    Fault fault = fault();
    if (fault == Fault.FULL || bytes.length > capacity) {
      throw new DiskFull();
    } else if (fault != null) {
      throw new IOException("The simulated disk failed to replace the file.");
    }
    syncs++;
    rewrites++;
    cache = bytes.clone();
    platter = cache.clone();
    unsynced.clear();
  }

  private @Nullable Fault fault() throws IOException {
    calls++;
    long powered = crashes;
    beforeCall.accept(calls);
    if (powered != crashes) {
      throw new IOException("The power failed.");
    }
    return faults.remove(calls);
  }

  /** Lets part of what was not synced reach the platter, and forgets which part. */
  private void scatter(int keep) {
    for (int[] range : unsynced) {
      if (keep == 100) {
        keep(range[0], range[1]);
        continue;
      }
      int from = range[0];
      while (from < range[1]) {
        int to = Math.min(range[1], (from / SECTOR + 1) * SECTOR);
        if (random.nextInt(100) < keep) {
          keep(from, to);
        }
        from = to;
      }
    }
    unsynced.clear();
  }

  private void keep(int from, int to) {
    if (platter.length < to) {
      platter = Arrays.copyOf(platter, to);
    }
    System.arraycopy(cache, from, platter, from, to - from);
  }
}
