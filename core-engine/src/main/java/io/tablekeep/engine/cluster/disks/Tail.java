package io.tablekeep.engine.cluster.disks;

import io.tablekeep.sdk.store.StoredEntry;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * A document in the backup: who owns it, and the entries that are not on enough disks yet. Belongs
 * to whoever holds it; {@link Step} changes it in place.
 */
public final class Tail {
  /** The newest epoch given out. */
  long epoch;

  /** The process that has it; empty when nobody has. */
  String claimant = "";

  /** Who has it, for people. */
  String owner = "";

  /** The epoch in which was written what is here; the disk of its owner has it too. */
  long written;

  /** The epoch in which the document came to be; 0 when there is none, or it is older than that. */
  long born;

  /** Whether there is such a document. */
  boolean exists;

  /** The entry before the first one here. */
  long base;

  /** The last entry. */
  long last;

  /** Entries {@code base + 1} to {@code last}. */
  final ArrayDeque<StoredEntry> entries = new ArrayDeque<>();

  /** A document of which nothing is known. */
  public Tail() {}

  /**
   * Whether this is newer than another one.
   *
   * @param other of the same document
   * @return by epoch, then by what was written
   */
  public boolean beats(Tail other) {
    if (epoch != other.epoch) {
      return epoch > other.epoch;
    }
    return written != other.written ? written > other.written : last > other.last;
  }

  Tail copy() {
    Tail copy = new Tail();
    copy.epoch = epoch;
    copy.claimant = claimant;
    copy.owner = owner;
    copy.written = written;
    copy.born = born;
    copy.exists = exists;
    copy.base = base;
    copy.last = last;
    copy.entries.addAll(entries);
    return copy;
  }

  /** Forgets entries up to a position. */
  void prune(long upTo) {
    while (!entries.isEmpty() && entries.peekFirst().position() <= upTo) {
      base = entries.removeFirst().position();
    }
  }

  /**
   * Writes it.
   *
   * @param out where to
   * @throws IOException as the output says
   */
  public void write(DataOutput out) throws IOException {
    out.writeLong(epoch);
    out.writeUTF(claimant);
    out.writeUTF(owner);
    out.writeLong(written);
    out.writeLong(born);
    out.writeBoolean(exists);
    out.writeLong(base);
    out.writeLong(last);
    Wire.entries(out, entries);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param in where from
   * @return the same
   * @throws IOException as the input says
   */
  public static Tail read(DataInput in) throws IOException {
    Tail tail = new Tail();
    tail.epoch = in.readLong();
    tail.claimant = in.readUTF();
    tail.owner = in.readUTF();
    tail.written = in.readLong();
    tail.born = in.readLong();
    tail.exists = in.readBoolean();
    tail.base = in.readLong();
    tail.last = in.readLong();
    tail.entries.addAll(Wire.entries(in));
    return tail;
  }

  List<StoredEntry> list() {
    return new ArrayList<>(entries);
  }

  @Override
  public String toString() {
    return "Tail[epoch " + epoch + ", written in " + written + ", " + base + " to " + last + "]";
  }
}
