package io.tablekeep.server.ws;

import io.netty.util.concurrent.FastThreadLocal;
import io.tablekeep.engine.Frame;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.Resumed;
import io.tablekeep.engine.Signal;
import io.tablekeep.engine.ViewChange;
import io.tablekeep.engine.Welcome;
import io.tablekeep.sdk.game.Participant;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The readable form, described in {@code /api/asyncapi.json}. Keys may come in any order, each at
 * most once; unknown keys are passed over, so that a newer client can talk to this server.
 */
final class JsonWire implements Wire {
  private static final byte[] FRAME = ascii("{\"type\":\"frame\"");
  private static final byte[] POSITION = ascii(",\"position\":");
  private static final byte[] MERGE = ascii(",\"merge\":");
  private static final byte[] PATCH = ascii(",\"patch\":");
  private static final byte[] RECEIPTS = ascii(",\"receipts\":[");
  private static final byte[] NUMBER = ascii("{\"n\":");
  private static final byte[] CODE = ascii(",\"code\":");
  private static final byte[] MESSAGE = ascii(",\"message\":");
  private static final byte[] FIELD = ascii(",\"field\":");
  private static final byte[] STATE = ascii(",\"state\":");
  private static final byte[] RESUME = ascii(",\"resume\":\"");
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final byte[] END = ascii("}");
  private static final Map<Receipt.Outcome, byte[]> OUTCOMES = outcomes();

  private static final int KEYS = 12;
  private static final FastThreadLocal<Reader> READER =
      new FastThreadLocal<>() {
        @Override
        protected Reader initialValue() {
          return new Reader();
        }
      };

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static Map<Receipt.Outcome, byte[]> outcomes() {
    Map<Receipt.Outcome, byte[]> texts = new EnumMap<>(Receipt.Outcome.class);
    for (Receipt.Outcome outcome : Receipt.Outcome.values()) {
      String word = outcome.name().toLowerCase(Locale.ROOT);
      texts.put(outcome, ascii(",\"outcome\":\"" + word + "\",\"code\":"));
    }
    return texts;
  }

  private static byte[] outcome(Receipt.Outcome outcome) {
    byte[] text = OUTCOMES.get(outcome);
    return text == null ? END : text;
  }

  @Override
  public void read(byte[] bytes, int from, int to, Incoming into) {
    into.clear();
    READER.get().read(bytes, from, to, into);
  }

  @Override
  public byte[] welcome(Out out, Welcome welcome) {
    seated(out, "welcome", welcome.campaign(), welcome.participant());
    out.raw(POSITION).number(welcome.position());
    resume(out, welcome.resume());
    out.raw(STATE);
    return END;
  }

  @Override
  public void resumed(Out out, Resumed resumed) {
    seated(out, "resumed", resumed.campaign(), resumed.participant());
    out.raw(POSITION).number(resumed.position());
    resume(out, resumed.resume());
    out.raw('}');
  }

  private static void seated(Out out, String type, String campaign, Participant who) {
    out.raw(ascii("{\"type\":\"" + type + "\",\"campaign\":")).string(campaign);
    out.raw(ascii(",\"participant\":{\"id\":")).string(who.id());
    out.raw(ascii(",\"name\":")).string(who.name());
    String role = who.role().name().toLowerCase(Locale.ROOT).replace('_', '-');
    out.raw(ascii(",\"role\":")).string(role).raw('}');
  }

  private static void resume(Out out, byte[] token) {
    if (token.length > 0) {
      out.raw(RESUME).raw(BASE64.encode(token)).raw('"');
    }
  }

  @Override
  public void part(Out out, String path) {
    out.raw(ascii("{\"type\":\"part\",\"path\":")).string(path).raw('}');
  }

  @Override
  public void frame(Out out, Frame frame) {
    out.raw(FRAME).raw(POSITION).number(frame.position());
    ViewChange change = frame.change();
    if (change != null) {
      out.raw(change.isMerge() ? MERGE : PATCH).raw(change.json());
    }
    List<Receipt> receipts = frame.receipts();
    if (!receipts.isEmpty()) {
      out.raw(RECEIPTS);
      for (int i = 0; i < receipts.size(); i++) {
        if (i > 0) {
          out.raw(',');
        }
        receipt(out, receipts.get(i));
      }
      out.raw(']');
    }
    byte[] resume = frame.resume();
    if (resume != null) {
      resume(out, resume);
    }
    out.raw('}');
  }

  /**
   * One receipt; what is empty or 0 is left out.
   *
   * @param out where to
   * @param receipt what to write
   */
  private static void receipt(Out out, Receipt receipt) {
    out.raw(NUMBER).number(receipt.n());
    out.raw(outcome(receipt.outcome())).string(receipt.code());
    if (!receipt.message().isEmpty()) {
      out.raw(MESSAGE).string(receipt.message());
    }
    if (!receipt.field().isEmpty()) {
      out.raw(FIELD).string(receipt.field());
    }
    out.raw('}');
  }

  @Override
  public void signal(Out out, Signal signal) {
    out.raw(ascii("{\"type\":\"signal\",\"from\":")).string(signal.from());
    out.raw(ascii(",\"kind\":")).string(signal.kind());
    out.raw(ascii(",\"payload\":")).raw(signal.payload()).raw('}');
  }

  @Override
  public void line(Out out, boolean writable, String reason) {
    out.raw(ascii("{\"type\":\"line\",\"writable\":" + writable));
    if (!reason.isEmpty()) {
      out.raw(ascii(",\"reason\":")).string(reason);
    }
    out.raw('}');
  }

