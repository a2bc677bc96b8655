package io.tablekeep.engine.journal;

import io.tablekeep.engine.runtime.Loop;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Looks now and then whether the store has forgotten about an append. For one loop. */
final class Overdue {
  private final Loop loop;
  private final Duration pause;
  private final BooleanSupplier goesOn;
  private Loop.@Nullable Timer timer;

  /**
   * Begins to look when it is told so.
   *
   * @param loop of the document
   * @param patience how long an append may take; it is looked four times in it
   * @param goesOn looks, and says whether there is anything to look after
   */
  Overdue(Loop loop, Duration patience, BooleanSupplier goesOn) {
    this.loop = loop;
    this.goesOn = goesOn;
    pause = patience.dividedBy(4);
  }

  /** Looks a while from now; nothing new when it does already. */
  void watch() {
    if (timer == null) {
      timer = loop.after(pause, this::look);
    }
  }

  private void look() {
    timer = null;
    if (goesOn.getAsBoolean()) {
      watch();
    }
  }

  void stop() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }
}
