package io.tablekeep.server.accounts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Hashes passwords with Argon2id (RFC 9106): 19 MiB, two passes, one lane, 16 bytes of salt. Blocks
 * for some 50 ms: not on an event loop. Thread-safe.
 */
final class Passwords {
  static final int SHORTEST = 8;
  static final int LONGEST = 256;
  private static final int KIBIBYTES = 19 << 10;
  private static final int PASSES = 2;
  private static final int BYTES = 32;
  private static final SecureRandom CHANCE = new SecureRandom();
  private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();

  /** What a login that nobody has is compared with, so that it takes as long as any other. */
  private static final String NOBODY = hash("nobody has this password");

  private Passwords() {}

  /** The hash with its parameters and salt, in the usual text form. */
  static String hash(String password) {
    byte[] salt = new byte[16];
    CHANCE.nextBytes(salt);
    return "$argon2id$v=19$m="
        + KIBIBYTES
        + ",t="
        + PASSES
        + ",p=1$"
        + ENCODER.encodeToString(salt)
        + '$'
        + ENCODER.encodeToString(derive(password, salt, KIBIBYTES, PASSES));
  }

  /** Whether a password is the one that was hashed. An empty hash is nobody's. */
  static boolean matches(String password, String hash) {
    String[] parts = (hash.isEmpty() ? NOBODY : hash).split("\\$", -1);
    String[] cost = parts[3].split("[,=]", -1);
    byte[] salt = Base64.getDecoder().decode(parts[4]);
    byte[] given = derive(password, salt, Integer.parseInt(cost[1]), Integer.parseInt(cost[3]));
    return MessageDigest.isEqual(given, Base64.getDecoder().decode(parts[5])) && !hash.isEmpty();
  }

  private static byte[] derive(String password, byte[] salt, int kibibytes, int passes) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(kibibytes)
            .withIterations(passes)
            .withParallelism(1)
            .withSalt(salt)
            .build());
    byte[] derived = new byte[BYTES];
    generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), derived);
    return derived;
  }
}
