package io.tablekeep.engine.history;

import io.tablekeep.engine.view.Viewer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes and opens ids of lines: a version and a checksum as one block of AES under a key of the
 * campaign and the viewer. The same line has the same id for as long as the engine's key is the
 * same, and an id tells nothing: neither order nor distance, nor anything to others. Thread-safe.
 */
final class LineSeal {
  private static final int BLOCK = 16;
  private static final int ZEROS = 6;
  private static final IvParameterSpec NO_IV = new IvParameterSpec(new byte[BLOCK]);

  private final SecretKeySpec key;

  LineSeal(byte[] key) {
    this.key = new SecretKeySpec(key, "HmacSHA256");
  }

  /**
   * What an id says.
   *
   * @param version version of the entry
   * @param chain checksum of the journal up to there
   */
  record Claims(long version, int chain) {}

  String id(String campaign, Viewer viewer, long version, int chain) {
    byte[] block =
        ByteBuffer.allocate(BLOCK)
            .putShort((short) (version >>> 32))
            .putInt((int) version)
            .putInt(chain)
            .array();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(crypt(Cipher.ENCRYPT_MODE, campaign, viewer, block));
  }

  /** What an id says; empty when it was not given to this viewer. */
  Optional<Claims> open(String campaign, Viewer viewer, String id) {
    byte[] sealed;
    try {
      sealed = Base64.getUrlDecoder().decode(id);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (sealed.length != BLOCK) {
      return Optional.empty();
    }
    byte[] block = crypt(Cipher.DECRYPT_MODE, campaign, viewer, sealed);
    ByteBuffer in = ByteBuffer.wrap(block);
    long version = ((long) in.getShort() << 32) | (in.getInt() & 0xffffffffL);
    int chain = in.getInt();
    boolean whole = Arrays.equals(block, BLOCK - ZEROS, BLOCK, new byte[ZEROS], 0, ZEROS);
    return whole && version > 0 ? Optional.of(new Claims(version, chain)) : Optional.empty();
  }

  private byte[] crypt(int mode, String campaign, Viewer viewer, byte[] block) {
    String whose = campaign + '\n' + viewer.participant() + '\n' + viewer.runsGame();
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      byte[] own = Arrays.copyOf(mac.doFinal(whose.getBytes(StandardCharsets.UTF_8)), BLOCK);
      // One block: there is nothing to chain.
      Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
      cipher.init(mode, new SecretKeySpec(own, "AES"), NO_IV);
      return cipher.doFinal(block);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES and HMAC", e);
    }
  }
}
