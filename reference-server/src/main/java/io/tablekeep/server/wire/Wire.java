package io.tablekeep.server.wire;

import io.tablekeep.engine.Frame;
import io.tablekeep.engine.Page;
import io.tablekeep.engine.Resumed;
import io.tablekeep.engine.Signal;
import io.tablekeep.engine.Welcome;
import io.tablekeep.sdk.error.TablekeepException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One connection's way of putting messages into bytes. {@link #read} and {@link #error} may be
 * called on another thread than {@link #welcome} and {@link #frame}, which are called in the order
 * in which their messages are sent.
 */
public final class Wire {
  /** Subprotocol of the readable form, spoken when none is named. */
  public static final String JSON = "tablekeep.json.1";

  /** Subprotocol of the compact form. */
  public static final String CBOR = "tablekeep.cbor.1";

  /** The subprotocols that are spoken. */
  public static final List<String> SUBPROTOCOLS = List.of(CBOR, JSON);

  private static final byte[] END = "}".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NOTHING = {};

  /** What the compact form remembers of this connection; none in the readable one. */
  private final @Nullable Places places;

  /**
   * What a new connection begins with.
   *
   * @param subprotocol the one agreed on, or none
   */
  public Wire(String subprotocol) {
    places = subprotocol.equals(CBOR) ? new Places() : null;
  }

  /**
   * Whether its messages are binary.
   *
   * @return false for text
   */
  public boolean isBinary() {
    return places != null;
  }

  /**
   * The subprotocol.
   *
   * @return the one that is spoken
   */
  public String subprotocol() {
    return isBinary() ? CBOR : JSON;
  }

  /**
   * Reads a message.
   *
   * @param bytes holds it, from {@code from} to {@code to}
   * @param from its first byte
   * @param to the byte after its last
   * @param into filled with what was read; after a fault with what was read before it
   * @throws TablekeepException when it is none; code {@code not-utf8} for a text that is not UTF-8
   */
  public void read(byte[] bytes, int from, int to, Incoming into) {
    into.clear();
    Messages.read(
        isBinary() ? CborSource.begin(bytes, from, to) : JsonSource.begin(bytes, from, to), into);
  }

  /**
   * A frame to write one message into.
   *
   * @return this thread's, empty
   */
  public Out begin() {
    return Out.begin(isBinary());
  }

  private Form form(Out out) {
    Places mine = places;
    return mine == null ? JsonForm.begin(out) : CborForm.begin(out, mine);
  }

  private void told(long position) {
    Places mine = places;
    if (mine != null) {
      mine.position(position);
    }
  }

  /**
   * The state of a welcome as it is sent.
   *
   * @param welcome what to write
   * @return shared bytes, never to be changed
   */
  public byte[] state(Welcome welcome) {
    return isBinary() ? welcome.view().deflated() : welcome.view().json();
  }

  /**
   * Writes what comes before the state of a welcome, which is not copied.
   *
   * @param out where to, up to the state
   * @param welcome what to write
   * @return what follows the state
   */
  public byte[] welcome(Out out, Welcome welcome) {
    Messages.welcome(form(out), welcome, state(welcome));
    told(welcome.position());
    return isBinary() ? NOTHING : END;
  }

  /**
   * Writes that a seat goes on.
   *
   * @param out where to
   * @param resumed what to write
   */
  public void resumed(Out out, Resumed resumed) {
    Messages.resumed(form(out), resumed);
    told(resumed.position());
  }

  /**
   * Writes that a part of the view was opened or shut.
   *
   * @param out where to
   * @param path the place, as it was asked for
   */
  public void part(Out out, String path) {
    Messages.part(form(out), path);
  }

  /**
   * Writes an answer about the past.
   *
   * @param out where to
   * @param n number of the question
   * @param answer a JSON object in UTF-8
   */
  public void history(Out out, long n, byte[] answer) {
    Messages.history(form(out), n, answer);
  }

  /**
   * Writes that a question about the past has no answer.
   *
   * @param out where to
   * @param n number of the question
   * @param code kebab-case code
   * @param message a sentence
   * @param field the word at fault, empty for none
   */
  public void noHistory(Out out, long n, String code, String message, String field) {
    Messages.noHistory(form(out), n, code, message, field);
  }

  /**
   * Writes a page.
   *
   * @param out where to
   * @param path the place, as it was asked for
   * @param page what is seen there
   */
  public void page(Out out, String path, Page page) {
    Messages.page(form(out), path, page);
  }

  /**
   * Writes a change, receipts, or both.
   *
   * @param out where to
   * @param frame what to write
   */
  public void frame(Out out, Frame frame) {
    Messages.frame(form(out), frame);
    told(frame.position());
  }

  /**
   * Writes another seat's signal.
   *
   * @param out where to
   * @param signal what to write
   */
  public void signal(Out out, Signal signal) {
    Messages.signal(form(out), signal);
  }

  /**
   * Writes whether actions are accepted.
   *
   * @param out where to
   * @param writable whether they are
   * @param reason why not
   */
  public void line(Out out, boolean writable, String reason) {
    Messages.line(form(out), writable, reason);
  }

  /**
   * Writes that the table goes to another node: the client says hello again, and again what had no
   * receipt.
   *
   * @param out where to
   */
  public void moving(Out out) {
    Messages.moving(form(out));
  }

  /**
   * Writes a refusal.
   *
   * @param out where to
   * @param code kebab-case code
   * @param message a sentence
   * @param field pointer into the message at fault, empty for none
   * @param n number of the action at fault, 0 for none
   */
  public void error(Out out, String code, String message, String field, long n) {
    error(out, code, message, field, n, Duration.ZERO);
  }

  /**
   * The same with how long to wait before it is tried again.
   *
   * @param out where to
   * @param code kebab-case code
   * @param message a sentence
   * @param field pointer into the message at fault, empty for none
   * @param n number of the action at fault, 0 for none
   * @param retryAfter how long, zero when nobody knows
   */
  public void error(
      Out out, String code, String message, String field, long n, Duration retryAfter) {
    Messages.error(form(out), code, message, field, n, retryAfter);
  }
}
