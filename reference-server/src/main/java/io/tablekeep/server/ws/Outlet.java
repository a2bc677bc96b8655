package io.tablekeep.server.ws;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.time.Duration;

/**
 * Where what a seat is told goes out: a socket of this server, or a line to the node that has the
 * socket. From any thread, unless it says otherwise.
 */
interface Outlet {
  /** Runs a task where messages are read. */
  void execute(Runnable task);

  /** Makes the buffers of what is sent. */
  ByteBufAllocator alloc();

  /** Whether more can be sent without waiting. On its loop. */
  boolean isWritable();

  /** Sends a finished frame; frames of one thread keep their order. */
  void send(ByteBuf frame);

  /**
   * Sends a finished frame behind all that another thread sent before what caused this one. What
   * completes while it is asked for is told on the outlet's own loop, where {@link #send} would
   * overtake what still waits to come there.
   */
  void sendBehind(ByteBuf frame);

  /** Sends a frame in three parts, of which the middle may be large, whatever waits already. */
  void sendLarge(ByteBuf head, byte[] middle, byte[] tail);

  /** The seat is taken, and what came meanwhile has been dealt with. On its loop. */
  void seated();

  /** Ends with a code. An error message precedes it unless the text is empty. */
  void close(CloseCode code, String message, Duration retryAfter);

  /** The table goes on with another node, and the client with it. */
  void moving();
}
