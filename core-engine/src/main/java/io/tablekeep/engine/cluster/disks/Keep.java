package io.tablekeep.engine.cluster.disks;

import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.StoredEntry;
import io.tablekeep.sdk.store.StoredSnapshot;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What the owner of a document asks another disk to keep.
 *
 * @param id the document
 * @param epoch of the owner
 * @param owner the same for people
 * @param born the epoch in which the document came to be
 * @param exists false when it was deleted
 * @param since the last entry when that epoch began
 * @param upTo the last entry by now
 * @param after the position before the entries
 * @param entries some of them
 * @param oldest snapshots below go
 * @param snapshot a newer one
 */
record Keep(
    DocumentId id,
    long epoch,
    String owner,
    long born,
    boolean exists,
    long since,
    long upTo,
    long after,
    List<StoredEntry> entries,
    long oldest,
    Optional<StoredSnapshot> snapshot) {

  void write(DataOutput out) throws IOException {
    out.writeUTF(id.toString());
    out.writeLong(epoch);
    out.writeUTF(owner);
    out.writeLong(born);
    out.writeBoolean(exists);
    out.writeLong(since);
    out.writeLong(upTo);
    out.writeLong(after);
    Wire.entries(out, entries);
    out.writeLong(oldest);
    Wire.snapshot(out, snapshot);
  }

  static Keep read(DataInput in) throws IOException {
    return new Keep(
        DocumentId.parse(in.readUTF()),
        in.readLong(),
        in.readUTF(),
        in.readLong(),
        in.readBoolean(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        Wire.entries(in),
        in.readLong(),
        Wire.snapshot(in));
  }

  Mark mark(Mark.Kind kind) {
    return new Mark(kind, epoch, born, since, owner);
  }

  /**
   * What the other disk says.
   *
   * @param fenced it knows a higher epoch
   * @param whole it has all that was certain when the epoch began
   * @param last entries up to here are on it; the next ones wanted follow
   * @param snapshot position of its newest snapshot, -1 for none
   */
  record Kept(boolean fenced, boolean whole, long last, long snapshot) {
    void write(DataOutput out) throws IOException {
      out.writeBoolean(fenced);
      out.writeBoolean(whole);
      out.writeLong(last);
      out.writeLong(snapshot);
    }

    static Kept read(DataInput in) throws IOException {
      return new Kept(in.readBoolean(), in.readBoolean(), in.readLong(), in.readLong());
    }
  }
}
