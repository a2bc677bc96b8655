package io.tablekeep.engine.cluster.line;

import io.tablekeep.engine.runtime.Bus;
import io.tablekeep.engine.runtime.Loop;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What one loop has to say to one node, sent at the end of each turn. Loop-confined. */
final class Outbox {
  static final String TOPIC = "lines";

  /** A piece of a message, so that a batch never is more than the bus takes. */
  static final int PIECE = Bus.MESSAGE_BYTES / 2;

  private static final Duration FIRST_REMINDER = Duration.ofSeconds(1);
  private static final Duration LAST_REMINDER = Duration.ofSeconds(16);

  private final Bus bus;
  private final String node;
  private final Loop loop;
  private final long number;
  private final Batch batch = new Batch();
  private Loop.@Nullable Timer reminder;
  private long sent;
  private boolean due;

  Outbox(Bus bus, String node, Loop loop, long number) {
    this.bus = bus;
    this.node = node;
    this.loop = loop;
    this.number = number;
  }

  void message(long line, byte[][] parts) {
    for (int i = 0; i < parts.length; i++) {
      byte[] part = parts[i];
      int from = 0;
      do {
        int count = Math.min(part.length - from, PIECE);
        boolean last = i == parts.length - 1 && from + count == part.length;
        room(count);
        batch.add(line, last ? Batch.Kind.END : Batch.Kind.PIECE, part, from, count);
        from += count;
      } while (from < part.length);
    }
    due();
  }

  void record(long line, Batch.Kind kind, byte[] bytes) {
    room(bytes.length);
    batch.add(line, kind, bytes);
    due();
  }

  void grant(long line, long bytes) {
    room(0);
    batch.add(line, Batch.Kind.GRANT, bytes);
    due();
  }

  /** The last line that used it is over. From any thread. */
  void retire() {
    loop.execute(
        () -> {
          record(0, Batch.Kind.LAST, new byte[0]);
          flush();
          Loop.Timer waiting = reminder;
          if (waiting != null) {
            waiting.cancel();
          }
        });
  }

  private void room(int more) {
    if (!batch.isEmpty() && batch.length() + more > PIECE) {
      flush();
    }
  }

  private void due() {
    if (!due) {
      due = true;
      loop.execute(
          () -> {
            due = false;
            flush();
          });
    }
  }

  private void flush() {
    if (!batch.isEmpty()) {
      bus.send(node, TOPIC, batch.take(number, ++sent));
      remind(FIRST_REMINDER);
    }
  }

  /**
   * That the last of all messages was lost is noticed by one that follows; when nothing does, a few
   * empty ones do.
   */
  private void remind(Duration after) {
    Loop.Timer before = reminder;
    if (before != null) {
      before.cancel();
    }
    reminder =
        loop.after(
            after,
            () -> {
              bus.send(node, TOPIC, batch.take(number, ++sent));
              if (after.compareTo(LAST_REMINDER) < 0) {
                remind(after.multipliedBy(4));
              } else {
                reminder = null;
              }
            });
  }
}
