package io.tablekeep.engine.state;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The one text that equal trees have (RFC 8785, JSON Canonicalization Scheme), and its hash. Takes
 * milliseconds for each megabyte: off the event loop for whole documents.
 */
public final class Canonical {
  private Canonical() {}

  /**
   * The canonical text.
   *
   * @param value a tree value
   * @return UTF-8
   */
  public static byte[] bytes(Object value) {
    return JsonWriter.bytes(value);
  }

  /**
   * The hash of the canonical text.
   *
   * @param value a tree value
   * @return SHA-256 in 64 lower-case hexadecimal digits
   */
  public static String hash(Object value) {
    return hashOf(bytes(value));
  }

  /**
   * The hash of a canonical text at hand.
   *
   * @param canonical UTF-8
   * @return SHA-256 in 64 lower-case hexadecimal digits
   */
  public static String hashOf(byte[] canonical) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
