package io.tablekeep.engine.storm;

import io.tablekeep.engine.Receipt;
import org.jspecify.annotations.Nullable;

/** Something that somebody wanted, and what they were told became of it. */
final class Intent {
  final long n;
  final String type;
  final String payload;

  /** Whether it is judged by what its sender saw. */
  final boolean edit;

  /** The life of the view it was made on, the position in it, and a token from then or before. */
  final int life;

  final long base;
  final byte[] since;

  /** Whether it is on its way, as far as the device knows. */
  boolean flying;

  @Nullable Receipt pending;
  @Nullable Receipt end;

  /** What another device of the same person was told of its end. */
  @Nullable Receipt overheard;

  Intent(long n, Deed deed, int life, long base, byte[] since) {
    this.n = n;
    type = deed.type();
    payload = deed.payload();
    edit = deed.edit();
    this.life = life;
    this.base = base;
    this.since = since;
  }

  @Override
  public String toString() {
    return n + " " + type + ' ' + payload + (end == null ? "" : " -> " + end);
  }
}
