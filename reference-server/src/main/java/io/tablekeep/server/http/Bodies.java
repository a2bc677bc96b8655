package io.tablekeep.server.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reads bodies into memory, bounded, once it is known who sends them. */
final class Bodies {
  private Bodies() {}

  /** Calls {@code then} with the body, or answers that it is too large, or not JSON. */
  static void read(RoutingContext context, int most, BiConsumer<RoutingContext, Buffer> then) {
    HttpServerRequest request = context.request();
    if (!isJson(request.getHeader("Content-Type"))) {
      Answers.error(
          context, 415, "wrong-content-type", "The body is JSON: Content-Type application/json.");
      return;
    }
    if (Upload.declared(request) > most) {
      tooLarge(context);
      return;
    }
    if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
      request.response().writeContinue();
    }
    Buffer body = Buffer.buffer();
    request.handler(
        piece -> {
          if (context.response().ended()) {
            return;
          }
          if (body.length() + piece.length() > most) {
            tooLarge(context);
          } else {
            body.appendBuffer(piece);
          }
        });
    request.endHandler(
        end -> {
          if (context.response().ended()) {
            return;
          }
          Onward.read(context, body);
          try {
            then.accept(context, body);
          } catch (RuntimeException e) {
            Answers.failure(context, e);
          }
        });
  }

  /** Whether a body says that it is JSON, or says nothing of what it is. */
  private static boolean isJson(@Nullable String type) {
    if (type == null || type.isBlank()) {
      return true;
    }
    int end = type.indexOf(';');
    String plain = (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    return plain.equals("application/json")
        || (plain.startsWith("application/") && plain.endsWith("+json"));
  }

  private static void tooLarge(RoutingContext context) {
    Answers.error(context, 413, "body-too-large", "The body is too large.");
  }
}
