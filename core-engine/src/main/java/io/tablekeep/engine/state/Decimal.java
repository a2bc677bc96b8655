package io.tablekeep.engine.state;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Reads numbers to the nearest double, and writes them as ECMAScript does, which is what RFC 8785
 * asks for: the fewest digits that read back as the same double, and of these the nearest.
 *
 * <p>{@code Double.toString} gives too many digits before JDK 19. Numbers of up to 15 digits with a
 * short fraction, which is nearly all there are, are found by trying; the others by Raffaello
 * Giulietti's "The Schubfach way to render doubles" (2020), whose names are kept here.
 */
final class Decimal {
  /** The longest a number gets, with sign and exponent. */
  static final int MAX_LENGTH = 26;

  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private static final int MIN_K = -324;
  private static final int MAX_K = 292;
  private static final long C_MIN = 1L << 52;
  private static final int Q_MIN = -1074;
  private static final long MASK_63 = Long.MAX_VALUE;

  /** Upper and lower 63 bits of 10<sup>-k</sup>, scaled to 126 bits and rounded up. */
  private static final long[] G = powers();

  private Decimal() {}

  private static long[] powers() {
    long[] table = new long[2 * (MAX_K - MIN_K + 1)];
    for (int k = MIN_K; k <= MAX_K; k++) {
      int r = floorLog2Pow10(-k) - 125;
      BigInteger g =
          k <= 0
              ? shift(BigInteger.TEN.pow(-k), -r)
              : BigInteger.ONE.shiftLeft(-r).divide(BigInteger.TEN.pow(k));
      g = g.add(BigInteger.ONE);
      table[2 * (k - MIN_K)] = g.shiftRight(63).longValueExact();
      table[2 * (k - MIN_K) + 1] = g.longValue() & MASK_63;
    }
    return table;
  }

  private static BigInteger shift(BigInteger number, int left) {
    return left >= 0 ? number.shiftLeft(left) : number.shiftRight(-left);
  }

  private static int floorLog10Pow2(int e) {
    return (int) ((e * 661_971_961_083L) >> 41);
  }

  private static int floorLog10ThreeQuartersPow2(int e) {
    return (int) ((e * 661_971_961_083L - 274_743_187_321L) >> 41);
  }

  private static int floorLog2Pow10(int e) {
    return (int) ((e * 913_124_641_741L) >> 38);
  }

  /** Whether a byte can stand in a number. */
  static boolean mayBePart(byte b) {
    return (b >= '0' && b <= '9') || b == '.' || b == '-' || b == 'e' || b == 'E' || b == '+';
  }

  /** Reads a JSON number; null if it is none, infinite if it is too large for a double. */
  static @Nullable Object read(byte[] in, int from, int to) {
    boolean negative = from < to && in[from] == '-';
    int at = negative ? from + 1 : from;
    int first = at;
    long digits = 0;
    for (; at < to && in[at] >= '0' && in[at] <= '9'; at++) {
      digits = 10 * digits + in[at] - '0';
    }
    int count = at - first;
    if (count == 0 || (count > 1 && in[first] == '0')) {
      return null;
    }
    if (at == to && count <= 18) {
      return Values.number(negative ? -digits : digits);
    }
    int places = 0;
    if (at < to && in[at] == '.') {
      int point = ++at;
      for (; at < to && in[at] >= '0' && in[at] <= '9'; at++) {
        digits = 10 * digits + in[at] - '0';
      }
      places = at - point;
      if (places == 0) {
        return null;
      }
    }
    double number;
    if (at == to && count + places <= 15) { // both are exact, so the quotient is the nearest
      number = digits / POWERS[places];
      number = negative ? -number : number;
    } else if (at == to || exponent(in, at, to)) {
      number = Double.parseDouble(Interning.ascii(in, from, to - from));
    } else {
      return null;
    }
    return Double.isInfinite(number) ? (Object) number : Values.number(number);
  }

  private static boolean exponent(byte[] in, int from, int to) {
    int at = from + 1;
    if (at < to && (in[at] == '+' || in[at] == '-')) {
      at++;
    }
    boolean good = (in[from] == 'e' || in[from] == 'E') && at < to;
    for (; at < to; at++) {
      good &= in[at] >= '0' && in[at] <= '9';
    }
    return good;
  }

  /** Writes a whole number; returns the position after it. */
  static int write(long number, byte[] out, int at) {
    if (number < 0) {
      out[at++] = '-';
      if (number == Long.MIN_VALUE) {
        at = write(922337203685477580L, out, at);
        out[at++] = '8';
        return at;
      }
      number = -number;
    }
    int end = at + digits(number);
    int p = end;
    do {
      long tenth = number / 10;
      out[--p] = (byte) ('0' + (number - 10 * tenth));
      number = tenth;
    } while (number != 0);
    return end;
  }

