package io.tablekeep.engine.state;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The one text that equal trees have (RFC 8785, JSON Canonicalization Scheme), and its hash. Takes
 * milliseconds for each megabyte: off the event loop for whole documents.
 */
public final class Canonical {
  /** Larger objects are written member by member. */
  private static final long PIECE = 1 << 20;

  private Canonical() {}

  /**
   * The canonical text.
   *
   * @param value a tree value
   * @return UTF-8
   */
  public static byte[] bytes(Object value) {
    return JsonWriter.bytes(value);
  }

  /**
   * The hash of the canonical text.
   *
   * @param value a tree value
   * @return SHA-256 in 64 lower-case hexadecimal digits
   */
  public static String hash(Object value) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      write(value, digest::update);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Takes a text in pieces. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Takes the next piece, which is another's again afterwards.
     *
     * @param bytes where it stands
     * @param from its first byte
     * @param length how many
     */
    void take(byte[] bytes, int from, int length);
  }

  /**
   * The canonical text in pieces, so that a large document needs no memory for it.
   *
   * @param value a tree value
   * @param to takes them
   */
  public static void write(Object value, Sink to) {
    if (!(value instanceof JsonObject object) || Trees.weigh(value, PIECE) <= PIECE) {
      JsonWriter out = new JsonWriter(1 << 10).value(value);
      to.take(out.buffer(), 0, out.length());
      return;
    }
    byte before = '{';
    for (JsonObject.Cursor each = object.cursor(); each.next(); before = ',') {
      JsonWriter key = new JsonWriter(64).value(each.key());
      to.take(new byte[] {before}, 0, 1);
      to.take(key.buffer(), 0, key.length());
      to.take(new byte[] {':'}, 0, 1);
      write(each.kept(), to);
    }
    to.take(new byte[] {'}'}, 0, 1);
  }

  /**
   * The hash of a canonical text at hand.
   *
   * @param canonical UTF-8
   * @return SHA-256 in 64 lower-case hexadecimal digits
   */
  public static String hashOf(byte[] canonical) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
