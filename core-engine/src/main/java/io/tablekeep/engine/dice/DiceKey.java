package io.tablekeep.engine.dice;

import io.tablekeep.engine.journal.entry.DiceEvent;
import io.tablekeep.engine.runtime.Chance;
import io.tablekeep.sdk.state.DocumentId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;

/**
 * The host's secret, from which the seed of every epoch is derived: HMAC-SHA256 over document,
 * epoch and a salt of chance. The salt stands in the journal and the key nowhere, so an export
 * tells nothing of seeds that are not shown yet, and there is no seed that could be lost.
 * Thread-safe.
 */
public final class DiceKey {
  private static final int BYTES = 32;
  private static final int SALT = 16;

  private final byte[] key;
  private final Chance chance;

  /**
   * A key.
   *
   * @param key 32 bytes of chance, the same for as long as open sessions are to go on; empty makes
   *     one that lasts as long as the engine
   * @param chance where salts come from
   */
  public DiceKey(byte[] key, Chance chance) {
    if (key.length != 0 && key.length != BYTES) {
      throw new IllegalArgumentException("the key of dice has 32 bytes");
    }
    this.chance = chance;
    this.key = key.length == 0 ? bytes(BYTES) : key.clone();
  }

  private byte[] bytes(int count) {
    ByteBuffer fill = ByteBuffer.allocate(count);
    while (fill.hasRemaining()) {
      fill.putLong(chance.bits());
    }
    return fill.array();
  }

  /**
   * Begins an epoch.
   *
   * @param document whose
   * @param epoch its number
   * @param nonces those that came too late for the one before
   * @return what is journaled of it
   */
  public DiceEvent.Opened open(DocumentId document, long epoch, Map<String, String> nonces) {
    String salt = HexFormat.of().formatHex(bytes(SALT));
    return new DiceEvent.Opened(epoch, Draws.commitment(seed(document, epoch, salt)), salt, nonces);
  }

  /** The seed of an epoch. */
  byte[] seed(DocumentId document, long epoch, String salt) {
    String text = String.join("\n", "tablekeep dice seed", document.toString(), "" + epoch, salt);
    return Draws.mac(key).doFinal(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether the seed of an open epoch is known here. */
  boolean knows(DocumentId document, DiceState state) {
    return Draws.commitment(seed(document, state.epoch(), state.salt())).equals(state.commitment());
  }

  /** Says nothing of what it holds. */
  @Override
  public String toString() {
    return "DiceKey";
  }
}
