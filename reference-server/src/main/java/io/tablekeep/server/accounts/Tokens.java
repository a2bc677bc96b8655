package io.tablekeep.server.accounts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Tokens of sessions and fresh keys: nothing but chance. Thread-safe. */
final class Tokens {
  private static final String PREFIX = "t.";
  private static final SecureRandom CHANCE = new SecureRandom();

  private Tokens() {}

  /** A token of 256 bits. */
  static String fresh() {
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(32));
  }

  static boolean looksLike(String token) {
    return token.startsWith(PREFIX) && token.length() < 100;
  }

  /** A key that nobody guesses, and that may name a document. */
  static String key() {
    return HexFormat.of().formatHex(bytes(12));
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    CHANCE.nextBytes(bytes);
    return bytes;
  }

  /** How a token is kept and found. */
  static String hash(String token) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
