package io.tablekeep.engine.journal.ledger;

import io.tablekeep.engine.journal.entry.Outcome;
import java.util.Arrays;

/**
 * The last receipts of one device, sorted by number, in arrays that slide: no allocation for a new
 * receipt. Once frozen for a snapshot it is never written again; the ledger goes on with a copy.
 */
final class DeviceWindow {
  /** Receipts kept for a device. */
  static final int SIZE = 64;

  /** Room to slide in before the arrays are moved back. */
  private static final int SLACK = 32;

  private static final int FIRST_CAPACITY = 8;

  /** Largest number whose receipt was let go; all numbers up to here count as run. */
  private long floor;

  private long usedMillis;
  private int start;
  private int end;
  private long[] numbers = new long[FIRST_CAPACITY];
  private long[] hashes = new long[FIRST_CAPACITY];
  private long[] versions = new long[FIRST_CAPACITY];
  private Outcome[] outcomes = new Outcome[FIRST_CAPACITY];
  private boolean frozen;

  DeviceWindow(long floor, long usedMillis) {
    this.floor = floor;
    this.usedMillis = usedMillis;
  }

  /** This window, never to be written again. */
  DeviceWindow freeze() {
    frozen = true;
    return this;
  }

  /** A window to write to: this one, or a copy when this one is frozen. */
  DeviceWindow writable() {
    if (!frozen) {
      return this;
    }
    DeviceWindow copy = new DeviceWindow(floor, usedMillis);
    copy.start = start;
    copy.end = end;
    copy.numbers = numbers.clone();
    copy.hashes = hashes.clone();
    copy.versions = versions.clone();
    copy.outcomes = outcomes.clone();
    return copy;
  }

  int size() {
    return end - start;
  }

  long floor() {
    return floor;
  }

  long usedMillis() {
    return usedMillis;
  }

  /** Index of a number for the getters below, or negative when its receipt is not here. */
  int find(long n) {
    if (end > start && n > numbers[end - 1]) {
      return -1;
    }
    return Arrays.binarySearch(numbers, start, end, n);
  }

  /**
   * Whether a number may no longer run: its receipt was let go, or could not be kept.
   *
   * @param larger how many larger numbers are on their way here
   */
  boolean isTooOld(long n, int larger) {
    if (n <= floor) {
      return true;
    }
    int at = Arrays.binarySearch(numbers, start, end, n);
    return end - (at < 0 ? -at - 1 : at + 1) + larger >= SIZE;
  }

  int first() {
    return start;
  }

  int end() {
    return end;
  }

  long number(int index) {
    return numbers[index];
  }

  long hash(int index) {
    return hashes[index];
  }

  long version(int index) {
    return versions[index];
  }

  Outcome outcome(int index) {
    return outcomes[index];
  }

  /**
   * Keeps a receipt and lets the oldest go when there are too many.
   *
   * @return false when the number has run before, or nobody can tell; then nothing changes
   */
  boolean add(long n, long hash, long version, Outcome outcome, long millis) {
    int at = end;
    if (end > start && n <= numbers[end - 1]) {
      at = -Arrays.binarySearch(numbers, start, end, n) - 1;
      if (at < 0 || isTooOld(n, 0)) {
        return false;
      }
    } else if (n <= floor) {
      return false;
    }
    usedMillis = millis;
    if (size() == SIZE) {
      // isTooOld has ruled out that the new one is the smallest, so at > start
      floor = numbers[start++];
    }
    if (end == numbers.length) {
      int moved = makeRoom();
      at -= moved;
    }
    if (at < end) {
      shift(at);
    }
    numbers[at] = n;
    hashes[at] = hash;
    versions[at] = version;
    outcomes[at] = outcome;
    end++;
    return true;
  }

  /** Another outcome for a number whose receipt is here. */
  void settle(int index, long version, Outcome outcome) {
    versions[index] = version;
    outcomes[index] = outcome;
  }

  /**
   * Moves everything to the front, into larger arrays when these are well filled. Returns how far.
   */
  private int makeRoom() {
    int size = size();
    int moved = start;
    int length = numbers.length;
    if (length < SIZE + SLACK && size > length / 2) {
      int to = start + Math.min(2 * length, SIZE + SLACK);
      numbers = Arrays.copyOfRange(numbers, start, to);
      hashes = Arrays.copyOfRange(hashes, start, to);
      versions = Arrays.copyOfRange(versions, start, to);
      outcomes = Arrays.copyOfRange(outcomes, start, to);
    } else {
      System.arraycopy(numbers, start, numbers, 0, size);
      System.arraycopy(hashes, start, hashes, 0, size);
      System.arraycopy(versions, start, versions, 0, size);
      System.arraycopy(outcomes, start, outcomes, 0, size);
    }
    start = 0;
    end = size;
    return moved;
  }

  private void shift(int at) {
    System.arraycopy(numbers, at, numbers, at + 1, end - at);
    System.arraycopy(hashes, at, hashes, at + 1, end - at);
    System.arraycopy(versions, at, versions, at + 1, end - at);
    System.arraycopy(outcomes, at, outcomes, at + 1, end - at);
  }
}
