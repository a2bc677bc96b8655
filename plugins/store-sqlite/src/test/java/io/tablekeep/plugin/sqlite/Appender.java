package io.tablekeep.plugin.sqlite;

import io.tablekeep.sdk.store.Appended;
import io.tablekeep.sdk.store.StoreException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * A program to be killed: appends to a few documents for ever and prints each answer as it comes:
 * {@code acked NAME POSITION}, {@code unknown NAME POSITION}, {@code rejected NAME POSITION
 * REASON}; {@code open} first. After a refusal or an unknown outcome it takes the document over and
 * goes on with what it finds.
 */
final class Appender {
  private static final int DOCS = 5;
  private static final int ROOM = 50;

  private final SqliteStore store;
  private final PrintStream out;
  private final Semaphore room = new Semaphore(ROOM);

  private Appender(SqliteStore store, PrintStream out) {
    this.store = store;
    this.out = out;
  }

  public static void main(String[] args) {
    PrintStream out =
        new PrintStream(
            new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);
    long most = args.length > 1 ? Long.parseLong(args[1]) : Long.MAX_VALUE;
    try (SqliteStore store = SqliteStore.open(Path.of(args[0]))) {
      out.println("open");
      new Appender(store, out).run(most);
    } catch (StoreException e) {
      out.println("refused " + e.getMessage());
    }
    out.println("end");
  }

  private void run(long most) {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < DOCS; i++) {
      lines.add(new Line("doc-" + i));
    }
    for (long n = 0; n < most; n++) {
      for (Line line : lines) {
        line.append();
      }
      if (n % 100 == 7) {
        lines.get((int) (n / 100 % DOCS)).snapshot();
      }
    }
    room.acquireUninterruptibly(ROOM);
    lines.forEach(line -> say("final", line.client.id.id(), line.client.texts().size()));
  }

  private synchronized void say(String what, String name, Object more) {
    out.println(what + " " + name + " " + more);
  }

  static String text(String name, long position) {
    return name + " says " + position + " " + "x".repeat((int) (position * 37 % 600));
  }

  private final class Line {
    private final String name;
    private Client client;
    private long last;
    private volatile boolean broken;

    Line(String name) {
      this.name = name;
      client = take();
    }

    private Client take() {
      while (true) {
        try {
          Client taken = new Client(store, name);
          last = taken.texts().size();
          broken = false;
          return taken;
        } catch (java.util.concurrent.CompletionException e) {
          say("waiting", name, e.getCause());
        }
      }
    }

    void append() {
      room.acquireUninterruptibly();
      if (broken) {
        client = take();
      }
      Client by = client;
      long position = ++last;
      var unused =
          by.send(position - 1, text(name, position))
              .thenAccept(
                  answer -> {
                    if (answer instanceof Appended.Durable) {
                      say("acked", name, position);
                    } else if (answer instanceof Appended.Rejected rejected) {
                      say("rejected", name, position + " " + rejected.reason());
                      broken = true;
                    } else {
                      say("unknown", name, position);
                      broken = true;
                    }
                    room.release();
                  });
    }

    void snapshot() {
      if (!broken && last > 200) {
        byte[] state = new byte[300_000];
        var unused =
            store.putSnapshot(
                client.id,
                client.epoch,
                new io.tablekeep.sdk.store.StoredSnapshot(last - 200, state, "zeros"));
        var unusedDrop = store.dropSnapshots(client.id, client.epoch, last - 200);
      }
    }
  }
}
