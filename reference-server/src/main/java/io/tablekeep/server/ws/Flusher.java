package io.tablekeep.server.ws;

import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayList;
import java.util.List;

/**
 * Flushes the sockets of one event loop once, after everything that is due on it now has been
 * written: a system call for each socket instead of one for each frame.
 */
final class Flusher implements Runnable {
  private static final FastThreadLocal<Flusher> MINE =
      new FastThreadLocal<>() {
        @Override
        protected Flusher initialValue() {
          return new Flusher();
        }
      };

  private List<ChannelHandlerContext> dirty = new ArrayList<>();
  private List<ChannelHandlerContext> spare = new ArrayList<>();

  private Flusher() {}

  /** Flushes a socket soon. Called on its event loop, once until then. */
  static void soon(ChannelHandlerContext socket, EventExecutor loop) {
    Flusher mine = MINE.get();
    if (mine.dirty.isEmpty()) {
      loop.execute(mine);
    }
    mine.dirty.add(socket);
  }

  @Override
  public void run() {
    List<ChannelHandlerContext> due = dirty;
    dirty = spare;
    spare = due;
    for (int i = 0; i < due.size(); i++) {
      ChannelHandlerContext socket = due.get(i);
      ((SocketHandler) socket.handler()).flushNow();
    }
    due.clear();
  }
}
