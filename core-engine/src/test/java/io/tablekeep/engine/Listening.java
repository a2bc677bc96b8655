package io.tablekeep.engine;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A seat's listener that keeps everything it is told, as lines of text in order. */
public final class Listening implements SeatListener {
  /** What was told: {@code welcome …}, {@code frame …}, {@code receipt …}, {@code closed …}. */
  public final List<String> told = new CopyOnWriteArrayList<>();

  private final CompletableFuture<String> welcomed = new CompletableFuture<>();

  /** Waits for the welcome and gives its state. */
  public String state() throws Exception {
    return welcomed.get(60, TimeUnit.SECONDS);
  }

  @Override
  public void welcome(Welcome welcome) {
    String state = new String(welcome.state(), StandardCharsets.UTF_8);
    told.add("welcome " + welcome.position());
    welcomed.complete(state);
  }

  @Override
  public void frame(Frame frame) {
    if (frame.change() != null) {
      String change = new String(frame.change().json(), StandardCharsets.UTF_8);
      told.add("frame " + frame.position() + ' ' + change);
    }
    frame
        .receipts()
        .forEach(r -> told.add("receipt " + r.n() + ' ' + r.outcome() + ' ' + r.code()));
  }

  @Override
  public void signal(Signal signal) {
    told.add(
        "signal "
            + signal.from()
            + ' '
            + signal.kind()
            + ' '
            + new String(signal.payload(), StandardCharsets.UTF_8));
  }

  @Override
  public void line(boolean writable, String reason) {
    told.add("line " + writable);
  }

  @Override
  public void closed(String code, String message) {
    told.add("closed " + code);
  }
}
