package io.tablekeep.server.auth;

import java.util.Base64;

/**
 * Base64url without padding (RFC 4648, section 5), read strictly: the last letter may carry bits
 * that mean nothing, and a token is to have one spelling only.
 */
final class Base64Text {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private Base64Text() {}

  static String of(byte[] bytes) {
    return ENCODER.encodeToString(bytes);
  }

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException if it is not what {@link #of} gives for any bytes
   */
  static byte[] read(String text) {
    byte[] bytes = Base64.getUrlDecoder().decode(text);
    if (!of(bytes).equals(text)) {
      throw new IllegalArgumentException("another spelling");
    }
    return bytes;
  }
}
