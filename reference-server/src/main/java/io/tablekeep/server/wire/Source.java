package io.tablekeep.server.wire;

import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one message at a time in one form: an object, member by member. One for each thread. */
abstract class Source {
  /** The key of the next member, or null at the message's end, behind which nothing follows. */
  abstract @Nullable String key();

  /** A text out of a small vocabulary, which is not made anew each time. */
  abstract String word(String field);

  /** A text. */
  abstract String text(String field);

  /** Bytes, in texts as base64url without padding. */
  abstract byte[] bytes(String field);

  /** An array of texts, of which there may be so many. */
  abstract void texts(String field, int most, List<String> into);

  /** A whole number from 0 to 2^53 - 1, or -1 when something else stands there. */
  abstract long natural();

  /** The value as JSON. */
  abstract void payload(Incoming into);

  /** Passes over the value. */
  abstract void skip();

  static byte[] base64(String text, String field) {
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new WireFault("wrong-type", "A token as it was given is needed.", field);
    }
  }

  static WireFault tooMany(String field) {
    return new WireFault("too-much-open", "So much cannot be open at a time.", field);
  }
}
