package io.tablekeep.server.ws;

import io.micrometer.core.instrument.Counter;
import io.netty.buffer.Unpooled;
import io.tablekeep.engine.cluster.line.Line;
import io.tablekeep.engine.cluster.line.LineEnd;
import io.tablekeep.engine.cluster.line.Lines;
import io.tablekeep.engine.runtime.Loop;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A socket of this node at a table of another: what comes on one side goes out on the other,
 * unread. The line's loop and the socket's are the same thread as a rule; nothing depends on it.
 */
final class RelayTalk implements Talk {
  private static final byte[] NOTHING = {};

  private final SeatSocket socket;
  private final Loop loop;
  private final Counter moved;
  private @Nullable Line line;

  /** Heard and not sent on, because the client does not read. On the line's loop. */
  private int untaken;

  private boolean paused;
  private boolean over;

  /** Something was heard: the other node has seated the client. On the socket's loop. */
  private boolean answered;

  RelayTalk(Lines lines, String node, Loop loop, byte[] hello, SeatSocket socket, Counter moved) {
    this.socket = socket;
    this.loop = loop;
    this.moved = moved;
    onLine(() -> line = lines.open(node, loop, hello, new End()));
  }

  private void onLine(Runnable task) {
    if (loop.inLoop()) {
      task.run();
    } else {
      loop.execute(task);
    }
  }

  private void onSocket(Runnable task) {
    if (socket.loop().inEventLoop()) {
      task.run();
    } else {
      socket.execute(task);
    }
  }

  @Override
  public void message(byte[] bytes, int from, int to) {
    byte[] copy = Arrays.copyOfRange(bytes, from, to);
    onLine(
        () -> {
          Line open = line;
          if (open != null && !over) {
            open.send(copy);
          }
        });
  }

  /** Of the client's side: what it does not read is not asked for either. */
  @Override
  public void writable(boolean now) {
    onLine(
        () -> {
          paused = !now;
          Line open = line;
          if (now && untaken > 0 && open != null && !over) {
            open.took(untaken);
            untaken = 0;
          }
        });
  }

  @Override
  public void gone() {
    onLine(
        () -> {
          Line open = line;
          if (!over && open != null) {
            over = true;
            open.close("left", "The client left.");
          }
        });
    socket.reading(true);
  }

  @Override
  public String device() {
    return "";
  }

  private void frame(byte[] message) {
    socket.sendLarge(Unpooled.wrappedBuffer(message, 1, message.length - 1), NOTHING, NOTHING);
    if (!answered) {
      answered = true;
      socket.seated();
    }
  }

  private void lost() {
    if (!over) {
      over = true;
      moved.increment();
      onSocket(socket::moving);
    }
  }

  /** What comes over the line. */
  private final class End implements LineEnd {
    @Override
    public void heard(byte[] message) {
      if (message.length == 0) {
        return;
      }
      switch (message[0]) {
        case SeatLine.FRAME -> onSocket(() -> frame(message));
        case SeatLine.CLOSE -> {
          String word = new String(message, 1, message.length - 1, StandardCharsets.UTF_8);
          onSocket(() -> socket.close(CloseCode.word(word), "", Duration.ZERO));
        }
        default -> lost();
      }
      Line open = line;
      if (paused) {
        untaken += message.length;
      } else if (open != null) {
        open.took(message.length);
      }
    }

    /** A client that says more than the other node takes has to wait. */
    @Override
    public void writable(boolean now) {
      socket.reading(now);
    }

    @Override
    public void closed(String code, String message) {
      lost();
    }
  }
}
