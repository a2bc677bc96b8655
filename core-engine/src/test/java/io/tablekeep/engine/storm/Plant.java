package io.tablekeep.engine.storm;

import io.tablekeep.engine.Frame;
import io.tablekeep.engine.ViewChange;
import org.jspecify.annotations.Nullable;

/** A mistake made on purpose, to prove that it would be noticed. */
enum Plant {
  NONE,
  /** A frame is lost on a line that goes on. */
  SKIPPED_FRAME,
  /** What a frame changes is lost, and nothing else. */
  EMPTY_FRAME;

  private static final int OFTEN = 7;

  boolean skips(Frame frame, Device device) {
    return this == SKIPPED_FRAME && hits(frame, device);
  }

  @Nullable ViewChange changed(Frame frame, Device device) {
    return this == EMPTY_FRAME && hits(frame, device) ? null : frame.change();
  }

  private static boolean hits(Frame frame, Device device) {
    return frame.change() != null
        && device.name.equals("ben-phone")
        && frame.position() % OFTEN == 0;
  }
}
