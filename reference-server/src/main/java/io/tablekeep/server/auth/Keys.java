package io.tablekeep.server.auth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one server: the host's, and the secret that signs seats. Thread-safe.
 *
 * @param hostKey text of the host key
 * @param seats makes and checks seat tokens
 * @param invites makes and checks invitations
 */
public record Keys(String hostKey, SeatTokens seats, Invites invites) {
  /** Makes seat tokens and invitations. */
  private static final String SECRET = "secret.key";

  private static final String HOST = "host.key";

  /** Seals what seats come back with. */
  public static final String RESUME = "resume.key";

  /** Makes the dice. */
  public static final String DICE = "dice.key";

  /** The files of a data folder that hold the keys of a server. */
  public static final List<String> FILES = List.of(SECRET, HOST, RESUME, DICE);

  private static final String SCHEME = "bearer ";

  /**
   * Reads the keys of a data folder, or makes them.
   *
   * @param data the folder
   * @return the keys
   * @throws IOException when the files cannot be read or written
   */
  public static Keys in(Path data) throws IOException {
    byte[] secret =
        SecretFile.readOrCreate(data.resolve(SECRET)).getBytes(StandardCharsets.US_ASCII);
    return new Keys(
        SecretFile.readOrCreate(data.resolve(HOST)), new SeatTokens(secret), new Invites(secret));
  }

  /**
   * Who shows this {@code Authorization} header.
   *
   * @param authorization the header; null when there is none
   * @return the caller
   */
  public Caller caller(@Nullable String authorization) {
    if (authorization == null || authorization.isBlank()) {
      return new Caller.Unknown(false);
    }
    if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return new Caller.Unknown(true);
    }
    return bearer(authorization.substring(SCHEME.length()).strip());
  }

  /**
   * Who shows this token.
   *
   * @param token anything
   * @return the caller
   */
  public Caller bearer(String token) {
    if (MessageDigest.isEqual(
        token.getBytes(StandardCharsets.UTF_8), hostKey.getBytes(StandardCharsets.UTF_8))) {
      return new Caller.Host();
    }
    Optional<SeatClaim> claim = seats.verify(token);
    return claim.isPresent() ? new Caller.Seated(claim.get()) : new Caller.Unknown(true);
  }

  /** Says nothing of what it holds. */
  @Override
  public String toString() {
    return "Keys";
  }
}
