package io.tablekeep.server.ws;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A client's message as it was read, used again for the next one. {@link #payload} lies in the
 * bytes it was read from, so it is copied out before those are used again.
 */
final class Incoming {
  /** The kinds of message. */
  enum Type {
    HELLO,
    ACT,
    SIGNAL,
    OPEN,
    SHUT
  }

  private static final byte[] NONE = {};
  private static final byte[] EMPTY_OBJECT = {'{', '}'};

  Type type = Type.HELLO;
  String seat = "";
  String device = "";
  String action = "";
  String kind = "";
  String path = "";
  byte[] resume = NONE;
  long position;
  final List<String> open = new ArrayList<>(0);
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
    path = "";
    resume = NONE;
    position = 0;
    open.clear();
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
