package io.tablekeep.engine.secrecy;

import io.tablekeep.engine.Frame;
import io.tablekeep.engine.Resumed;
import io.tablekeep.engine.SeatListener;
import io.tablekeep.engine.Signal;
import io.tablekeep.engine.Welcome;

/** Passes everything on; a leak changes one thing. */
class Passing implements SeatListener {
  final SeatListener ear;

  Passing(SeatListener ear) {
    this.ear = ear;
  }

  @Override
  public void welcome(Welcome welcome) {
    ear.welcome(welcome);
  }

  @Override
  public void resumed(Resumed resumed) {
    ear.resumed(resumed);
  }

  @Override
  public void refused(String code, String message) {
    ear.refused(code, message);
  }

  @Override
  public void frame(Frame frame) {
    ear.frame(frame);
  }

  @Override
  public void signal(Signal signal) {
    ear.signal(signal);
  }

  @Override
  public void line(boolean writable, String reason) {
    ear.line(writable, reason);
  }

  @Override
  public void closed(String code, String message) {
    ear.closed(code, message);
  }
}
