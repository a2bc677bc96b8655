package io.tablekeep.server.ws;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.tablekeep.engine.Seat;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.server.wire.Incoming;
import io.tablekeep.server.wire.Out;
import io.tablekeep.server.wire.Wire;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Questions about the past over a socket. They are read on its event loop. */
final class Hindsight {

  /** The largest answer; what is larger is to be had over HTTP. */
  private static final int MOST = 1 << 20;

  private static final int MOST_QUESTION = 4 << 10;
  private static final JsonReader.Limits LIMITS = JsonReader.Limits.DOCUMENT;

  private Hindsight() {}

  /** Asks; the answer comes on the campaign's loop. */
  static void ask(
      Seat seat, Incoming in, Wire wire, ByteBufAllocator alloc, Consumer<ByteBuf> send) {
    long n = in.n;
    CompletableFuture<Void> unused =
        seat.ask(in.kind, words(in.payload()))
            .handle(
                (answer, failure) -> {
                  Out out = wire.begin();
                  if (answer != null && answer.length <= MOST) {
                    wire.history(out, n, answer);
                  } else {
                    refuse(out, wire, n, failure);
                  }
                  send.accept(out.finish(alloc));
                  return null;
                });
  }

  private static Map<String, String> words(byte[] payload) {
    if (payload.length > MOST_QUESTION) {
      throw new TablekeepException(
          ErrorKind.USER, "payload-too-large", "A question has at most 4 KiB.", "/payload");
    }
    Map<String, String> words = new HashMap<>();
    for (JsonObject.Cursor c = JsonReader.readObject(payload, LIMITS, 0).cursor(); c.next(); ) {
      if (c.value() instanceof String || c.value() instanceof Long) {
        words.put(c.key(), String.valueOf(c.value()));
      } else {
        throw new TablekeepException(
            ErrorKind.USER, "bad-query", "A text or a whole number is needed.", c.key());
      }
    }
    return words;
  }

  private static void refuse(Out out, Wire wire, long n, @Nullable Throwable failure) {
    if (failure == null) {
      wire.noHistory(
          out,
          n,
          "answer-too-large",
          "That is too much for a socket: ask for less, or by HTTP.",
          "");
    } else {
      TablekeepException why = Said.told(failure);
      String message = String.valueOf(why.getMessage());
      wire.noHistory(out, n, why.code(), message, why.field().orElse(""));
    }
  }
}
