package io.tablekeep.server.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes and checks the tokens in seat links: {@code base64url(campaign|participant|issued)}, a dot,
 * and the base64url of its HMAC-SHA256 (RFC 2104) under the server's secret. Those made for a
 * person's session are of another form, which holds the session and the end too. Thread-safe.
 */
public final class SeatTokens {
  private static final int LONGEST = 1024;
  private final SecretKeySpec key;
  private final SignedText ofSession;

  /**
   * Tokens under a secret.
   *
   * @param secret at least 32 bytes of chance, the same for as long as links are to be valid
   */
  public SeatTokens(byte[] secret) {
    if (secret.length < 32) {
      throw new IllegalArgumentException("a secret of at least 32 bytes is needed");
    }
    key = new SecretKeySpec(secret, SignedText.ALGORITHM);
    ofSession = new SignedText('s', secret);
  }

  /**
   * Makes a token.
   *
   * @param claim what it is to say
   * @return letters, digits, hyphens, underscores and one dot
   */
  public String issue(SeatClaim claim) {
    if (!claim.session().isEmpty()) {
      return ofSession.issue(
          List.of(
              claim.campaign(),
              claim.participant(),
              Long.toString(claim.issued()),
              claim.session(),
              Long.toString(claim.expires())));
    }
    String text = claim.campaign() + '|' + claim.participant() + '|' + claim.issued();
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    return Base64Text.of(body) + '.' + Base64Text.of(sign(body));
  }

  /**
   * Checks a token, in a time that does not tell how much of the signature was right.
   *
   * @param token anything
   * @return what it says; empty when it was not made under this secret
   */
  public Optional<SeatClaim> verify(String token) {
    if (ofSession.looksLike(token)) {
      return ofSession
          .verify(token)
          .filter(parts -> parts.size() == 5)
          .map(
              parts ->
                  new SeatClaim(
                      parts.get(0),
                      parts.get(1),
                      Long.parseLong(parts.get(2)),
                      parts.get(3),
                      Long.parseLong(parts.get(4))));
    }
    int dot = token.indexOf('.');
    if (dot <= 0 || token.length() > LONGEST) {
      return Optional.empty();
    }
    byte[] body;
    byte[] signature;
    try {
      body = Base64Text.read(token.substring(0, dot));
      signature = Base64Text.read(token.substring(dot + 1));
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
    return SignedText.mac(key, body);
  }
}
