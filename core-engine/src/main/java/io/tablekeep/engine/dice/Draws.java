package io.tablekeep.engine.dice;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The numbers of one roll, as the package describes them: from a seed, and from everything that
 * tells one roll from another. Single-threaded.
 */
public final class Draws {
  /** First line of what a roll is reckoned from; another rule would have another name. */
  public static final String RULE = "tablekeep-dice-1";

  private final Mac mac;
  private ByteBuffer words = ByteBuffer.allocate(0);
  private long block;

  private Draws(byte[] key) {
    mac = mac(key);
  }

  /**
   * The numbers of a roll.
   *
   * @param seed the seed of its epoch, 32 bytes
   * @param nonces those that stood at the first roll of its stream, {@link DiceState#text}
   * @param campaign key of the campaign
   * @param stream name of its audience
   * @param counter its number in the stream
   * @param notation what is rolled
   * @return a source of numbers
   */
  public static Draws of(
      byte[] seed, String nonces, String campaign, String stream, long counter, String notation) {
    String text =
        String.join("\n", RULE, nonces, campaign, stream, Long.toString(counter), notation);
    return new Draws(mac(seed).doFinal(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * The next number.
   *
   * @param bound one more than the largest, at least 1
   * @return from 0 to {@code bound - 1}, each as likely
   */
  public long below(long bound) {
    while (true) {
      long word = word();
      long rest = Long.remainderUnsigned(word, bound);
      // The last, incomplete run of numbers would make low ones likelier: such a word is passed by.
      if (Long.compareUnsigned(word - rest, -bound) <= 0) {
        return rest;
      }
    }
  }

  private long word() {
    if (!words.hasRemaining()) {
      words = ByteBuffer.wrap(mac.doFinal(Long.toString(block++).getBytes(StandardCharsets.UTF_8)));
    }
    return words.getLong();
  }

  static Mac mac(byte[] key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC", e);
    }
  }

  /**
   * What is told of a seed before it is shown.
   *
   * @param seed the seed
   * @return its SHA-256, 64 hexadecimal digits
   */
  public static String commitment(byte[] seed) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(seed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
