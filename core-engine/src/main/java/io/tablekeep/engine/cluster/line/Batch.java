package io.tablekeep.engine.cluster.line;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A message of the bus as it is put together: number of the outbox, number of the message in it,
 * then records of {@code line, kind, length, bytes}. Numbers are in base 128, lowest digits first,
 * as in many formats. The lowest bit of the line's number says that the sender opened it.
 */
final class Batch {
  private static final int HEAD = 24;

  private byte[] bytes = new byte[512];
  private int length;

  /** What a record is, and the number that stands for it. */
  enum Kind {
    /** A new line; the bytes are for whoever answers. */
    OPEN(0),
    /** A message, or the last piece of one. */
    END(1),
    /** A piece of a message that goes on. */
    PIECE(2),
    /** So many bytes more may be sent; a number. */
    GRANT(3),
    /** The line is over; code, a line break, a sentence. */
    CLOSE(4),
    /** All lines between the two nodes are over. */
    BREAK(5),
    /** Nothing follows from this outbox. */
    LAST(6);

    private static final Kind[] ALL = values();

    private final byte code;

    Kind(int code) {
      this.code = (byte) code;
    }

    static Kind of(int code) {
      for (Kind kind : ALL) {
        if (kind.code == code) {
          return kind;
        }
      }
      throw new IllegalArgumentException("no record is of kind " + code);
    }
  }

  boolean isEmpty() {
    return length == 0;
  }

  int length() {
    return length;
  }

  void add(long line, Kind kind, byte[] from, int offset, int count) {
    room(count + HEAD);
    number(line);
    bytes[length++] = kind.code;
    number(count);
    System.arraycopy(from, offset, bytes, length, count);
    length += count;
  }

  void add(long line, Kind kind, byte[] all) {
    add(line, kind, all, 0, all.length);
  }

  void add(long line, Kind kind, long value) {
    room(2 * HEAD);
    number(line);
    bytes[length++] = kind.code;
    int at = length++;
    number(value);
    bytes[at] = (byte) (length - at - 1);
  }

  /** Everything, behind two numbers; empty from then on. */
  byte[] take(long outbox, long message) {
    byte[] all = bytes;
    int count = length;
    bytes = new byte[HEAD];
    length = 0;
    number(outbox);
    number(message);
    byte[] out = Arrays.copyOf(bytes, length + count);
    System.arraycopy(all, 0, out, length, count);
    length = 0;
    // What was large once need not be so for ever.
    bytes = all.length > 64 << 10 ? new byte[512] : all;
    return out;
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }

  private void number(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Reads such a message. */
  static final class Reader {
    private final byte[] bytes;
    private int at;

    Reader(byte[] bytes) {
      this.bytes = bytes;
    }

    boolean hasMore() {
      return at < bytes.length;
    }

    long number() {
      long value = 0;
      for (int shift = 0; shift < 64; shift += 7) {
        byte next = bytes[at++];
        value |= (next & 0x7fL) << shift;
        if (next >= 0) {
          return value;
        }
      }
      throw new IllegalArgumentException("a number is too long");
    }

    Kind kind() {
      return Kind.of(bytes[at++]);
    }

    byte[] bytes() {
      int count = Math.toIntExact(number());
      byte[] found = Arrays.copyOfRange(bytes, at, at + count);
      at += count;
      if (at > bytes.length) {
        throw new IllegalArgumentException("a record is cut off");
      }
      return found;
    }
  }
}
