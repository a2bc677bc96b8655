package io.tablekeep.engine.journal.entry;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * CRC-32C (RFC 3720) of an entry's text behind the checksum of the entry before, and numbers as
 * quoted hexadecimal digits. For one thread.
 */
final class Checksum {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final CRC32C crc = new CRC32C();
  private final byte[] eight = new byte[8 + 2];
  private final byte[] sixteen = new byte[16 + 2];

  int of(int previous, byte[] text, int length) {
    crc.reset();
    for (int shift = 24; shift >= 0; shift -= 8) {
      crc.update(previous >>> shift);
    }
    crc.update(text, 0, length);
    return (int) crc.getValue();
  }

  /** Eight digits in quotes; valid until the next call. */
  byte[] quoted(int number) {
    return quoted(eight, number);
  }

  /** Sixteen digits in quotes; valid until the next call. */
  byte[] quoted(long number) {
    return quoted(sixteen, number);
  }

  private static byte[] quoted(byte[] into, long number) {
    long left = number;
    for (int i = into.length - 2; i > 0; i--) {
      into[i] = HEX[(int) left & 15];
      left >>>= 4;
    }
    into[0] = '"';
    into[into.length - 1] = '"';
    return into;
  }

  /** Reads lower-case digits; negative when they are not all of these. */
  static long hex8(byte[] text, int from) {
    long number = 0;
    for (int i = from; i < from + 8; i++) {
      int digit = digit(text[i]);
      if (digit < 0) {
        return -1;
      }
      number = number << 4 | digit;
    }
    return number;
  }

  private static int digit(int c) {
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
  }
}
