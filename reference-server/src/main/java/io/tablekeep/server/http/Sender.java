package io.tablekeep.server.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tablekeep.server.assets.ByteRange;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends files: whole or a part, or says that the client has them already (RFC 9110, 13 and 14). */
final class Sender {
  private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

  private final Counter whole;
  private final Counter parts;
  private final Counter known;
  private final Counter bytes;

  Sender(MeterRegistry meters) {
    whole = counter(meters, "whole");
    parts = counter(meters, "part");
    known = counter(meters, "known");
    bytes =
        Counter.builder("tablekeep.assets.sent.bytes")
            .baseUnit("bytes")
            .description("Bytes of pictures that were sent")
            .register(meters);
  }

  private static Counter counter(MeterRegistry meters, String what) {
    return Counter.builder("tablekeep.assets.served")
        .description("Pictures that were sent whole, in part, or were known to the client")
        .tag("what", what)
        .register(meters);
  }

  /**
   * A file that may be sent.
   *
   * @param file where it is
   * @param bytes how many it has
   * @param tag what it is called in {@code ETag}, without quotes
   * @param mediaType what it is
   */
  record Served(Path file, long bytes, String tag, String mediaType) {}

  /** Sends a file to somebody who may have it. */
  void send(RoutingContext context, Served served) {
    HttpServerRequest request = context.request();
    HttpServerResponse response = context.response();
    if (response.closed()) {
      return;
    }
    String tag = '"' + served.tag() + '"';
    response
        .putHeader(HttpHeaders.ETAG, tag)
        .putHeader(HttpHeaders.CONTENT_TYPE, served.mediaType())
        .putHeader(HttpHeaders.ACCEPT_RANGES, "bytes")
        // Kept by the browser of whoever asked, and asked about each time: it may be hidden again.
        .putHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache")
        .putHeader(HttpHeaders.VARY, "Authorization")
        .putHeader("Content-Security-Policy", "default-src 'none'; sandbox");
    if (names(request.getHeader(HttpHeaders.IF_NONE_MATCH), tag)) {
      known.increment();
      response.setStatusCode(304).end();
      return;
    }
    String only = request.getHeader("If-Range");
    Optional<ByteRange> part =
        only == null || only.strip().equals(tag)
            ? ByteRange.of(request.getHeader("Range"), served.bytes())
            : Optional.empty();
    boolean head = request.method().equals(HttpMethod.HEAD);
    if (part.isEmpty() || head) {
      pass(context, served, new ByteRange(0, served.bytes()), head);
      return;
    }
    ByteRange range = part.get();
    if (range.length() == 0) {
      response
          .putHeader("Content-Range", "bytes */" + served.bytes())
          .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
      Answers.error(context, 416, "no-such-range", "The picture has no such part.");
      return;
    }
    response
        .setStatusCode(206)
        .putHeader(
            "Content-Range",
            "bytes "
                + range.from()
                + '-'
                + (range.from() + range.length() - 1)
                + '/'
                + served.bytes());
    pass(context, served, range, false);
  }

  private static boolean names(@Nullable String list, String tag) {
    return list != null
        && Arrays.stream(list.split(",", -1))
            .map(each -> each.strip().replaceFirst("^W/", ""))
            .anyMatch(each -> each.equals(tag) || each.equals("*"));
  }

  private void pass(RoutingContext context, Served served, ByteRange range, boolean head) {
    HttpServerResponse response = context.response();
    boolean all = range.length() == served.bytes();
    (all ? whole : parts).increment();
    response.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(range.length()));
    if (head) {
      response.end();
      return;
    }
    bytes.increment((double) range.length());
    response
        .sendFile(served.file().toString(), range.from(), range.length())
        .onFailure(
            fault -> {
              if (response.headWritten()) {
                LOG.debug("a picture was not taken to its end: {}", fault.getMessage());
              } else {
                response.headers().remove(HttpHeaders.CONTENT_LENGTH);
                Answers.failure(context, fault);
              }
            });
  }
}
