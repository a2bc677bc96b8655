package io.tablekeep.server.auth;

import java.util.List;
import java.util.Optional;

/** Makes and checks the tokens of invitations. Thread-safe. */
public final class Invites {
  private final SignedText text;

  /**
   * Invitations under a secret.
   *
   * @param secret the server's
   */
  public Invites(byte[] secret) {
    text = new SignedText('i', secret);
  }

  /**
   * Makes a token.
   *
   * @param claim what it is to say
   * @return letters, digits, hyphens, underscores and two dots
   */
  public String issue(InviteClaim claim) {
    return text.issue(
        List.of(claim.id(), claim.campaign(), claim.role(), Long.toString(claim.expires())));
  }

  /**
   * Checks a token's signature.
   *
   * @param token anything
   * @return what it says; empty when it was not made under this secret
   */
  public Optional<InviteClaim> verify(String token) {
    return text.verify(token)
        .filter(parts -> parts.size() == 4)
        .map(
            parts ->
                new InviteClaim(
                    parts.get(0), parts.get(1), parts.get(2), Long.parseLong(parts.get(3))));
  }
}