  private static int digits(long number) {
    int digits = 1;
    for (long ten = 10; digits < 19 && number >= ten; ten *= 10) {
      digits++;
    }
    return digits;
  }

  /** Writes a finite double; returns the position after it. */
  static int write(double number, byte[] out, int at) {
    if ((long) number == number && Math.abs(number) <= Values.MAX_SAFE) {
      return write((long) number, out, at);
    }
    if (number < 0) {
      out[at++] = '-';
      number = -number;
    }
    if (number < 1e9 && number > 1e-3) {
      double scale = 10;
      for (int places = 1; places <= 6; places++, scale *= 10) {
        double scaled = Math.rint(number * scale);
        if (scaled / scale == number) { // at most 15 digits: no shorter number reads the same
          return plain((long) scaled, places, out, at);
        }
      }
    }
    return schubfach(number, out, at);
  }

  private static int plain(long digits, int places, byte[] out, int at) {
    long scale = 1;
    for (int i = 0; i < places; i++) {
      scale *= 10;
    }
    long whole = digits / scale;
    at = write(whole, out, at);
    out[at] = '.';
    long fraction = digits - whole * scale;
    for (int p = at + places; p > at; p--) {
      long tenth = fraction / 10;
      out[p] = (byte) ('0' + (fraction - 10 * tenth));
      fraction = tenth;
    }
    return at + 1 + places;
  }

  private static int schubfach(double number, byte[] out, int at) {
    long bits = Double.doubleToRawLongBits(number);
    int exponent = (int) (bits >>> 52) & 0x7ff;
    long fraction = bits & (C_MIN - 1);
    long c = exponent == 0 ? fraction : C_MIN | fraction;
    int q = exponent == 0 ? Q_MIN : exponent + Q_MIN - 1;

    int odd = (int) c & 1;
    long cb = c << 2;
    long cbr = cb + 2;
    boolean regular = c != C_MIN || q == Q_MIN;
    long cbl = regular ? cb - 2 : cb - 1; // below a power of two the neighbours are closer
    int k = regular ? floorLog10Pow2(q) : floorLog10ThreeQuartersPow2(q);
    int h = q + floorLog2Pow10(-k) + 2;
    long g1 = G[2 * (k - MIN_K)];
    long g0 = G[2 * (k - MIN_K) + 1];
    long vb = roundToOdd(g1, g0, cb << h);
    long vbl = roundToOdd(g1, g0, cbl << h) + odd;
    long vbr = roundToOdd(g1, g0, cbr << h) - odd;

    long s = vb >> 2;
    if (s >= 10) { // one digit fewer?
      long shorter = 10 * (s / 10);
      boolean under = vbl <= shorter << 2;
      boolean over = (shorter + 10) << 2 <= vbr;
      if (under != over) {
        return layout(under ? shorter : shorter + 10, k, out, at);
      }
    }
    boolean under = vbl <= s << 2;
    boolean over = (s + 1) << 2 <= vbr;
    if (under != over) {
      return layout(under ? s : s + 1, k, out, at);
    }
    long middle = vb - ((s + s + 1) << 1);
    return layout(middle < 0 || (middle == 0 && (s & 1) == 0) ? s : s + 1, k, out, at);
  }

  private static long roundToOdd(long g1, long g0, long cp) {
    long x1 = Math.multiplyHigh(g0, cp);
    long y0 = g1 * cp;
    long y1 = Math.multiplyHigh(g1, cp);
    long z = (y0 >>> 1) + x1;
    long w = y1 + (z >>> 63);
    return w | (((z & MASK_63) + MASK_63) >>> 63);
  }

  /** Lays out digits × 10<sup>k</sup> as Number.prototype.toString does (ECMA-262, 6.1.6.1.20). */
  private static int layout(long digits, int k, byte[] out, int at) {
    while (digits % 10 == 0) {
      digits /= 10;
      k++;
    }
    int count = digits(digits);
    int point = count + k; // where the decimal point stands, seen from the first digit
    if (point > 0 && point <= 21) {
      if (k >= 0) {
        at = write(digits, out, at);
        return zeros(k, out, at);
      }
      write(digits, out, at);
      System.arraycopy(out, at + point, out, at + point + 1, -k);
      out[at + point] = '.';
      return at + count + 1;
    }
    if (point > -6 && point <= 0) {
      out[at++] = '0';
      out[at++] = '.';
      return write(digits, out, zeros(-point, out, at));
    }
    write(digits, out, at);
    if (count > 1) {
      System.arraycopy(out, at + 1, out, at + 2, count - 1);
      out[at + 1] = '.';
      at++;
    }
    at += count;
    out[at++] = 'e';
    if (point > 0) {
      out[at++] = '+';
    }
    return write((long) point - 1, out, at);
  }

  private static int zeros(int count, byte[] out, int at) {
    for (int i = 0; i < count; i++) {
      out[at++] = '0';
    }
    return at;
  }
}
