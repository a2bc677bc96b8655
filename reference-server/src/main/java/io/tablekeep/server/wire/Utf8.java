package io.tablekeep.server.wire;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Strict UTF-8 (RFC 3629), fast for plain ASCII. */
final class Utf8 {
  private Utf8() {}

  /** Whether the bytes are UTF-8. */
  static boolean valid(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] >= 0) {
      at++;
    }
    if (at == to) {
      return true;
    }
    try {
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes, at, to - at));
      return true;
    } catch (CharacterCodingException notUtf8) {
      return false;
    }
  }

  /** The text as UTF-8; half a surrogate pair becomes U+FFFD. */
  static byte[] encode(String text) {
    try {
      ByteBuffer utf8 =
          StandardCharsets.UTF_8
              .newEncoder()
              .onMalformedInput(CodingErrorAction.REPLACE)
              .replaceWith(new byte[] {(byte) 0xef, (byte) 0xbf, (byte) 0xbd})
              .encode(CharBuffer.wrap(text));
      return Arrays.copyOfRange(
          utf8.array(), utf8.arrayOffset(), utf8.arrayOffset() + utf8.limit());
    } catch (CharacterCodingException replacedAlready) {
      throw new IllegalStateException(replacedAlready);
    }
  }
}
