package io.tablekeep.server.assets;

import io.tablekeep.engine.cluster.line.Line;
import io.tablekeep.engine.cluster.line.LineEnd;
import io.tablekeep.engine.runtime.EngineRuntime;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends one picture over a line, piece by piece, as fast as the other end takes it. */
final class Giving implements LineEnd {
  private static final Logger LOG = LoggerFactory.getLogger(Giving.class);
  private static final int PIECE = 64 << 10;

  private final EngineRuntime runtime;
  private final Line line;
  private @Nullable InputStream content;
  private boolean reading;
  private boolean writable = true;
  private boolean over;

  Giving(EngineRuntime runtime, Line line) {
    this.runtime = runtime;
    this.line = line;
  }

  void begin(Callable<InputStream> opening) {
    reading = true;
    line.loop()
        .resume(
            runtime.offload(opening),
            (opened, failure) -> {
              reading = false;
              content = opened;
              if (over) {
                end();
              } else if (opened == null) {
                finish("no-such-asset", "This server does not have the picture.");
              } else {
                more();
              }
            });
  }

  private void more() {
    InputStream from = content;
    if (over || reading || !writable || from == null) {
      return;
    }
    reading = true;
    line.loop()
        .resume(
            runtime.offload(() -> from.readNBytes(PIECE)),
            (piece, failure) -> {
              reading = false;
              if (over) {
                end();
              } else if (piece == null) {
                LOG.warn("a picture could not be given to another node", failure);
                finish("asset-damaged", "The picture cannot be read here.");
              } else if (piece.length == 0) {
                finish("all", "That was all of it.");
              } else {
                line.send(piece);
                more();
              }
            });
  }

  private void finish(String code, String message) {
    line.close(code, message);
    over = true;
    end();
  }

  /** Closed when nobody reads from it. */
  private void end() {
    InputStream from = content;
    content = null;
    if (from != null && !reading) {
      line.loop()
          .resume(
              runtime.offload(
                  () -> {
                    from.close();
                    return true;
                  }),
              (done, failure) -> {
                if (failure instanceof IOException) {
                  LOG.debug("a picture was not closed", failure);
                }
              });
    } else {
      content = from;
    }
  }

  @Override
  public void heard(byte[] message) {
    line.took(message.length);
  }

  @Override
  public void writable(boolean now) {
    writable = now;
    more();
  }

  @Override
  public void closed(String code, String message) {
    over = true;
    end();
  }
}
