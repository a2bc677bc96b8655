package io.tablekeep.engine.sim;

import io.tablekeep.engine.Frame;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.SeatListener;
import io.tablekeep.engine.Shown;
import io.tablekeep.engine.Welcome;
import io.tablekeep.engine.state.Canonical;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.engine.state.Trees;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A seat's listener that keeps the view as a client does: the welcome, then every change. */
final class Watched implements SeatListener {
  private final Evidence evidence;
  private final BiConsumer<Watched, Receipt> receipts;
  private final Runnable onClosed;
  private @Nullable JsonObject view;
  private long position;
  private String closed = "";

  Watched(Evidence evidence, BiConsumer<Watched, Receipt> receipts, Runnable onClosed) {
    this.evidence = evidence;
    this.receipts = receipts;
    this.onClosed = onClosed;
  }

  boolean isWelcome() {
    return view != null;
  }

  /** Key of something that waits for an answer, as the seat sees it. */
  Optional<String> ask() {
    return view != null && Trees.get(view, "asks") instanceof JsonObject asks && !asks.isEmpty()
        ? Optional.of(asks.keys().get(0))
        : Optional.empty();
  }

  /** Hash of the view in canonical form. */
  String viewHash() {
    return view == null ? "none" : Canonical.hash(view);
  }

  /** Why the seat is over; empty while it is not. */
  String closed() {
    return closed;
  }

  @Override
  public void welcome(Welcome welcome) {
    if (view != null) {
      evidence.fail("a seat was welcomed twice");
    }
    view = JsonReader.readObject(welcome.state(), JsonReader.Limits.DOCUMENT, 0);
    position = welcome.position();
  }

  @Override
  public void frame(Frame frame) {
    JsonObject before = view;
    if (before == null || !closed.isEmpty()) {
      evidence.fail("a frame came before the welcome or after the end");
      return;
    }
    var change = frame.change();
    if (frame.position() != position + (change == null ? 0 : 1)) {
      evidence.fail("a frame of position " + frame.position() + " came after " + position);
    }
    position = frame.position();
    if (change != null) {
      view = Shown.after(before, change);
    }
    frame.receipts().forEach(receipt -> receipts.accept(this, receipt));
  }

  @Override
  public void closed(String code, String message) {
    closed = code;
    onClosed.run();
  }
}
