package io.tablekeep.engine.cluster.hazelcast;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.dns.DnsClient;
import io.vertx.core.dns.DnsClientOptions;
import io.vertx.core.dns.SrvRecord;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What DNS says of a name. All of it blocks, for a few seconds at most. Thread-safe; to be closed.
 */
final class NameServer implements AutoCloseable {
  private static final long WAIT_MILLIS = 2_000;
  private static final int PORT = 53;

  /** Of its own, as the cluster's is only there when the others are found; made when needed. */
  private @Nullable Vertx vertx;

  /**
   * An SRV record (RFC 2782); priority and weight say nothing of who is a member.
   *
   * @param host a name
   * @param port its port
   */
  record Service(String host, int port) {}

  /** A and AAAA records, or what else the machine takes for the name if no server is named. */
  List<InetAddress> addresses(String name, Optional<String> server) throws UnknownHostException {
    if (server.isEmpty()) {
      return Arrays.asList(InetAddress.getAllByName(name));
    }
    DnsClient client = client(server);
    List<InetAddress> found = new ArrayList<>();
    // Either may be missing.
    Optional<UnknownHostException> none = Optional.empty();
    for (Future<List<String>> each : List.of(client.resolveA(name), client.resolveAAAA(name))) {
      try {
        for (String address : get(name, each)) {
          // An address as text: nothing is looked up.
          found.addAll(Arrays.asList(InetAddress.getAllByName(address)));
        }
      } catch (UnknownHostException e) {
        none = Optional.of(e);
      }
    }
    if (found.isEmpty()) {
      throw none.orElseGet(() -> new UnknownHostException(name + " has no address"));
    }
    return found;
  }

  /** SRV records. */
  List<Service> services(String name, Optional<String> server) throws UnknownHostException {
    List<Service> found = new ArrayList<>();
    for (SrvRecord each : get(name, client(server).resolveSRV(name))) {
      String target = each.target();
      String host = target.endsWith(".") ? target.substring(0, target.length() - 1) : target;
      if (Place.NAME.matcher(host).matches()) {
        found.add(new Service(host, each.port()));
      }
    }
    if (found.isEmpty()) {
      throw new UnknownHostException(name + " has no SRV record");
    }
    return found;
  }

  private synchronized DnsClient client(Optional<String> server) {
    if (vertx == null) {
      vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
    }
    DnsClientOptions options = new DnsClientOptions().setQueryTimeout(WAIT_MILLIS);
    server.ifPresent(
        each -> {
          int colon = each.indexOf(':');
          options
              .setHost(colon < 0 ? each : each.substring(0, colon))
              .setPort(colon < 0 ? PORT : Integer.parseInt(each.substring(colon + 1)));
        });
    return vertx.createDnsClient(options);
  }

  private static <T> List<T> get(String name, Future<List<T>> answer) throws UnknownHostException {
    try {
      return answer.await(2 * WAIT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | RuntimeException e) {
      UnknownHostException unknown =
          new UnknownHostException(name + " could not be looked up: " + e.getMessage());
      unknown.initCause(e);
      throw unknown;
    }
  }

  @Override
  public synchronized void close() {
    if (vertx != null) {
      vertx.close().await();
      vertx = null;
    }
  }
}
