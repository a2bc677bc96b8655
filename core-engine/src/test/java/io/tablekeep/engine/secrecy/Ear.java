package io.tablekeep.engine.secrecy;

import io.tablekeep.engine.Frame;
import io.tablekeep.engine.Resumed;
import io.tablekeep.engine.SeatListener;
import io.tablekeep.engine.Signal;
import io.tablekeep.engine.ViewChange;
import io.tablekeep.engine.Welcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes down every byte a seat is told. Of tokens only the length: they are sealed. */
final class Ear implements SeatListener {
  private final String name;
  private final List<String> told;
  private byte[] token = {};
  private long position;
  private boolean closed;

  /** Several ears may write into one list, so that their order counts too. */
  Ear(String name, List<String> told) {
    this.name = name;
    this.told = told;
  }

  static Ear deaf() {
    return new Ear(
        "",
        new ArrayList<>() {
          @Override
          public boolean add(String line) {
            return false;
          }
        });
  }

  byte[] token() {
    return token;
  }

  long position() {
    return position;
  }

  boolean isClosed() {
    return closed;
  }

  static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  private void hear(String line) {
    told.add(name + ": " + line);
  }

  private void token(byte[] now) {
    if (now.length > 0) {
      token = now;
    }
  }

  @Override
  public void welcome(Welcome welcome) {
    token(welcome.resume());
    position = welcome.position();
    hear(
        "welcome "
            + welcome.campaign()
            + ' '
            + welcome.participant()
            + ' '
            + welcome.position()
            + " token of "
            + welcome.resume().length
            + ' '
            + text(welcome.view().json())
            + ' '
            + new String(welcome.view().deflated(), StandardCharsets.ISO_8859_1));
  }

  @Override
  public void resumed(Resumed resumed) {
    token(resumed.resume());
    position = resumed.position();
    hear(
        "resumed "
            + resumed.campaign()
            + ' '
            + resumed.participant()
            + ' '
            + resumed.position()
            + " token of "
            + resumed.resume().length);
  }

  @Override
  public void refused(String code, String message) {
    hear("refused " + code + ' ' + message);
  }

  @Override
  public void frame(Frame frame) {
    position = frame.position();
    byte[] resume = frame.resume();
    if (resume != null) {
      token(resume);
    }
    ViewChange change = frame.change();
    hear(
        "frame "
            + frame.position()
            + (change == null ? " -" : (change.isMerge() ? " merge " : " patch "))
            + (change == null ? "" : text(change.json()))
            + ' '
            + frame.receipts()
            + " token of "
            + (resume == null ? -1 : resume.length)
            + (change == null ? "" : compact(change)));
  }

  /** What compact encodings are made of. */
  private static String compact(ViewChange change) {
    StringBuilder text = new StringBuilder(" compact");
    for (ViewChange.Part part : change.parts()) {
      text.append(' ')
          .append(part.place())
          .append('=')
          .append(new String(part.members(), StandardCharsets.ISO_8859_1));
    }
    return text.toString();
  }

  @Override
  public void signal(Signal signal) {
    hear("signal " + signal.from() + ' ' + signal.kind() + ' ' + text(signal.payload()));
  }

  @Override
  public void line(boolean writable, String reason) {
    hear("line " + writable + ' ' + reason);
  }

  @Override
  public void closed(String code, String message) {
    closed = true;
    hear("closed " + code + ' ' + message);
  }
}
