package io.tablekeep.server.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tablekeep.engine.BusyException;
import io.tablekeep.engine.cluster.ElsewhereException;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.store.StoreException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How answers are written: JSON always, errors always with code and message. */
public final class Answers {
  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

  /** Reads and writes JSON strictly: no key twice, nothing after the value, bounded depth. */
  public static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(64).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Where a context keeps the code of its error, for the log. */
  static final String CODE = "tablekeep.code";

  /** Where a context keeps the scheme its sender sees. */
  static final String SCHEME = "tablekeep.scheme";

  /** In seconds (RFC 9110, 10.2.3). */
  private static final String RETRY_AFTER = "Retry-After";

  /** How long what is still being sent is passed over after a refusal. */
  private static final Duration PASSED_OVER = Duration.ofSeconds(10);

  private Answers() {}

  /** Says when it may be tried again: in milliseconds in the body, in whole seconds as header. */
  static void retryAfter(RoutingContext to, Duration after, ObjectNode body) {
    body.put("retryAfter", after.toMillis());
    retryAfter(to, after);
  }

  private static void retryAfter(RoutingContext to, Duration after) {
    to.response()
        .putHeader(RETRY_AFTER, Long.toString(Math.max(1, after.plusMillis(999).toSeconds())));
  }

  static void json(RoutingContext to, int status, Object value) {
    try {
      bytes(to, status, JSON.writeValueAsBytes(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static void bytes(RoutingContext to, int status, byte[] json) {
    buffer(to, status, Buffer.buffer(json));
  }

  static void buffer(RoutingContext to, int status, Buffer json) {
    if (to.response().headWritten() || to.response().closed()) {
      return;
    }
    to.response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .end(json);
  }

  static void error(RoutingContext to, int status, String code, String message) {
    error(to, status, code, message, null);
  }

  static void error(
      RoutingContext to,
      int status,
      String code,
      String message,
      @org.jspecify.annotations.Nullable String field) {
    ObjectNode body = JSON.createObjectNode().put("code", code).put("message", message);
    if (field != null) {
      body.put("field", field);
    }
    if (status == 401) {
      to.response().putHeader("WWW-Authenticate", "Bearer");
    } else if ((status == 429 || status == 503) && !to.response().headers().contains(RETRY_AFTER)) {
      to.response().putHeader(RETRY_AFTER, retryAfter(code));
    }
    boolean sending = !to.request().isEnded() && hasBody(to.request());
    if (sending) {
      closing(to.request());
    }
    to.put(CODE, code);
    json(to, status, body);
    if (sending) {
      passOver(to);
    }
  }

  /**
   * What is still being sent is passed over for a while: who sends it all before they listen would
   * not hear the answer otherwise. Then the connection ends.
   */
  private static void passOver(RoutingContext to) {
    HttpServerRequest request = to.request();
    request.handler(piece -> {}).resume();
    if (request.version() != HttpVersion.HTTP_2) {
      long unused =
          to.vertx()
              .setTimer(
                  PASSED_OVER.toMillis(),
                  timer -> {
                    if (!request.isEnded()) {
                      request
                          .connection()
                          .close()
                          .onFailure(fault -> LOG.debug("not closed: {}", fault.getMessage()));
                    }
                  });
    }
  }

  private static boolean hasBody(HttpServerRequest request) {
    return request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null
        || (request.getHeader(HttpHeaders.CONTENT_LENGTH) != null
            && !"0".equals(request.getHeader(HttpHeaders.CONTENT_LENGTH)));
  }

  /** Seconds after which another try makes sense. */
  private static String retryAfter(String code) {
    return switch (code) {
      case "rate-limited" -> "6";
      case "not-answered", "join-storm" -> "3";
      default -> "1";
    };
  }

  /** Ends the connection after the answer; HTTP/2 has no such word, and needs none. */
  static void closing(HttpServerRequest request) {
    if (request.version() != HttpVersion.HTTP_2) {
      request.response().putHeader("Connection", "close");
    }
  }

  static void failure(RoutingContext to, Throwable thrown) {
    Throwable fault = unwrap(thrown);
    if (fault instanceof ElsewhereException elsewhere && Onward.elsewhere(to, elsewhere)) {
      return;
    }
    if (fault instanceof TablekeepException known) {
      int status = status(known);
      if (status >= 500 && known.kind() != ErrorKind.RESOURCE) {
        LOG.error("{} {} failed", to.request().method(), to.request().path(), known);
      }
      if (known instanceof BusyException busy) {
        retryAfter(to, busy.retryAfter());
      }
      error(
          to, status, known.code(), String.valueOf(known.getMessage()), known.field().orElse(null));
    } else if (fault instanceof HttpClosedException || fault instanceof ClosedChannelException) {
      LOG.debug("{} {} was left by who sent it", to.request().method(), to.request().path());
    } else if (fault instanceof StoreException store) {
      error(to, 503, store.reason().code(), String.valueOf(store.getMessage()));
    } else {
      LOG.error("{} {} failed", to.request().method(), to.request().path(), fault);
      error(to, 500, "internal-error", "The server failed; its log says more.");
    }
  }

  static Throwable unwrap(Throwable thrown) {
    Throwable fault = thrown;
    while ((fault instanceof CompletionException || fault instanceof ExecutionException)
        && fault.getCause() != null) {
      fault = fault.getCause();
    }
    return fault;
  }

  static int status(TablekeepException known) {
    int byCode = status(known.code());
    if (byCode != 422) {
      return byCode;
    }
    return switch (known.kind()) {
      case USER -> 422;
      case RESOURCE -> 503;
      case PLUGIN, INTERNAL -> 500;
    };
  }

  /** The status that suits an error code; 422 when none does better. */
  static int status(String code) {
    if (code.startsWith("no-such-") || code.endsWith("-unknown")) {
      return 404;
    }
    return switch (code) {
      case "unauthorized", "bad-seat", "bad-credentials" -> 401;
      case "forbidden",
          "not-allowed",
          "not-yours",
          "registration-closed",
          "seat-needed",
          "gm-only" ->
          403;
      case "unknown-action", "plugin-gone" -> 404;
      case "login-taken", "campaign-exists", "action-id-reused", "action-id-too-old" -> 409;
      case "merge-conflicts", "moved-since", "others-depend", "too-many-branches" -> 409;
      case "rules-differ", "replacing", "plugin-store", "plugin-system-gone" -> 409;
      case "not-clustered" -> 409;
      case "payload-too-large", "document-too-large", "body-too-large" -> 413;
      case "asset-too-large", "asset-too-many-pixels", "too-many-assets", "asset-quota" -> 413;
      case "asset-store-full" -> 507;
      case "wrong-content-type", "asset-not-a-picture", "asset-svg" -> 415;
      case "malformed-json", "bad-request", "bad-query" -> 400;
      case "rate-limited", "too-many-seats", "too-many-campaigns", "overloaded", "join-storm" ->
          429;
      case "read-only",
          "store-unavailable",
          "accounts-unavailable",
          "campaign-closed",
          "server-stopping" ->
          503;
      default -> 422;
    };
  }

  /** The body as a JSON object. */
  static ObjectNode object(Buffer body) {
    try {
      JsonNode node = JSON.readTree(body.getBytes());
      if (node instanceof ObjectNode object) {
        return object;
      }
    } catch (IOException notJson) {
      throw new TablekeepException(
          ErrorKind.USER, "malformed-json", "The body is not JSON: " + brief(notJson));
    }
    throw new TablekeepException(ErrorKind.USER, "bad-request", "The body is a JSON object.");
  }

  private static String brief(IOException fault) {
    String text =
        fault instanceof JsonProcessingException json
            ? json.getOriginalMessage()
            : String.valueOf(fault.getMessage());
    String plain = text.lines().findFirst().orElse("");
    return plain.length() > 200 ? plain.substring(0, 200) : plain;
  }

  static String text(ObjectNode body, String key) {
    JsonNode value = body.get(key);
    if (value == null || !value.isTextual() || value.textValue().isEmpty()) {
      throw new TablekeepException(
          ErrorKind.USER, "bad-request", "A text \"" + key + "\" is needed.", "/" + key);
    }
    return value.textValue();
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
