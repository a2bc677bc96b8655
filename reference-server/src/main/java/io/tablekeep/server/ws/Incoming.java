package io.tablekeep.server.ws;

import java.util.Arrays;

/**
 * A client's message as it was read, used again for the next one. {@link #payload} lies in the
 * bytes it was read from, so it is copied out before those are used again.
 */
final class Incoming {
  /** The kinds of message. */
  enum Type {
    HELLO,
    ACT,
    SIGNAL
  }

  private static final byte[] EMPTY_OBJECT = {'{', '}'};

  Type type = Type.HELLO;
  String seat = "";
  String device = "";
  String action = "";
  String kind = "";
  long n;
  long basedOn;
  private byte[] bytes = EMPTY_OBJECT;
  private int payloadFrom;
  private int payloadTo;

  /** Forgets the message before. */
  void clear() {
    seat = "";
    device = "";
    action = "";
    kind = "";
    n = 0;
    basedOn = -1;
    bytes = EMPTY_OBJECT;
    payloadFrom = 0;
    payloadTo = EMPTY_OBJECT.length;
  }

  void payload(byte[] in, int from, int to) {
    bytes = in;
    payloadFrom = from;
    payloadTo = to;
  }

  byte[] payload() {
    return bytes == EMPTY_OBJECT ? EMPTY_OBJECT : Arrays.copyOfRange(bytes, payloadFrom, payloadTo);
  }
}
