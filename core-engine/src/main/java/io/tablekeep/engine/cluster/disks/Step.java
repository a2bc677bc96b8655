package io.tablekeep.engine.cluster.disks;

import io.tablekeep.sdk.store.StoredEntry;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step with a {@link Tail}: a pure function, taken where the tail lives and on each copy.
 *
 * @param kind what to do
 * @param epoch of who asks; of what a disk has when offering
 * @param claimant the process that asks; empty when offering
 * @param owner the same for people
 * @param born the epoch in which the document came to be
 * @param exists whether there is such a document after this; of a claim, whether all disks were
 *     asked
 * @param after the position before the entries; up to where to prune; the last one when offering
 * @param entries what to add
 */
public record Step(
    Kind kind,
    long epoch,
    String claimant,
    String owner,
    long born,
    boolean exists,
    long after,
    List<StoredEntry> entries) {

  private static final List<Kind> KINDS = List.of(Kind.values());

  /** What a step does. */
  public enum Kind {
    /** Tells what is there. */
    LOOK,
    /** Says what a disk has; stays when nobody owns the document and it is newer. */
    OFFER,
    /** Takes the document over; answers what is there. */
    CLAIM,
    /** Adds entries; none, to say that the owner's disk has all that is here. */
    PUT,
    /** Forgets entries that enough disks have. */
    PRUNE,
    /** Makes the document end. */
    DELETE,
    /** Forgets the document altogether, when nothing of it is here alone. */
    DROP
  }

  static Step look() {
    return new Step(Kind.LOOK, 0, "", "", 0, false, 0, List.of());
  }

  static Step offer(long epoch, long born, boolean exists, long last) {
    return new Step(Kind.OFFER, epoch, "", "", born, exists, last, List.of());
  }

  /** Not sure: only of a document that somebody owns or owned since the cluster began. */
  static Step claim(String claimant, String owner, boolean sure) {
    return new Step(Kind.CLAIM, 0, claimant, owner, 0, sure, 0, List.of());
  }

  /**
   * Takes the step.
   *
   * @param tail what is there, changed in place; null when nothing is
   * @return what became of it and what is there now
   */
  public Taken on(@Nullable Tail tail) {
    if (kind == Kind.OFFER) {
      return offered(tail);
    }
    if (tail == null) {
      return new Taken(Reply.of(Reply.Kind.ABSENT), null);
    }
    if (kind == Kind.LOOK) {
      return told(tail);
    }
    if (kind == Kind.CLAIM) {
      if (tail.claimant.isEmpty() && !exists) {
        return new Taken(Reply.of(Reply.Kind.ABSENT), tail);
      }
      tail.epoch++;
      tail.claimant = claimant;
      tail.owner = owner;
      return told(tail);
    }
    if (tail.epoch != epoch || !tail.claimant.equals(claimant)) {
      return new Taken(new Reply(Reply.Kind.FENCED, tail.owner, null), tail);
    }
    return switch (kind) {
      case PUT -> put(tail);
      case PRUNE -> {
        tail.prune(after);
        yield done(tail);
      }
      case DELETE -> {
        tail.entries.clear();
        tail.exists = false;
        tail.written = epoch;
        tail.claimant = "";
        tail.born = 0;
        tail.base = 0;
        tail.last = 0;
        yield done(tail);
      }
      default -> tail.entries.isEmpty() ? done(null) : new Taken(Reply.of(Reply.Kind.GAP), tail);
    };
  }

  private static Taken told(Tail tail) {
    return new Taken(new Reply(Reply.Kind.DONE, tail.owner, tail.copy()), tail);
  }

  private static Taken done(@Nullable Tail tail) {
    return new Taken(Reply.of(Reply.Kind.DONE), tail);
  }

  private Taken put(Tail tail) {
    if (tail.last != after) {
      return new Taken(Reply.of(Reply.Kind.GAP), tail);
    }
    tail.entries.addAll(entries);
    tail.last += entries.size();
    tail.written = epoch;
    tail.born = born;
    tail.exists |= exists;
    return done(tail);
  }

  private Taken offered(@Nullable Tail now) {
    Tail offer = new Tail();
    offer.epoch = epoch;
    offer.written = epoch;
    offer.born = born;
    offer.exists = exists;
    offer.base = after;
    offer.last = after;
    if (now != null && (!now.claimant.isEmpty() || !offer.beats(now))) {
      return told(now);
    }
    return told(offer);
  }

  /**
   * Writes it.
   *
   * @param out where to
   * @throws IOException as the output says
   */
  public void write(DataOutput out) throws IOException {
    out.writeByte(KINDS.indexOf(kind));
    out.writeLong(epoch);
    out.writeUTF(claimant);
    out.writeUTF(owner);
    out.writeLong(born);
    out.writeBoolean(exists);
    out.writeLong(after);
    Wire.entries(out, entries);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param in where from
   * @return the same
   * @throws IOException as the input says
   */
  public static Step read(DataInput in) throws IOException {
    return new Step(
        KINDS.get(in.readByte()),
        in.readLong(),
        in.readUTF(),
        in.readUTF(),
        in.readLong(),
        in.readBoolean(),
        in.readLong(),
        Wire.entries(in));
  }

  /**
   * A step that was taken.
   *
   * @param reply what became of it
   * @param tail what is there now; null for nothing
   */
  public record Taken(Reply reply, @Nullable Tail tail) {}
}