  @Override
  public void error(Out out, String code, String message, String field, long n) {
    out.raw(ascii("{\"type\":\"error\"")).raw(CODE).string(code).raw(MESSAGE).string(message);
    if (!field.isEmpty()) {
      out.raw(FIELD).string(field);
    }
    if (n > 0) {
      out.raw(ascii(",\"n\":")).number(n);
    }
    out.raw('}');
  }

  /** Reads envelopes. One for each thread. */
  private static final class Reader {
    private static final int MOST_OPEN = 256;

    private final JsonScan scan = new JsonScan();
    private final Words words = new Words();
    private byte[] bytes = {};

    void read(byte[] in, int from, int to, Incoming into) {
      bytes = in;
      scan.begin(in, from, to);
      Incoming.@Nullable Type type = null;
      scan.expect('{');
      int seen = 0;
      boolean more = !scan.take('}');
      while (more) {
        int keyFrom = scan.openString();
        int key = key(keyFrom, scan.closeString(keyFrom));
        scan.expect(':');
        if (key < KEYS && (seen & 1 << key) != 0) {
          throw new WireFault("duplicate-key", "The message has a key twice.");
        }
        seen |= 1 << key;
        switch (key) {
          case 0 -> type = type();
          case 1 -> into.n = natural("/n", 1);
          case 2 -> into.action = word("/action");
          case 3 -> payload(into);
          case 4 -> into.basedOn = natural("/basedOn", 0);
          case 5 -> into.kind = word("/kind");
          case 6 -> into.seat = text("/seat");
          case 7 -> into.device = text("/device");
          case 8 -> into.resume = token();
          case 9 -> into.position = natural("/position", 0);
          case 10 -> places(into);
          case 11 -> into.path = text("/path");
          default -> scan.skip();
        }
        more = scan.take(',');
        if (!more) {
          scan.expect('}');
        }
      }
      if (scan.peek() != 0 || scan.at() != to) {
        throw scan.fault("something follows the message");
      }
      if (type == null) {
        throw new WireFault("missing-key", "The message has no \"type\".", "/type");
      }
      into.type = type;
      require(into, seen);
    }

    private static void require(Incoming into, int seen) {
      switch (into.type) {
        case HELLO -> {
          require(seen, 6, "seat");
          require(seen, 7, "device");
        }
        case ACT -> {
          require(seen, 1, "n");
          require(seen, 2, "action");
          require(seen, 3, "payload");
        }
        case SIGNAL -> {
          require(seen, 5, "kind");
          require(seen, 3, "payload");
        }
        case OPEN, SHUT -> require(seen, 11, "path");
      }
    }

    private static void require(int seen, int key, String name) {
      if ((seen & 1 << key) == 0) {
        throw new WireFault("missing-key", "The message has no \"" + name + "\".", "/" + name);
      }
    }

    private int key(int from, int to) {
      return switch (to - from) {
        case 1 -> is("n", from) ? 1 : KEYS;
        case 4 -> is("type", from) ? 0 : at4(from);
        case 6 -> is("action", from) ? 2 : is("device", from) ? 7 : is("resume", from) ? 8 : KEYS;
        case 7 -> is("payload", from) ? 3 : is("basedOn", from) ? 4 : KEYS;
        case 8 -> is("position", from) ? 9 : KEYS;
        default -> KEYS;
      };
    }

    private int at4(int from) {
      if (is("kind", from)) {
        return 5;
      }
      return is("seat", from) ? 6 : is("open", from) ? 10 : is("path", from) ? 11 : KEYS;
    }

    private boolean is(String word, int from) {
      for (int i = 0; i < word.length(); i++) {
        if (bytes[from + i] != word.charAt(i)) {
          return false;
        }
      }
      return true;
    }

    private Incoming.Type type() {
      return switch (word("/type")) {
        case "act" -> Incoming.Type.ACT;
        case "signal" -> Incoming.Type.SIGNAL;
        case "hello" -> Incoming.Type.HELLO;
        case "open" -> Incoming.Type.OPEN;
        case "shut" -> Incoming.Type.SHUT;
        default ->
            throw new WireFault(
                "unknown-message",
                "A message is a hello, an act, a signal, an open or a shut.",
                "/type");
      };
    }

    private long natural(String field, long least) {
      long value = scan.natural();
      if (value < least) {
        throw new WireFault(
            "wrong-type", "A whole number from " + least + " to 2^53 - 1 is needed.", field);
      }
      return value;
    }

    private String text(String field) {
      needText(field);
      return scan.string();
    }

    /** A text out of a small vocabulary, which is not made anew each time. */
    private String word(String field) {
      needText(field);
      return scan.string(words);
    }

    private void needText(String field) {
      if (scan.peek() != '"') {
        throw new WireFault("wrong-type", "A text is needed.", field);
      }
    }

    /** A resume token; one that is no base64url cannot be one of ours. */
    private byte[] token() {
      try {
        return Base64.getUrlDecoder().decode(text("/resume"));
      } catch (IllegalArgumentException e) {
        throw new WireFault("wrong-type", "A token as it was given is needed.", "/resume");
      }
    }

    private void places(Incoming into) {
      into.open.clear();
      scan.expect('[');
      boolean more = !scan.take(']');
      while (more) {
        if (into.open.size() == MOST_OPEN) {
          throw new WireFault("too-much-open", "So much cannot be open at a time.", "/open");
        }
        into.open.add(text("/open"));
        more = scan.take(',');
        if (!more) {
          scan.expect(']');
        }
      }
    }

    private void payload(Incoming into) {
      scan.peek();
      int from = scan.at();
      scan.skip();
      into.payload(bytes, from, scan.at());
    }
  }
}
