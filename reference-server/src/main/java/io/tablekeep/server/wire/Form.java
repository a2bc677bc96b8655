package io.tablekeep.server.wire;

import io.tablekeep.engine.Frame;
import io.tablekeep.engine.ViewChange;

/**
 * Writes one message at a time in one form. An object is begun and ended, in it keys and values
 * take turns. One for each thread.
 */
abstract class Form {
  abstract Form object();

  abstract Form endObject();

  abstract Form array(int size);

  abstract Form endArray();

  abstract Form key(Key key);

  abstract Form text(String text);

  abstract Form number(long number);

  abstract Form flag(boolean flag);

  /** A value that is there as JSON in UTF-8. */
  abstract Form json(byte[] utf8);

  /** A whole JSON document in UTF-8; the compact form has it as bytes, as it is. */
  abstract Form document(byte[] utf8);

  abstract Form bytes(byte[] bytes);

  /** The last of a message, as {@link Wire#state} has it: the caller sends it behind the rest. */
  abstract Form large(int size);

  /** The members of a frame that say how the view changed. */
  abstract Form change(ViewChange change);

  /** Writes a frame that has nothing but the expected change in fewer bytes; false for others. */
  abstract boolean brief(Frame frame);

  /** A constant word or a code. */
  final Form member(Key key, String text) {
    return key(key).text(text);
  }

  /** Left out when empty. */
  final Form optional(Key key, String text) {
    return text.isEmpty() ? this : key(key).text(text);
  }
}
