package io.tablekeep.server.auth;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A few short texts in one signed token: a letter that says what it is, a dot, the texts in
 * base64url, a dot, and their HMAC-SHA256 (RFC 2104) under a key that is derived from the server's
 * secret for this letter alone. Thread-safe.
 */
final class SignedText {
  static final String ALGORITHM = "HmacSHA256";
  private static final int LONGEST = 1024;
  private static final String BETWEEN = "\n";
  private final String prefix;
  private final SecretKeySpec key;

  SignedText(char kind, byte[] secret) {
    prefix = kind + ".";
    byte[] label = ("tablekeep token " + kind).getBytes(StandardCharsets.US_ASCII);
    key = new SecretKeySpec(mac(new SecretKeySpec(secret, ALGORITHM), label), ALGORITHM);
  }

  static byte[] mac(SecretKeySpec key, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(body);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  boolean looksLike(String token) {
    return token.startsWith(prefix);
  }

  String issue(List<String> texts) {
    if (texts.stream().anyMatch(text -> text.contains(BETWEEN))) {
      throw new IllegalArgumentException("a signed text has no line break");
    }
    byte[] body = String.join(BETWEEN, texts).getBytes(StandardCharsets.UTF_8);
    return prefix + Base64Text.of(body) + '.' + Base64Text.of(mac(key, body));
  }

  /** The texts, in a time that does not tell how much of the signature was right. */
  Optional<List<String>> verify(String token) {
    int dot = token.lastIndexOf('.');
    if (!looksLike(token) || dot <= prefix.length() || token.length() > LONGEST) {
      return Optional.empty();
    }
    byte[] body;
    byte[] signature;
    try {
      body = Base64Text.read(token.substring(prefix.length(), dot));
      signature = Base64Text.read(token.substring(dot + 1));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
    return MessageDigest.isEqual(signature, mac(key, body))
        ? Optional.of(List.of(new String(body, StandardCharsets.UTF_8).split(BETWEEN, -1)))
        : Optional.empty();
  }
}
