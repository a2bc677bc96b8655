package io.tablekeep.contracts.store;

import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.Epoch;
import io.tablekeep.sdk.store.StoredEntry;
import io.tablekeep.sdk.store.StoredSnapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * Writes as bytes in a log: length, checksum, content. Reading stops at the first record that is
 * not whole.
 */
final class LogCodec {
  private static final int HEADER = 8;

  private LogCodec() {}

  static byte[] encode(Write write) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(0);
      out.writeUTF(write.id().toString());
      if (write instanceof Write.Acquire acquire) {
        out.writeByte('A');
        out.writeUTF(acquire.owner());
      } else if (write instanceof Write.Append append) {
        out.writeByte('E');
        out.writeLong(append.epoch().value());
        out.writeLong(append.after());
        out.writeInt(append.entries().size());
        for (StoredEntry entry : append.entries()) {
          blob(out, entry.bytes());
        }
      } else if (write instanceof Write.Put put) {
        out.writeByte('S');
        out.writeLong(put.epoch().value());
        out.writeLong(put.snapshot().position());
        out.writeUTF(put.snapshot().meta());
        blob(out, put.snapshot().bytes());
      } else if (write instanceof Write.Drop drop) {
        out.writeByte('D');
        out.writeLong(drop.epoch().value());
        out.writeLong(drop.below());
      } else if (write instanceof Write.Delete delete) {
        out.writeByte('X');
        out.writeLong(delete.epoch().value());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] record = bytes.toByteArray();
    ByteBuffer header = ByteBuffer.wrap(record);
    header.putInt(record.length - HEADER);
    header.putInt(crc(record, HEADER, record.length - HEADER));
    return record;
  }

  /** Hands out the whole records from an offset on; the offset after the last of them. */
  static int replay(byte[] log, int from, Consumer<Write> each) {
    int at = from;
    while (log.length - at > HEADER) {
      ByteBuffer header = ByteBuffer.wrap(log, at, HEADER);
      int length = header.getInt();
      int crc = header.getInt();
      if (length <= 0
          || length > log.length - at - HEADER
          || crc(log, at + HEADER, length) != crc) {
        break;
      }
      each.accept(decode(log, at + HEADER, length));
      at += HEADER + length;
    }
    return at;
  }

  private static Write decode(byte[] log, int from, int length) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(log, from, length))) {
      DocumentId id = DocumentId.parse(in.readUTF());
      byte type = in.readByte();
      if (type == 'A') {
        return new Write.Acquire(id, in.readUTF());
      }
      Epoch epoch = new Epoch(in.readLong());
      return switch (type) {
        case 'E' -> append(in, id, epoch);
        case 'S' -> {
          long position = in.readLong();
          String meta = in.readUTF();
          yield new Write.Put(id, epoch, new StoredSnapshot(position, blob(in), meta));
        }
        case 'D' -> new Write.Drop(id, epoch, in.readLong());
        default -> new Write.Delete(id, epoch);
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Write append(DataInputStream in, DocumentId id, Epoch epoch) throws IOException {
    long after = in.readLong();
    int count = in.readInt();
    List<StoredEntry> entries = new ArrayList<>(count);
    for (int i = 1; i <= count; i++) {
      entries.add(new StoredEntry(after + i, blob(in)));
    }
    return new Write.Append(id, epoch, after, entries);
  }

  private static void blob(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] blob(DataInputStream in) throws IOException {
    return in.readNBytes(in.readInt());
  }

  private static int crc(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }
}
