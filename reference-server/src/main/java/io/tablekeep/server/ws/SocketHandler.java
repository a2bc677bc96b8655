package io.tablekeep.server.ws;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocal;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The frames of one socket: puts fragments together, answers pings, asks silent clients, bounds
 * what comes in and what waits to go out, and closes with a code. On the socket's event loop, but
 * for {@link #send} and {@link #close}.
 */
// What fails in Netty's writes and closes comes to exceptionCaught and channelInactive.
@SuppressWarnings("FutureReturnValueIgnored")
abstract class SocketHandler extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(SocketHandler.class);
  private static final int SILENT_TIMES = 3;
  private static final long CLOSING_SECONDS = 2;
  private static final int EARLY_FLUSH = 64 << 10;
  private static final FastThreadLocal<byte[]> SCRATCH = new FastThreadLocal<>();

  final SocketLimits limits;
  final SocketMetrics metrics;
  private final boolean binary;
  private @Nullable ChannelHandlerContext ctx;
  private @Nullable ScheduledFuture<?> pings;
  private byte @Nullable [] fragments;
  private boolean heard;
  private int silent;
  private boolean dirty;
  private boolean closing;
  private long allowance;
  private double tokens;
  private long refilled;

  SocketHandler(SocketLimits limits, SocketMetrics metrics, boolean binary) {
    this.limits = limits;
    this.metrics = metrics;
    this.binary = binary;
    tokens = limits.burst();
    refilled = System.nanoTime();
  }

  /** The socket is open. */
  abstract void opened();

  /** A whole message came; its bytes are used again after this call. */
  abstract void message(byte[] bytes, int from, int to);

  /** The socket is closed, or about to be; nothing more is read. Called once or more. */
  abstract void gone();

  final ChannelHandlerContext context() {
    ChannelHandlerContext context = ctx;
    if (context == null) {
      throw new IllegalStateException("not in a pipeline yet");
    }
    return context;
  }

  final EventExecutor loop() {
    return context().executor();
  }

  @Override
  public final void handlerAdded(ChannelHandlerContext added) {
    ctx = added;
    long every = limits.ping().toMillis();
    pings = loop().scheduleWithFixedDelay(this::ping, every, every, TimeUnit.MILLISECONDS);
    opened();
  }

  @Override
  public final void channelRead(ChannelHandlerContext from, Object msg) {
    if (!(msg instanceof WebSocketFrame frame)) {
      from.fireChannelRead(msg);
      return;
    }
    heard = true;
    try {
      if (frame instanceof CloseWebSocketFrame close) {
        closedByPeer(close);
      } else if (closing) {
        return;
      } else if (frame instanceof PingWebSocketFrame) {
        if (allowed()) {
          context().writeAndFlush(new PongWebSocketFrame(frame.content().retain()));
        }
      } else if (frame instanceof BinaryWebSocketFrame && !binary) {
        close(CloseCode.BINARY_MESSAGE, "This protocol is text, not binary.");
      } else if (frame instanceof TextWebSocketFrame && binary) {
        close(CloseCode.TEXT_MESSAGE, "This protocol is binary, not text.");
      } else if (!(frame instanceof PongWebSocketFrame)) {
        data(frame);
      }
    } finally {
      frame.release();
    }
  }

  private void data(WebSocketFrame frame) {
    ByteBuf content = frame.content();
    int length = content.readableBytes();
    byte[] before = fragments;
    if (length + (before == null ? 0 : before.length) > limits.messageBytes()) {
      close(
          CloseCode.MESSAGE_TOO_BIG, "A message has at most " + limits.messageBytes() + " bytes.");
      return;
    }
    if (before == null && frame.isFinalFragment()) {
      if (!allowed()) {
        return;
      }
      metrics.received(length);
      if (content.hasArray()) {
        int from = content.arrayOffset() + content.readerIndex();
        message(content.array(), from, from + length);
      } else {
        byte[] scratch = scratch(length);
        content.getBytes(content.readerIndex(), scratch, 0, length);
        message(scratch, 0, length);
      }
      return;
    }
    byte[] all = before == null ? new byte[length] : Arrays.copyOf(before, before.length + length);
    content.getBytes(content.readerIndex(), all, all.length - length, length);
    fragments = all;
    // Every fragment counts, or a message of a million empty ones would be free.
    if (allowed() && frame.isFinalFragment()) {
      fragments = null;
      metrics.received(all.length);
      message(all, 0, all.length);
    }
  }

  private static byte[] scratch(int length) {
    byte[] mine = SCRATCH.get();
    if (mine == null || mine.length < length) {
      mine = new byte[Math.max(length, 4 << 10)];
      SCRATCH.set(mine);
    }
    return mine;
  }

  /** Takes a token out of the bucket that bounds messages; closes the socket when it is empty. */
  private boolean allowed() {
    long now = System.nanoTime();
    tokens =
        Math.min(limits.burst(), tokens + (now - refilled) * 1e-9 * limits.messagesPerSecond());
    refilled = now;
    if (tokens < 1) {
      close(CloseCode.TOO_MANY, "Too many messages at once.");
      return false;
    }
    tokens--;
    return true;
  }

  private void ping() {
    silent = heard ? 0 : silent + 1;
    heard = false;
    if (silent >= SILENT_TIMES) {
      close(CloseCode.IDLE, "Nothing was heard from you.");
    } else if (silent > 0 && !closing) {
      context().writeAndFlush(new PingWebSocketFrame(Unpooled.EMPTY_BUFFER));
    }
  }

  /** Sends a finished frame. From any thread; frames of one thread keep their order. */
  public final void send(ByteBuf frame) {
    EventExecutor loop = loop();
    if (loop.inEventLoop()) {
      write(frame, loop);
    } else {
      loop.execute(() -> write(frame, loop));
    }
  }

  /**
   * Sends a finished frame behind all that another thread sent before what caused this one. What
   * completes while it is asked for is told on the socket's own loop, where {@link #send} would
   * overtake what still waits to come there.
   */
  public final void sendBehind(ByteBuf frame) {
    EventExecutor loop = loop();
    loop.execute(() -> write(frame, loop));
  }

  /** Sends a frame in three parts, of which the middle may be large, whatever waits already. */
  public final void sendLarge(ByteBuf head, byte[] middle, byte[] tail) {
    EventExecutor loop = loop();
    if (!loop.inEventLoop()) {
      loop.execute(() -> sendLarge(head, middle, tail));
      return;
    }
    allowance = (long) head.readableBytes() + middle.length + tail.length;
    write(head, loop);
    write(Unpooled.wrappedBuffer(middle, tail), loop);
  }

  private void write(ByteBuf frame, EventExecutor loop) {
    ChannelHandlerContext to = context();
    ChannelOutboundBuffer waiting = to.channel().unsafe().outboundBuffer();
    if (closing || waiting == null) {
      frame.release();
      return;
    }
    long pending = waiting.totalPendingWriteBytes();
    if (pending > EARLY_FLUSH) {
      // What one commit brings to a busy table is no reason to call its client slow.
      to.flush();
      pending = waiting.totalPendingWriteBytes();
    }
    if (pending > limits.pendingBytes()) {
      if (pending > limits.pendingBytes() + allowance) {
        frame.release();
        close(CloseCode.SLOW_CONSUMER, "");
        return;
      }
    } else if (pending == 0) {
      allowance = 0;
    }
    metrics.sent(frame.readableBytes());
    to.write(frame, to.voidPromise());
    if (!dirty) {
      dirty = true;
      Flusher.soon(to, loop);
    }
  }

  final void flushNow() {
    dirty = false;
    context().flush();
  }

  /** Stops reading, or goes on. From any thread. */
  final void reading(boolean on) {
    loop().execute(() -> context().channel().config().setAutoRead(on));
  }

  /** Closes with a code, from any thread. An error message precedes it unless the text is empty. */
  final void close(CloseCode code, String message) {
    close(code, message, Duration.ZERO);
  }

  /** The same with how long to stay away, as far as that is known. */
  public final void close(CloseCode code, String message, Duration retryAfter) {
    EventExecutor loop = loop();
    if (!loop.inEventLoop()) {
      loop.execute(() -> close(code, message, retryAfter));
      return;
    }
    if (closing) {
      return;
    }
    if (!message.isEmpty()) {
      farewell(code, message, retryAfter);
    }
    closing = true;
    fragments = null;
    metrics.closed(code);
    told(code);
    ChannelHandlerContext to = context();
    to.writeAndFlush(new CloseWebSocketFrame(code.number(), code.word()));
    // A client that does not answer the close, or does not read it, is not waited for.
    loop.schedule(() -> to.close(), CLOSING_SECONDS, TimeUnit.SECONDS);
    to.channel().config().setAutoRead(true);
    gone();
  }

  /** This server closes the socket; a line for the log. */
  abstract void told(CloseCode code);

  /** Writes the error message that precedes a close. */
  abstract void farewell(CloseCode code, String message, Duration retryAfter);

  private void closedByPeer(CloseWebSocketFrame close) {
    ChannelHandlerContext to = context();
    if (closing) {
      to.close();
      return;
    }
    closing = true;
    int code = close.statusCode() < 0 ? 1000 : close.statusCode();
    // Closed from here: from the pipeline's end Vert.x would begin a closing handshake of its own.
    to.writeAndFlush(new CloseWebSocketFrame(code, "")).addListener(sent -> to.close());
    gone();
  }

  @Override
  public final void channelInactive(ChannelHandlerContext from) {
    closing = true;
    ScheduledFuture<?> timer = pings;
    if (timer != null) {
      timer.cancel(false);
    }
    gone();
    from.fireChannelInactive();
  }

  /** Whether more can be written at present without waiting. On the socket's event loop. */
  abstract void writable(boolean now);

  @Override
  public final void channelWritabilityChanged(ChannelHandlerContext from) {
    if (!closing) {
      writable(from.channel().isWritable());
    }
    from.fireChannelWritabilityChanged();
  }

  @Override
  public final void exceptionCaught(ChannelHandlerContext from, Throwable fault) {
    if (fault instanceof CorruptedWebSocketFrameException corrupted) {
      boolean big = corrupted.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG);
      close(big ? CloseCode.MESSAGE_TOO_BIG : CloseCode.PROTOCOL_ERROR, "");
    } else if (fault instanceof IOException) {
      from.close();
    } else {
      LOG.error("a socket failed", fault);
      close(CloseCode.INTERNAL, "The server failed.");
    }
  }
}
