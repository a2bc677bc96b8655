package io.tablekeep.server.http;

import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;

/** Writes a body to a file as it comes, bounded, and no faster than the disk. */
final class Upload {
  private final HttpServerRequest request;
  private final AsyncFile to;
  private final long most;
  private final Promise<Void> done = Promise.promise();
  private long written;
  private int writing;
  private boolean ended;

  private Upload(HttpServerRequest request, AsyncFile to, long most) {
    this.request = request;
    this.to = to;
    this.most = most;
  }

  /** How many bytes a body says it has; 0 when it says nothing, more than any for nonsense. */
  static long declared(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    if (length == null) {
      return 0;
    }
    return length.matches("\\d{1,18}") ? Long.parseLong(length) : Long.MAX_VALUE;
  }

  /** Receives a body that was paused; fails with code {@code body-too-large}. */
  static Future<Void> receive(Vertx vertx, HttpServerRequest request, Path file, long most) {
    return vertx
        .fileSystem()
        .open(file.toString(), new OpenOptions().setTruncateExisting(true))
        .compose(to -> new Upload(request, to, most).run());
  }

  private Future<Void> run() {
    if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
      request.response().writeContinue();
    }
    request.handler(this::take);
    request.exceptionHandler(done::tryFail);
    request.endHandler(
        end -> {
          ended = true;
          written();
        });
    if (request.response().closed()) {
      // It left before anybody listened, and nothing more is told.
      done.tryFail(new ClosedChannelException());
    }
    request.resume();
    return done.future().eventually(to::close);
  }

  /** All has come and all is written: a file is whole only then. */
  private void written() {
    if (ended && writing == 0) {
      done.tryComplete();
    }
  }

  private void take(Buffer piece) {
    if (done.future().isComplete()) {
      return;
    }
    written += piece.length();
    if (written > most) {
      done.tryFail(
          new TablekeepException(ErrorKind.USER, "body-too-large", "The file is too large."));
      return;
    }
    writing++;
    to.write(piece)
        .onFailure(done::tryFail)
        .onSuccess(
            w -> {
              writing--;
              written();
            });
    if (to.writeQueueFull()) {
      request.pause();
      to.drainHandler(free -> request.resume());
    }
  }
}
