package io.tablekeep.engine.cluster.disks;

import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.StoredEntry;
import io.tablekeep.sdk.store.StoredSnapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What is said between nodes, as bytes. */
final class Wire {
  private Wire() {}

  /** Writes something. */
  interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  /** Reads something. */
  interface Reading<T> {
    T from(DataInputStream in) throws IOException;
  }

  static byte[] bytes(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      writing.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static <T> T read(byte[] bytes, Reading<T> reading) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      return reading.from(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void entries(DataOutput out, Collection<StoredEntry> entries) throws IOException {
    out.writeInt(entries.size());
    for (StoredEntry entry : entries) {
      out.writeLong(entry.position());
      out.writeInt(entry.bytes().length);
      out.write(entry.bytes());
    }
  }

  static List<StoredEntry> entries(DataInput in) throws IOException {
    int count = in.readInt();
    List<StoredEntry> entries = new ArrayList<>(Math.min(count, 1_000));
    for (int i = 0; i < count; i++) {
      long position = in.readLong();
      byte[] bytes = new byte[in.readInt()];
      in.readFully(bytes);
      entries.add(new StoredEntry(position, bytes));
    }
    return entries;
  }

  static void snapshot(DataOutput out, Optional<StoredSnapshot> snapshot) throws IOException {
    out.writeBoolean(snapshot.isPresent());
    if (snapshot.isPresent()) {
      out.writeLong(snapshot.get().position());
      out.writeUTF(snapshot.get().meta());
      out.writeInt(snapshot.get().bytes().length);
      out.write(snapshot.get().bytes());
    }
  }

  static Optional<StoredSnapshot> snapshot(DataInput in) throws IOException {
    if (!in.readBoolean()) {
      return Optional.empty();
    }
    long position = in.readLong();
    String meta = in.readUTF();
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return Optional.of(new StoredSnapshot(position, bytes, meta));
  }

  static void standing(DataOutput out, Standing standing) throws IOException {
    out.writeUTF(standing.id().toString());
    out.writeUTF(standing.mark().text());
    out.writeLong(standing.first());
    out.writeLong(standing.last());
  }

  static Standing standing(DataInput in) throws IOException {
    return new Standing(
        DocumentId.parse(in.readUTF()), Mark.of(in.readUTF()), in.readLong(), in.readLong());
  }
}
