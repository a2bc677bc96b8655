package io.tablekeep.server.door;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells where a request comes from. What a proxy says about it counts only when the proxy is one of
 * the host's. Thread-safe.
 */
public final class Addresses {
  /** Whom a proxy or another node asks for. */
  public static final String FORWARDED_FOR = "X-Forwarded-For";

  /** What a node shows that passes a request on to this one. */
  public static final String PASS = "Tablekeep-Pass";

  /** The answer to a node that passed on what is not this one's (RFC 9110, 15.5.20). */
  public static final int MISDIRECTED = 421;

  private static final int PASS_BYTES = 24;
  private static final int LONGEST = 64;

  private final Set<String> proxies;
  private final String pass;

  /**
   * Believes some.
   *
   * @param proxies addresses that are believed about whom they pass on
   */
  public Addresses(Set<String> proxies) {
    this.proxies = proxies.stream().map(Addresses::plain).collect(Collectors.toUnmodifiableSet());
    byte[] chance = new byte[PASS_BYTES];
    new SecureRandom().nextBytes(chance);
    pass = Base64.getUrlEncoder().withoutPadding().encodeToString(chance);
  }

  /**
   * What another node shows when it passes a request on to this one, in {@link #PASS}.
   *
   * @return a secret of this process
   */
  public String pass() {
    return pass;
  }

  /**
   * Whether another node passed a request on.
   *
   * @param request the request
   * @return true when it shows this process's pass
   */
  public boolean isPassedOn(HttpServerRequest request) {
    String shown = request.getHeader(PASS);
    return shown != null
        && MessageDigest.isEqual(
            shown.getBytes(StandardCharsets.UTF_8), pass.getBytes(StandardCharsets.UTF_8));
  }

  /** An address as connections tell theirs, however it was written. */
  private static String plain(String address) {
    InetAddress read = NetUtil.createInetAddressFromIpAddressString(address);
    return read == null ? address : read.getHostAddress();
  }

  /**
   * The address of whoever sent a request, for bounds and logs. Of an IPv6 address the first half:
   * whoever has one has all of these.
   *
   * @param request the request
   * @return a short text
   */
  public String of(HttpServerRequest request) {
    String direct = direct(request.remoteAddress());
    if (!proxies.contains(direct) && !isPassedOn(request)) {
      return shared(direct);
    }
    String forwarded = String.join(",", request.headers().getAll(FORWARDED_FOR));
    // The last one was written by the proxy itself; those before it by anybody.
    String last = forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
    return last.isEmpty() ? direct : shared(last.length() > LONGEST ? "odd" : last);
  }

  /**
   * Whether a connection is one of the host's proxies.
   *
   * @param remote the other end
   * @return true when it passes others on
   */
  public boolean isProxy(SocketAddress remote) {
    return proxies.contains(direct(remote));
  }

  /**
   * The scheme that whoever sent a request sees.
   *
   * @param request the request
   * @return {@code http} or {@code https}
   */
  public String scheme(HttpServerRequest request) {
    String said = request.getHeader("X-Forwarded-Proto");
    return said != null && (isProxy(request.remoteAddress()) || isPassedOn(request))
        ? said.strip().equalsIgnoreCase("https") ? "https" : "http"
        : String.valueOf(request.scheme());
  }

  /**
   * The other end of a connection.
   *
   * @param remote the other end
   * @return its address as text
   */
  public static String direct(SocketAddress remote) {
    return String.valueOf(remote.hostAddress());
  }

  /** An address as its bounds are kept. */
  static String shared(String address) {
    InetAddress read = NetUtil.createInetAddressFromIpAddressString(address);
    if (read == null) {
      return address.indexOf(':') < 0 ? address.toLowerCase(Locale.ROOT) : "odd";
    }
    // An IPv4 address that is written as an IPv6 one is an IPv4 address here.
    byte[] bytes = read.getAddress();
    if (bytes.length == 4 || read.isLoopbackAddress()) {
      return read.getHostAddress();
    }
    Arrays.fill(bytes, 8, 16, (byte) 0);
    return NetUtil.bytesToIpAddress(bytes) + "/64";
  }

  /**
   * Whether a request comes from this machine, and was meant for it. One that a proxy passed on is
   * not, and neither is one for another name than this machine's: a page elsewhere may have its own
   * name lead here.
   *
   * @param request the request
   * @return true for 127.0.0.0/8 and ::1 without a forwarding header
   */
  public static boolean isLocal(HttpServerRequest request) {
    return isLoopback(direct(request.remoteAddress()))
        && request.getHeader(FORWARDED_FOR) == null
        && request.getHeader("Forwarded") == null
        && isPlainHost(request.authority() == null ? null : request.authority().host());
  }

  private static boolean isPlainHost(@Nullable String host) {
    return host == null
        || host.equalsIgnoreCase("localhost")
        || host.indexOf(':') >= 0
        || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
  }

  static boolean isLoopback(String host) {
    return host.startsWith("127.") || host.equals("::1") || host.equals("0:0:0:0:0:0:0:1");
  }
}
