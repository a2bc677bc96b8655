package io.tablekeep.server.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A client's message as it was read, used again for the next one. {@link #payload} lies in bytes
 * that are used again too, so it is copied out before.
 */
public final class Incoming {
  /** The kinds of message, with the keys they need. */
  public enum Type {
    /** Takes the seat. */
    HELLO("hello", KEY_SEAT | KEY_DEVICE),
    /** Does something. */
    ACT("act", KEY_N | KEY_ACTION | KEY_PAYLOAD),
    /** Shows something of the moment. */
    SIGNAL("signal", KEY_KIND | KEY_PAYLOAD),
    /** Loads more of the view. */
    OPEN("open", KEY_PATH),
    /** Gives that back. */
    SHUT("shut", KEY_PATH),
    /** Asks for what was. */
    HISTORY("history", KEY_N | KEY_KIND | KEY_PAYLOAD),
    /** Reads a page. */
    PAGE("page", KEY_PATH),
    /** Takes no frames for a while. */
    PAUSE("pause", 0),
    /** Takes them again. */
    READY("ready", 0);

    private final String word;
    private final int needs;

    Type(String word, int needs) {
      this.word = word;
      this.needs = needs;
    }

    int needs() {
      return needs;
    }

    static Type of(String word) {
      for (Type type : ALL) {
        if (type.word.equals(word)) {
          return type;
        }
      }
      throw new WireFault(
          "unknown-message",
          "A message is a hello, an act, a signal, an open, a shut, a page, a pause, a"
              + " ready or a history.",
          "/type");
    }
  }

  /** Members of a page when nothing is said. */
  private static final int USUAL_LIMIT = 50;

  static final int KEY_TYPE = 1;
  static final int KEY_N = 1 << 1;
  static final int KEY_ACTION = 1 << 2;
  static final int KEY_PAYLOAD = 1 << 3;
  static final int KEY_BASED_ON = 1 << 4;
  static final int KEY_KIND = 1 << 5;
  static final int KEY_SEAT = 1 << 6;
  static final int KEY_DEVICE = 1 << 7;
  static final int KEY_RESUME = 1 << 8;
  static final int KEY_POSITION = 1 << 9;
  static final int KEY_OPEN = 1 << 10;
  static final int KEY_PATH = 1 << 11;
  static final int KEY_AFTER = 1 << 12;
  static final int KEY_BEFORE = 1 << 13;
  static final int KEY_LIMIT = 1 << 14;
  static final int KEY_SINCE = 1 << 15;

  private static final List<String> NAMES =
      List.of(
          "type",
          "n",
          "action",
          "payload",
          "basedOn",
          "kind",
          "seat",
          "device",
          "resume",
          "position",
          "open",
          "path",
          "after",
          "before",
          "limit",
          "since");

  private static final List<Type> ALL = List.of(Type.values());
  private static final byte[] NONE = {};
  private static final byte[] EMPTY_OBJECT = {'{', '}'};

  /** What it is. */
  public Type type = Type.HELLO;

  /** The hello's key of a seat. */
  public String seat = "";

  /** The hello's device. */
  public String device = "";

  /** Name of an action. */
  public String action = "";

  /** Kind of a signal. */
  public String kind = "";

  /** The hello's token of an earlier connection; empty for none. */
  public byte[] resume = NONE;

  /** The position that was reached on it. */
  public long position;

  /** The hello's places to have open. */
  public final List<String> open = new ArrayList<>(0);

  /** The place to open, shut or read. */
  public String path = "";

  /** The key a page begins beside; empty for the first or the last members. */
  public String from = "";

  /** Whether the members before that key are wanted. */
  public boolean backwards;

  /** How many members a page may have. */
  public int limit;

  /** Number of an action, 0 before it was read. */
  public long n;

  /** Position an edit was made on, -1 for none. */
  public long basedOn;

  /** Token of an earlier moment an edit was made on; empty for none. */
  public byte[] since = NONE;

  private byte[] bytes = EMPTY_OBJECT;
  private int payloadFrom;
  private int payloadTo;

  /** No message yet. */
  public Incoming() {
    clear();
  }

  /** The bit of a key; 0 for one that means nothing. */
  static int bit(String key) {
    return switch (key) {
      case "type" -> KEY_TYPE;
      case "n" -> KEY_N;
      case "action" -> KEY_ACTION;
      case "payload" -> KEY_PAYLOAD;
      case "basedOn" -> KEY_BASED_ON;
      case "kind" -> KEY_KIND;
      case "seat" -> KEY_SEAT;
      case "device" -> KEY_DEVICE;
      case "resume" -> KEY_RESUME;
      case "position" -> KEY_POSITION;
      case "open" -> KEY_OPEN;
      case "path" -> KEY_PATH;
      case "after" -> KEY_AFTER;
      case "before" -> KEY_BEFORE;
      case "limit" -> KEY_LIMIT;
      case "since" -> KEY_SINCE;
      default -> 0;
    };
  }

  static String name(int bit) {
    return NAMES.get(Integer.numberOfTrailingZeros(bit));
  }

  /** Forgets the message before. */
  void clear() {
    seat = "";
    device = "";
    action = "";
    kind = "";
    path = "";
    from = "";
    backwards = false;
    limit = USUAL_LIMIT;
    resume = NONE;
    position = 0;
    open.clear();
    n = 0;
    basedOn = -1;
    since = NONE;
    bytes = EMPTY_OBJECT;
    payloadFrom = 0;
    payloadTo = EMPTY_OBJECT.length;
  }

  void payload(byte[] in, int from, int to) {
    bytes = in;
    payloadFrom = from;
    payloadTo = to;
  }

  /**
   * The payload.
   *
   * @return a copy, JSON in UTF-8
   */
  public byte[] payload() {
    return bytes == EMPTY_OBJECT ? EMPTY_OBJECT : Arrays.copyOfRange(bytes, payloadFrom, payloadTo);
  }
}
