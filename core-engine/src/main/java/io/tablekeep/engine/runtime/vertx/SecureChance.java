package io.tablekeep.engine.runtime.vertx;

import io.tablekeep.engine.runtime.Chance;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/**
 * Chance that nobody can foretell: a generator of its own for each thread, so that threads do not
 * wait for each other, read a block at a time, so that a draw costs nanoseconds.
 */
final class SecureChance implements Chance {
  private static final int BLOCK = 1024;

  private final ThreadLocal<Source> sources = ThreadLocal.withInitial(Source::new);

  /** Lemire's method: the part of 32 bits that would favour some numbers is drawn again. */
  @Override
  public int below(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("bound must be at least 1, not " + bound);
    }
    Source source = sources.get();
    long product = source.word() * bound;
    if ((product & 0xFFFF_FFFFL) < bound) {
      long unfair = (1L << 32) % bound;
      while ((product & 0xFFFF_FFFFL) < unfair) {
        product = source.word() * bound;
      }
    }
    return (int) (product >>> 32);
  }

  @Override
  public long bits() {
    Source source = sources.get();
    return source.word() << 32 | source.word();
  }

  private static final class Source {
    private final SecureRandom random = generator();
    private final byte[] block = new byte[BLOCK];
    private int used = BLOCK;

    /** A generator that computes its bits and reads from the system only to be seeded. */
    private static SecureRandom generator() {
      try {
        return SecureRandom.getInstance("DRBG");
      } catch (NoSuchAlgorithmException e) {
        return new SecureRandom();
      }
    }

    /** 32 bits. What was drawn is wiped, so that memory never shows earlier rolls. */
    long word() {
      if (used == BLOCK) {
        random.nextBytes(block);
        used = 0;
      }
      long word = 0;
      for (int end = used + Integer.BYTES; used < end; used++) {
        word = word << 8 | (block[used] & 0xFF);
        block[used] = 0;
      }
      return word;
    }
  }
}
