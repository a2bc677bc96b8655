package io.tablekeep.engine.loop;

import io.tablekeep.engine.SeatOptions;
import io.tablekeep.engine.runtime.EngineRuntime;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals and opens resume tokens: AES-GCM (NIST SP 800-38D) with 96 random bits each, always of the
 * same length, so that a token tells nothing but that it was given. Thread-safe.
 */
final class TokenSeal {
  private static final byte FORMAT = 2;
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final int BODY = 16 + 6 * Long.BYTES;
  private static final int LENGTH = 1 + NONCE + BODY + TAG_BITS / 8;

  private final EngineRuntime runtime;
  private final Duration age;
  private final SecretKeySpec key;

  TokenSeal(EngineRuntime runtime, SeatOptions options) {
    this.runtime = runtime;
    age = options.tokenAge();
    byte[] secret = options.seal();
    if (secret.length == 0) {
      secret = new byte[32];
      ByteBuffer fill = ByteBuffer.wrap(secret);
      while (fill.hasRemaining()) {
        fill.putLong(runtime.chance().bits());
      }
    }
    if (secret.length != 32) {
      throw new IllegalArgumentException("the key of resume tokens has 32 bytes");
    }
    key = new SecretKeySpec(secret, "AES");
  }

  /** A key for another purpose, which tells nothing of this one. */
  byte[] derived(String purpose) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC", e);
    }
  }

  /**
   * What a token says, besides whose it is.
   *
   * @param version the document's version its seat was told of
   * @param chain checksum of the journal up to there
   * @param rules fingerprint of the views
   * @param position the seat's position then
   * @param open name of what was open
   * @param thread names the welcome its positions count from
   */
  record Claims(long version, int chain, int rules, long position, long open, long thread) {}

  byte[] seal(TableSeat seat, Claims claims) {
    byte[] nonce = new byte[NONCE];
    ByteBuffer.wrap(nonce).putLong(runtime.chance().bits()).putInt((int) runtime.chance().bits());
    ByteBuffer body = ByteBuffer.allocate(BODY).put(whose(seat));
    body.putLong(claims.version).putInt(claims.chain).putInt(claims.rules);
    body.putLong(claims.position).putLong(claims.open).putLong(claims.thread);
    body.putLong(runtime.now().getEpochSecond());
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(body.array());
      return ByteBuffer.allocate(LENGTH).put(FORMAT).put(nonce).put(sealed).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES-GCM", e);
    }
  }

  /** What a token says; empty when it is none of this engine, of another seat, or too old. */
  Optional<Claims> open(TableSeat seat, byte[] token) {
    return open(seat, token, age);
  }

  /** What a token says, however old: who comes back after weeks still knew what they knew. */
  Optional<Claims> recall(TableSeat seat, byte[] token) {
    return open(seat, token, ChronoUnit.FOREVER.getDuration());
  }

  private Optional<Claims> open(TableSeat seat, byte[] token, Duration until) {
    if (token.length != LENGTH || token[0] != FORMAT) {
      return Optional.empty();
    }
    byte[] nonce = new byte[NONCE];
    System.arraycopy(token, 1, nonce, 0, NONCE);
    ByteBuffer body;
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, nonce);
      body = ByteBuffer.wrap(cipher.doFinal(token, 1 + NONCE, LENGTH - 1 - NONCE));
    } catch (AEADBadTagException forged) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES-GCM", e);
    }
    byte[] whose = new byte[16];
    body.get(whose);
    long version = body.getLong();
    int chain = body.getInt();
    int rules = body.getInt();
    long position = body.getLong();
    Claims claims = new Claims(version, chain, rules, position, body.getLong(), body.getLong());
    long old = runtime.now().getEpochSecond() - body.getLong();
    return MessageDigest.isEqual(whose, whose(seat)) && old <= until.toSeconds()
        ? Optional.of(claims)
        : Optional.empty();
  }

  private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    return cipher;
  }

  /** Campaign, participant, device and role: 128 bits of their hash. */
  private static byte[] whose(TableSeat seat) {
    String text =
        seat.campaign()
            + '\n'
            + seat.participant().id()
            + '\n'
            + seat.device()
            + '\n'
            + seat.participant().role();
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      byte[] half = new byte[16];
      System.arraycopy(hash, 0, half, 0, half.length);
      return half;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
