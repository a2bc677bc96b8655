package io.tablekeep.server.wire;

import io.tablekeep.engine.Frame;
import io.tablekeep.engine.Page;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.Resumed;
import io.tablekeep.engine.Signal;
import io.tablekeep.engine.ViewChange;
import io.tablekeep.engine.Welcome;
import io.tablekeep.sdk.game.Participant;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What messages say, whatever their form; described in {@code /api/asyncapi.json}. Keys may come in
 * any order, each at most once; unknown ones are passed over, so that a newer client can talk to
 * this server.
 */
final class Messages {
  private static final Key TYPE = new Key("type");
  private static final Key CAMPAIGN = new Key("campaign");
  private static final Key PARTICIPANT = new Key("participant");
  private static final Key ID = new Key("id");
  private static final Key NAME = new Key("name");
  private static final Key ROLE = new Key("role");
  private static final Key POSITION = new Key("position");
  private static final Key STATE = new Key("state");
  private static final Key RECEIPTS = new Key("receipts");
  private static final Key N = new Key("n");
  private static final Key OUTCOME = new Key("outcome");
  private static final Key CODE = new Key("code");
  private static final Key MESSAGE = new Key("message");
  private static final Key FIELD = new Key("field");
  private static final Key FROM = new Key("from");
  private static final Key KIND = new Key("kind");
  private static final Key PAYLOAD = new Key("payload");
  private static final Key WRITABLE = new Key("writable");
  private static final Key REASON = new Key("reason");

  private static final Key RESUME = new Key("resume");
  private static final Key PATH = new Key("path");
  private static final Key ANSWER = new Key("answer");
  private static final Key ENTITIES = new Key("entities");
  private static final Key NEXT = new Key("next");
  private static final Key ASK = new Key("ask");
  private static final Key PARTS = new Key("parts");
  private static final Key RETRY_AFTER = new Key("retryAfter");
  private static final int MOST_OPEN = 256;

  private Messages() {}

  private static String word(Receipt.Outcome outcome) {
    return switch (outcome) {
      case APPLIED -> "applied";
      case PENDING -> "pending";
      case REFUSED -> "refused";
      case RETRY -> "retry";
    };
  }

  /** Up to the state, which follows as the form has it. */
  static void welcome(Form out, Welcome welcome, byte[] state) {
    seated(out, "welcome", welcome.campaign(), welcome.participant());
    out.key(POSITION).number(welcome.position());
    resume(out, welcome.resume());
    out.key(STATE).large(state.length);
  }

  static void resumed(Form out, Resumed resumed) {
    seated(out, "resumed", resumed.campaign(), resumed.participant());
    out.key(POSITION).number(resumed.position());
    resume(out, resumed.resume());
    out.endObject();
  }

  private static void seated(Form out, String type, String campaign, Participant who) {
    out.object().member(TYPE, type).member(CAMPAIGN, campaign);
    out.key(PARTICIPANT).object().member(ID, who.id()).member(NAME, who.name());
    String role = who.role().name().toLowerCase(Locale.ROOT).replace('_', '-');
    out.member(ROLE, role).endObject();
  }

  private static void resume(Form out, byte[] token) {
    if (token.length > 0) {
      out.key(RESUME).bytes(token);
    }
  }

  static void part(Form out, String path) {
    out.object().member(TYPE, "part").member(PATH, path).endObject();
  }

  static void history(Form out, long n, byte[] answer) {
    out.object().member(TYPE, "history").key(N).number(n);
    out.key(ANSWER).document(answer).endObject();
  }

  static void noHistory(Form out, long n, String code, String message, String field) {
    out.object().member(TYPE, "history").key(N).number(n);
    out.member(CODE, code).member(MESSAGE, message).optional(FIELD, field).endObject();
  }

  static void page(Form out, String path, Page page) {
    out.object().member(TYPE, "page").member(PATH, path);
    out.key(ENTITIES).json(page.entities());
    page.next().ifPresent(key -> out.member(NEXT, key));
    out.endObject();
  }

  static void frame(Form out, Frame frame) {
    if (out.brief(frame)) {
      return;
    }
    out.object().member(TYPE, "frame").key(POSITION).number(frame.position());
    ViewChange change = frame.change();
    if (change != null) {
      out.change(change);
    }
    List<Receipt> receipts = frame.receipts();
    if (!receipts.isEmpty()) {
      out.key(RECEIPTS).array(receipts.size());
      for (int i = 0; i < receipts.size(); i++) {
        receipt(out, receipts.get(i));
      }
      out.endArray();
    }
    byte[] resume = frame.resume();
    if (resume != null) {
      resume(out, resume);
    }
    out.endObject();
  }

