package io.tablekeep.server.auth;

import io.vertx.core.http.HttpServerRequest;

/** Tells where a request comes from, for bounds per address. */
public final class Addresses {
  private static final int LONGEST = 64;

  private Addresses() {}

  /**
   * The address of whoever sent a request. A proxy on this machine is believed about whom it passes
   * on; nobody else is.
   *
   * @param request the request
   * @return a short text
   */
  public static String of(HttpServerRequest request) {
    String host = request.remoteAddress().hostAddress();
    String forwarded = request.getHeader("X-Forwarded-For");
    if (host == null || forwarded == null || !Loopback.isLoopback(host)) {
      return String.valueOf(host);
    }
    // The last one was written by the proxy itself; those before it by anybody.
    String last = forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
    return last.length() > LONGEST ? last.substring(0, LONGEST) : last;
  }
}
