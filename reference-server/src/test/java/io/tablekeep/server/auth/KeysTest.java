package io.tablekeep.server.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  @TempDir Path data;

  @Test
  void aTokenSaysWhatItWasMadeFor() throws IOException {
    SeatTokens tokens = Keys.in(data).seats();
    SeatClaim claim = new SeatClaim("demo", "a|strange|one", 1_700_000_000);
    assertEquals(Optional.of(claim), tokens.verify(tokens.issue(claim)));
  }

  @Test
  void aTokenWithAnyCharacterChangedIsNone() throws IOException {
    SeatTokens tokens = Keys.in(data).seats();
    SeatClaim claim = new SeatClaim("demo", "ana", 1);
    String token = tokens.issue(claim);
    SplittableRandom chance = new SplittableRandom(7);
    for (int i = 0; i < token.length(); i++) {
      char other = "abcXYZ019-_.".charAt(chance.nextInt(12));
      String changed = token.substring(0, i) + other + token.substring(i + 1);
      if (!changed.equals(token)) {
        assertTrue(tokens.verify(changed).isEmpty(), changed);
      }
    }
    // The last letter of a part has spare bits; a token has one spelling all the same.
    for (int end : List.of(token.indexOf('.') - 1, token.length() - 1)) {
      for (int bit = 0; bit < 6; bit++) {
        char other = LETTERS.charAt(LETTERS.indexOf(token.charAt(end)) ^ (1 << bit));
        String changed = token.substring(0, end) + other + token.substring(end + 1);
        assertTrue(tokens.verify(changed).isEmpty(), changed);
      }
    }
    for (String nonsense : List.of("", ".", "a", "a.", ".a", "a.b.c", "ü.ü", "x".repeat(5_000))) {
      assertTrue(tokens.verify(nonsense).isEmpty(), nonsense);
    }
  }

  @Test
  void keysAreKeptAndNobodyElseCanReadThem() throws IOException {
    Keys first = Keys.in(data);
    Keys second = Keys.in(data);
    assertEquals(first.hostKey(), second.hostKey());
    SeatClaim claim = new SeatClaim("demo", "ana", 1);
    assertEquals(Optional.of(claim), second.seats().verify(first.seats().issue(claim)));
    for (String name : List.of("host.key", "secret.key")) {
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(name))));
    }
  }

  @Test
  void aKeyFileThatOthersCouldReadIsClosedToThem() throws IOException {
    Keys.in(data);
    Path file = data.resolve("host.key");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    Keys.in(data);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void anotherServersTokenIsNone() throws IOException {
    Keys mine = Keys.in(Files.createDirectory(data.resolve("a")));
    Keys other = Keys.in(Files.createDirectory(data.resolve("b")));
    assertNotEquals(mine.hostKey(), other.hostKey());
    String token = other.seats().issue(new SeatClaim("demo", "ana", 1));
    assertInstanceOf(Caller.Unknown.class, mine.bearer(token));
    assertInstanceOf(Caller.Unknown.class, mine.caller("Bearer " + other.hostKey()));
    assertInstanceOf(Caller.Host.class, mine.caller("bearer " + mine.hostKey()));
  }

  @Test
  void keysSayNothingOfThemselves() throws IOException {
    Keys keys = Keys.in(data);
    assertFalse(keys.toString().contains(keys.hostKey()));
  }
}
