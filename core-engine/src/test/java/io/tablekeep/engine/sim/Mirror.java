package io.tablekeep.engine.sim;

import io.tablekeep.engine.Frame;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.Resumed;
import io.tablekeep.engine.SeatListener;
import io.tablekeep.engine.Shown;
import io.tablekeep.engine.Welcome;
import io.tablekeep.engine.state.Canonical;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a device keeps: its view, position and token, over any number of connections. It hears as
 * many frames of a connection as it is allowed to; the rest is lost on the way.
 */
final class Mirror {
  private JsonObject view = JsonObject.empty(0);
  private long position;
  private byte[] token = {};
  private int allowed = Integer.MAX_VALUE;
  private boolean broken;
  private int lines;

  /** How each connection began: {@code welcome} or {@code resumed}. */
  final List<String> begun = new ArrayList<>();

  final List<Receipt> receipts = new ArrayList<>();
  int frames;
  int bytes;
  @Nullable String closed;

  JsonObject view() {
    return view;
  }

  String hash() {
    return Canonical.hash(view);
  }

  byte[] token() {
    return token;
  }

  long position() {
    return position;
  }

  /** A connection that breaks after some frames. */
  SeatListener connection(int mayHear) {
    allowed = mayHear;
    broken = false;
    closed = null;
    return new Line();
  }

  /** Whether the connection was over before all was said. */
  boolean isBroken() {
    return broken;
  }

  private final class Line implements SeatListener {

    private final int number = ++lines;

    private boolean hears() {
      if (number != lines) {
        return false;
      }
      broken |= allowed <= 0;
      allowed--;
      return !broken;
    }

    @Override
    public void welcome(Welcome welcome) {
      if (hears()) {
        begun.add("welcome");
        view = JsonReader.readObject(welcome.state(), JsonReader.Limits.DOCUMENT, 0);
        position = welcome.position();
        token = welcome.resume();
        bytes += welcome.state().length;
      }
    }

    @Override
    public void resumed(Resumed resumed) {
      if (hears()) {
        begun.add("resumed");
        if (resumed.position() != position) {
          throw new AssertionError("resumed at " + resumed.position() + ", not " + position);
        }
        token = resumed.resume();
      }
    }

    @Override
    public void refused(String code, String message) {
      begun.add(code);
    }

    @Override
    public void frame(Frame frame) {
      if (!hears()) {
        return;
      }
      frames++;
      var change = frame.change();
      if (frame.position() != position + (change == null ? 0 : 1)) {
        throw new AssertionError("position " + frame.position() + " after " + position);
      }
      position = frame.position();
      if (change != null) {
        bytes += change.json().length;
        view = Shown.after(view, change);
      }
      byte[] renewed = frame.resume();
      if (renewed != null) {
        token = renewed;
      }
      receipts.addAll(frame.receipts());
    }

    @Override
    public void closed(String code, String message) {
      if (number == lines) {
        closed = code;
      }
    }
  }
}
