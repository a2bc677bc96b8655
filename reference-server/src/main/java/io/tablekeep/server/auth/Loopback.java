package io.tablekeep.server.auth;

import io.vertx.core.http.HttpServerRequest;

/** Tells requests of this machine from others. */
public final class Loopback {
  private Loopback() {}

  /**
   * Whether a request comes from this machine. One that a proxy passed on does not.
   *
   * @param request the request
   * @return true for 127.0.0.0/8 and ::1 without a forwarding header
   */
  public static boolean is(HttpServerRequest request) {
    String host = request.remoteAddress().hostAddress();
    return host != null
        && isLoopback(host)
        && request.getHeader("X-Forwarded-For") == null
        && request.getHeader("Forwarded") == null;
  }

  static boolean isLoopback(String host) {
    return host.startsWith("127.") || host.equals("::1") || host.equals("0:0:0:0:0:0:0:1");
  }
}
