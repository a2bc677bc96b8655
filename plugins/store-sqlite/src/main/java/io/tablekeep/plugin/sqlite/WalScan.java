package io.tablekeep.plugin.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Looks for damage in a write-ahead file (https://www.sqlite.org/fileformat2.html#walformat).
 *
 * <p>SQLite itself reads such a file up to the first bad frame and silently forgets the rest, which
 * is right for a tail torn by a power cut and wrong for a flipped bit in the middle. Each commit is
 * synced before the next one is written: so a bad frame with <em>two</em> commits at or behind it
 * lies in something that was durable. With one it is the torn tail of a write that nobody was told
 * of (or damage of the very last commit, which cannot be told apart).
 *
 * <p>A file that was cut short between two frames looks whole. But once it has been written back,
 * the database file is as long as its last commit said; as this store never shrinks the database, a
 * longer one tells that commits are missing, whose pages SQLite would hide behind older ones.
 */
final class WalScan {
  private static final int HEADER = 32;
  private static final int FRAME = 24;
  private static final int MAGIC = 0x377f0682;

  private final ByteBuffer header;
  private final long databaseBytes;
  private final ByteOrder order;
  private int sum0;
  private int sum1;

  private WalScan(ByteBuffer header, long databaseBytes) {
    this.header = header;
    this.databaseBytes = databaseBytes;
    this.order = (header.getInt(0) & 1) == 1 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  /** A sentence about what is damaged; empty when all is well or there is no such file. */
  static Optional<String> damage(Path wal) throws IOException {
    if (!Files.exists(wal)) {
      return Optional.empty();
    }
    try (FileChannel file = FileChannel.open(wal, StandardOpenOption.READ)) {
      ByteBuffer header = read(file, 0, HEADER);
      if (header.remaining() < HEADER || isZero(header)) {
        return Optional.empty();
      }
      WalScan scan = new WalScan(header, databaseBytes(wal));
      if (!scan.isHeaderWhole()) {
        return Optional.of(wal + " is damaged in its header: nothing of it can be read.");
      }
      return scan.frames(file).map(what -> wal + " is damaged at " + what);
    }
  }

  private static long databaseBytes(Path wal) throws IOException {
    String name = String.valueOf(wal.getFileName());
    Path database = wal.resolveSibling(name.substring(0, name.lastIndexOf('-')));
    return Files.exists(database) ? Files.size(database) : 0;
  }

  private boolean isHeaderWhole() {
    if ((header.getInt(0) & ~1) != MAGIC) {
      return false;
    }
    add(header, 0, 24);
    int size = header.getInt(8);
    return sum0 == header.getInt(24)
        && sum1 == header.getInt(28)
        && size >= 512
        && size <= 65_536
        && Integer.bitCount(size) == 1;
  }

  private Optional<String> frames(FileChannel file) throws IOException {
    int page = header.getInt(8);
    long firstBad = -1;
    long commitsBehind = 0;
    long lost = 0;
    long pages = 0;
    long at = HEADER;
    for (long number = 1; ; number++, at += FRAME + page) {
      ByteBuffer frame = read(file, at, FRAME + page);
      if (frame.remaining() < FRAME + page) {
        break;
      }
      boolean salted =
          frame.getInt(8) == header.getInt(16) && frame.getInt(12) == header.getInt(20);
      if (firstBad < 0) {
        add(frame, 0, 8);
        add(frame, FRAME, page);
        if (salted && sum0 == frame.getInt(16) && sum1 == frame.getInt(20)) {
          pages = frame.getInt(4) != 0 ? frame.getInt(4) & 0xffff_ffffL : pages;
          continue;
        }
        firstBad = number;
      }
      if (salted) {
        lost++;
        commitsBehind += frame.getInt(4) != 0 ? 1 : 0;
      }
    }
    if (commitsBehind < 2) {
      return pages > 0 && pages < databaseBytes / page
          ? Optional.of(cut(pages, page))
          : Optional.empty();
    }
    long byteAt = HEADER + (firstBad - 1) * (FRAME + page);
    return Optional.of(
        "frame "
            + firstBad
            + " (byte "
            + byteAt
            + "): "
            + lost
            + " frames of at least "
            + commitsBehind
            + " commits from there on cannot be read.");
  }

  private String cut(long pages, int page) {
    return "its end: commits are missing. The last one that is there says "
        + pages
        + " pages, the database file has "
        + databaseBytes / page
        + ".";
  }

  private void add(ByteBuffer bytes, int from, int length) {
    bytes.order(order);
    int a = sum0;
    int b = sum1;
    for (int i = from; i < from + length; i += 8) {
      a += bytes.getInt(i) + b;
      b += bytes.getInt(i + 4) + a;
    }
    sum0 = a;
    sum1 = b;
    bytes.order(ByteOrder.BIG_ENDIAN);
  }

  private static boolean isZero(ByteBuffer bytes) {
    for (int i = 0; i < bytes.remaining(); i++) {
      if (bytes.get(i) != 0) {
        return false;
      }
    }
    return true;
  }

  private static ByteBuffer read(FileChannel file, long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    int count = 0;
    while (bytes.hasRemaining() && count >= 0) {
      count = file.read(bytes, at + bytes.position());
    }
    return bytes.flip();
  }
}
