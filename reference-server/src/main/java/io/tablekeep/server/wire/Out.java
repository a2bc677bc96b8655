package io.tablekeep.server.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.concurrent.FastThreadLocal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Puts one WebSocket frame together, header included, in bytes that are used again: a frame is then
 * one copy into one buffer and one write. One for each thread.
 */
public final class Out {
  private static final int HEADER = 10;
  private static final int FIN_TEXT = 0x81;
  private static final int FIN_BINARY = 0x82;
  private static final int KEPT = 64 << 10;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final FastThreadLocal<Out> MINE =
      new FastThreadLocal<>() {
        @Override
        protected Out initialValue() {
          return new Out();
        }
      };

  private byte[] bytes = new byte[4 << 10];
  private int at = HEADER;
  private int first = FIN_TEXT;

  private Out() {}

  /** This thread's. */
  static Out mine() {
    return MINE.get();
  }

  /** An empty frame, of this thread. */
  static Out begin(boolean binary) {
    Out out = MINE.get();
    out.first = binary ? FIN_BINARY : FIN_TEXT;
    if (out.bytes.length > KEPT) {
      out.bytes = new byte[KEPT];
    }
    out.at = HEADER;
    return out;
  }

  Out raw(byte[] more) {
    return raw(more, 0, more.length);
  }

  Out raw(byte[] more, int from, int to) {
    room(to - from);
    System.arraycopy(more, from, bytes, at, to - from);
    at += to - from;
    return this;
  }

  /** Where the next byte goes; for {@link #patch}. */
  int position() {
    return at;
  }

  void patch(int position, int value) {
    bytes[position] = (byte) value;
  }

  Out raw(char ascii) {
    room(1);
    bytes[at++] = (byte) ascii;
    return this;
  }

  Out number(long value) {
    room(20);
    if (value < 0) {
      return raw(Long.toString(value).getBytes(StandardCharsets.US_ASCII));
    }
    int digits = 1;
    for (long rest = value; rest >= 10; rest /= 10) {
      digits++;
    }
    long rest = value;
    for (int i = at + digits - 1; i >= at; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    at += digits;
    return this;
  }

  /** A JSON string. A half of a surrogate pair becomes U+FFFD, so that the frame stays UTF-8. */
  Out string(String text) {
    room(text.length() * 6 + 2);
    bytes[at++] = '"';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x20 && c < 0x7f && c != '"' && c != '\\') {
        bytes[at++] = (byte) c;
      } else if (c < 0x20 || c == 0x7f || c == '"' || c == '\\') {
        escape(c);
      } else {
        int end = i;
        while (end < text.length() && text.charAt(end) >= 0x80) {
          end++;
        }
        byte[] utf8 = Utf8.encode(text.substring(i, end));
        System.arraycopy(utf8, 0, bytes, at, utf8.length);
        at += utf8.length;
        i = end - 1;
      }
    }
    bytes[at++] = '"';
    return this;
  }

  private void escape(char c) {
    bytes[at++] = '\\';
    if (c == '"' || c == '\\') {
      bytes[at++] = (byte) c;
      return;
    }
    bytes[at++] = 'u';
    bytes[at++] = '0';
    bytes[at++] = '0';
    bytes[at++] = HEX[c >> 4];
    bytes[at++] = HEX[c & 15];
  }

  private void room(int more) {
    if (bytes.length - at < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, at + more));
    }
  }

  /**
   * The finished frame, but for what follows in other buffers.
   *
   * @param allocator makes its buffer
   * @param beyond how many bytes follow
   * @return header and what was written
   */
  public ByteBuf finish(ByteBufAllocator allocator, int beyond) {
    int body = at - HEADER;
    int from = header((long) body + beyond);
    ByteBuf buffer = allocator.directBuffer(at - from, at - from);
    buffer.writeBytes(bytes, from, at - from);
    return buffer;
  }

  /**
   * The finished frame.
   *
   * @param allocator makes its buffer
   * @return header and body
   */
  public ByteBuf finish(ByteBufAllocator allocator) {
    return finish(allocator, 0);
  }

  /** Writes the header right before the body (RFC 6455, 5.2) and says where it begins. */
  private int header(long length) {
    if (length < 126) {
      bytes[HEADER - 2] = (byte) first;
      bytes[HEADER - 1] = (byte) length;
      return HEADER - 2;
    }
    if (length < 1 << 16) {
      bytes[HEADER - 4] = (byte) first;
      bytes[HEADER - 3] = 126;
      bytes[HEADER - 2] = (byte) (length >> 8);
      bytes[HEADER - 1] = (byte) length;
      return HEADER - 4;
    }
    bytes[0] = (byte) first;
    bytes[1] = 127;
    for (int i = 0; i < 8; i++) {
      bytes[2 + i] = (byte) (length >> (56 - 8 * i));
    }
    return 0;
  }
}
