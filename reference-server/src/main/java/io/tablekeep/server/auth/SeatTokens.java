package io.tablekeep.server.auth;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes and checks the tokens in seat links: {@code base64url(campaign|participant|issued)}, a dot,
 * and the base64url of its HMAC-SHA256 (RFC 2104) under the server's secret. Thread-safe.
 */
public final class SeatTokens {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int LONGEST = 1024;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final SecretKeySpec key;

  /**
   * Tokens under a secret.
   *
   * @param secret at least 32 bytes of chance, the same for as long as links are to be valid
   */
  public SeatTokens(byte[] secret) {
    if (secret.length < 32) {
      throw new IllegalArgumentException("a secret of at least 32 bytes is needed");
    }
    key = new SecretKeySpec(secret, ALGORITHM);
  }

  /**
   * Makes a token.
   *
   * @param claim what it is to say
   * @return letters, digits, hyphens, underscores and one dot
   */
  public String issue(SeatClaim claim) {
    String text = claim.campaign() + '|' + claim.participant() + '|' + claim.issued();
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    return ENCODER.encodeToString(body) + '.' + ENCODER.encodeToString(sign(body));
  }

  /**
   * Checks a token, in a time that does not tell how much of the signature was right.
   *
   * @param token anything
   * @return what it says; empty when it was not made under this secret
   */
  public Optional<SeatClaim> verify(String token) {
    int dot = token.indexOf('.');
    if (dot <= 0 || token.length() > LONGEST) {
      return Optional.empty();
    }
    byte[] body;
    byte[] signature;
    try {
      body = Base64.getUrlDecoder().decode(token.substring(0, dot));
      signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
    if (!MessageDigest.isEqual(signature, sign(body))) {
      return Optional.empty();
    }
    String text = new String(body, StandardCharsets.UTF_8);
    int first = text.indexOf('|');
    int last = text.lastIndexOf('|');
    if (first < 0 || first == last) {
      return Optional.empty();
    }
    return Optional.of(
        new SeatClaim(
            text.substring(0, first),
            text.substring(first + 1, last),
            Long.parseLong(text.substring(last + 1))));
  }

  private byte[] sign(byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(body);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