  private static void receipt(Form out, Receipt receipt) {
    out.object().key(N).number(receipt.n());
    out.member(OUTCOME, word(receipt.outcome())).member(CODE, receipt.code());
    out.optional(MESSAGE, receipt.message()).optional(FIELD, receipt.field());
    out.optional(ASK, receipt.ask());
    List<Receipt.Part> parts = receipt.parts();
    if (!parts.isEmpty()) {
      out.key(PARTS).array(parts.size());
      for (Receipt.Part part : parts) {
        out.object().member(ASK, part.ask()).member(OUTCOME, word(part.outcome()));
        out.member(CODE, part.code()).optional(MESSAGE, part.message()).endObject();
      }
      out.endArray();
    }
    retryAfter(out, receipt.retryAfter());
    out.endObject();
  }

  /** In milliseconds; left out when nobody knows. */
  private static void retryAfter(Form out, Duration retryAfter) {
    if (!retryAfter.isZero()) {
      out.key(RETRY_AFTER).number(retryAfter.toMillis());
    }
  }

  static void signal(Form out, Signal signal) {
    out.object().member(TYPE, "signal").member(FROM, signal.from()).member(KIND, signal.kind());
    out.key(PAYLOAD).json(signal.payload()).endObject();
  }

  static void line(Form out, boolean writable, String reason) {
    out.object().member(TYPE, "line").key(WRITABLE).flag(writable);
    out.optional(REASON, reason).endObject();
  }

  static void moving(Form out) {
    out.object().member(TYPE, "moving").endObject();
  }

  static void error(
      Form out, String code, String message, String field, long n, Duration retryAfter) {
    out.object().member(TYPE, "error").member(CODE, code).member(MESSAGE, message);
    out.optional(FIELD, field);
    if (n > 0) {
      out.key(N).number(n);
    }
    retryAfter(out, retryAfter);
    out.endObject();
  }

  /** Reads a client's message. */
  static void read(Source source, Incoming into) {
    Incoming.@Nullable Type type = null;
    int seen = 0;
    for (String key = source.key(); key != null; key = source.key()) {
      int bit = Incoming.bit(key);
      if ((seen & bit) != 0) {
        throw new WireFault("duplicate-key", "The message has a key twice.");
      }
      seen |= bit;
      switch (bit) {
        case Incoming.KEY_TYPE -> type = Incoming.Type.of(source.word("/type"));
        case Incoming.KEY_N -> into.n = natural(source, "/n", 1);
        case Incoming.KEY_ACTION -> into.action = source.word("/action");
        case Incoming.KEY_PAYLOAD -> source.payload(into);
        case Incoming.KEY_BASED_ON -> into.basedOn = natural(source, "/basedOn", 0);
        case Incoming.KEY_SINCE -> into.since = source.bytes("/since");
        case Incoming.KEY_KIND -> into.kind = source.word("/kind");
        case Incoming.KEY_SEAT -> into.seat = source.text("/seat");
        case Incoming.KEY_DEVICE -> into.device = source.text("/device");
        case Incoming.KEY_RESUME -> into.resume = source.bytes("/resume");
        case Incoming.KEY_POSITION -> into.position = natural(source, "/position", 0);
        case Incoming.KEY_OPEN -> source.texts("/open", MOST_OPEN, into.open);
        case Incoming.KEY_PATH -> into.path = source.text("/path");
        case Incoming.KEY_AFTER -> into.from = source.text("/after");
        case Incoming.KEY_BEFORE -> {
          into.from = source.text("/before");
          into.backwards = true;
        }
        case Incoming.KEY_LIMIT -> into.limit = limit(source);
        default -> source.skip();
      }
    }
    if (type == null) {
      throw missing(Incoming.KEY_TYPE);
    }
    int both = Incoming.KEY_AFTER | Incoming.KEY_BEFORE;
    if ((seen & both) == both) {
      throw new WireFault("wrong-type", "Either after or before, not both.", "/before");
    }
    into.type = type;
    int lacking = type.needs() & ~seen;
    if (lacking != 0) {
      throw missing(Integer.lowestOneBit(lacking));
    }
  }

  private static int limit(Source source) {
    long value = source.natural();
    if (value < 1 || value > Page.MOST) {
      throw new WireFault(
          "wrong-type", "A whole number from 1 to " + Page.MOST + " is needed.", "/limit");
    }
    return (int) value;
  }

  private static WireFault missing(int bit) {
    String key = Incoming.name(bit);
    return new WireFault("missing-key", "The message has no \"" + key + "\".", "/" + key);
  }

  private static long natural(Source source, String field, long least) {
    long value = source.natural();
    if (value < least) {
      throw new WireFault(
          "wrong-type", "A whole number from " + least + " to 2^53 - 1 is needed.", field);
    }
    return value;
  }
}
