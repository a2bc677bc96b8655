package io.tablekeep.server.ws;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import io.tablekeep.engine.cluster.line.Line;
import io.tablekeep.engine.cluster.line.LineEnd;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A client at a table of this node whose socket is another node's. On the line's loop. */
final class SeatLine implements Outlet, LineEnd {
  /** First byte of a message to the other node: a finished frame follows. */
  static final byte FRAME = 0;

  /** The socket is to be closed; the word of the code follows. */
  static final byte CLOSE = 1;

  /** The table is not this node's any more. */
  static final byte MOVING = 2;

  private static final Logger LOG = LoggerFactory.getLogger(SeatLine.class);
  private static final byte[] A_FRAME = {FRAME};

  private final Line line;
  private final Sockets sockets;
  private final String address;
  private @Nullable SeatTalk talk;
  private boolean writable = true;
  private boolean over;

  /** Bytes of a welcome that may wait whatever else does. */
  private long allowance;

  SeatLine(Line line, Sockets sockets, String address) {
    this.line = line;
    this.sockets = sockets;
    this.address = address;
  }

  void begin(SeatTalk with) {
    talk = with;
  }

  private SeatTalk talk() {
    SeatTalk with = talk;
    if (with == null) {
      throw new IllegalStateException("nobody talks yet");
    }
    return with;
  }

  @Override
  public void heard(byte[] message) {
    sockets.metrics().received(message.length);
    talk().message(message, 0, message.length);
    line.took(message.length);
  }

  @Override
  public void writable(boolean now) {
    writable = now;
    talk().writable(now);
  }

  @Override
  public void closed(String code, String message) {
    over = true;
    talk().gone();
  }

  @Override
  public void execute(Runnable task) {
    line.loop().execute(task);
  }

  @Override
  public ByteBufAllocator alloc() {
    return PooledByteBufAllocator.DEFAULT;
  }

  @Override
  public boolean isWritable() {
    return writable;
  }

  @Override
  public void send(ByteBuf frame) {
    byte[] bytes = bytes(frame);
    onLoop(() -> write(bytes));
  }

  @Override
  public void sendBehind(ByteBuf frame) {
    byte[] bytes = bytes(frame);
    execute(() -> write(bytes));
  }

  @Override
  public void sendLarge(ByteBuf head, byte[] middle, byte[] tail) {
    byte[] first = bytes(head);
    onLoop(
        () -> {
          allowance = (long) first.length + middle.length + tail.length;
          write(first, middle, tail);
        });
  }

  private static byte[] bytes(ByteBuf frame) {
    byte[] bytes = ByteBufUtil.getBytes(frame);
    frame.release();
    return bytes;
  }

  private void onLoop(Runnable task) {
    if (line.loop().inLoop()) {
      task.run();
    } else {
      execute(task);
    }
  }

  private void write(byte[]... parts) {
    if (over) {
      return;
    }
    long waiting = line.outstanding();
    if (waiting == 0) {
      allowance = parts.length > 1 ? allowance : 0;
    } else if (waiting > sockets.limits().pendingBytes() + allowance) {
      end(CloseCode.SLOW_CONSUMER);
      return;
    }
    byte[][] all = new byte[parts.length + 1][];
    all[0] = A_FRAME;
    int length = 0;
    for (int i = 0; i < parts.length; i++) {
      all[i + 1] = parts[i];
      length += parts[i].length;
    }
    sockets.metrics().sent(length);
    line.send(all);
  }

  @Override
  public void seated() {
    // The other node hears it from the first frame.
  }

  @Override
  public void close(CloseCode code, String message, Duration retryAfter) {
    onLoop(
        () -> {
          if (over) {
            return;
          }
          if (code == CloseCode.SERVER_STOPPING) {
            moving();
            return;
          }
          if (!message.isEmpty()) {
            talk().farewell(code, message, retryAfter);
          }
          end(code);
        });
  }

  private void end(CloseCode code) {
    LOG.atInfo()
        .addKeyValue("device", talk().device())
        .addKeyValue("address", address)
        .addKeyValue("node", line.peer())
        .addKeyValue("code", code.word())
        .log("talk ended");
    sockets.metrics().closed(code);
    byte[] word = code.word().getBytes(StandardCharsets.US_ASCII);
    leave(new byte[] {CLOSE}, word);
  }

  @Override
  public void moving() {
    onLoop(
        () -> {
          if (!over) {
            leave(new byte[] {MOVING});
          }
        });
  }

  private void leave(byte[]... lastWords) {
    over = true;
    line.send(lastWords);
    line.close("over", "The talk is over.");
    talk().gone();
  }
}
