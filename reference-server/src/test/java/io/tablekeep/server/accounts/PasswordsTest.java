package io.tablekeep.server.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.server.door.Buckets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PasswordsTest {
  @Test
  void aPasswordMatchesItsHashAlone() {
    String hash = Passwords.hash("correct horse");
    assertTrue(hash.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), hash);
    assertFalse(hash.contains("correct"));
    assertTrue(Passwords.matches("correct horse", hash));
    assertFalse(Passwords.matches("correct horsf", hash));
    assertFalse(Passwords.matches("", hash));
    assertNotEquals(hash, Passwords.hash("correct horse"), "salt");
    assertFalse(Passwords.matches("nobody has this password", ""));
  }

  /** The hash was made with the reference implementation's parameters and salt "somesalt". */
  @Test
  void aKnownHashIsRecognised() {
    // RFC 9106's reference program: echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1 -l 32
    String known =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    assertTrue(Passwords.matches("password", known));
    assertFalse(Passwords.matches("differentpassword", known));
  }

  @Test
  void tokensAreLongAndKeptAsHashes() {
    String token = Tokens.fresh();
    assertTrue(Tokens.looksLike(token));
    assertEquals(2 + 43, token.length());
    assertEquals(64, Tokens.hash(token).length());
    assertNotEquals(token, Tokens.fresh());
  }

  @Test
  void guessesRunOutAndComeBackWithTime() {
    AtomicLong now = new AtomicLong();
    Buckets guesses = new Buckets(3, Duration.ofSeconds(10), now::get);
    for (int i = 0; i < 3; i++) {
      assertTrue(guesses.take("ada"));
    }
    assertFalse(guesses.take("ada"));
    assertEquals(10, guesses.retryAfter("ada"));
    assertTrue(guesses.take("ben"), "another name");
    now.addAndGet(Duration.ofSeconds(9).toNanos());
    assertFalse(guesses.take("ada"));
    now.addAndGet(Duration.ofSeconds(1).toNanos());
    assertTrue(guesses.take("ada"));
    assertFalse(guesses.take("ada"));
  }
}
