package io.tablekeep.server.cli;

import io.tablekeep.engine.transfer.WatchedSource;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Tells how far a file has been read, every two seconds, beside the results. */
final class Progress implements WatchedSource.Watch {
  private static final long EVERY = Duration.ofSeconds(2).toNanos();

  private final Console console;
  private final String name;
  private final LongSupplier nanos;
  private long told;

  Progress(Console console, String name, LongSupplier nanos) {
    this.console = console;
    this.name = name;
    this.nanos = nanos;
    told = nanos.getAsLong();
  }

  @Override
  public void read(long read, long of) {
    long now = nanos.getAsLong();
    if (now - told >= EVERY) {
      told = now;
      console.remark(name + ": " + (of == 0 ? 100 : read * 100 / of) + " % read");
    }
  }
}
