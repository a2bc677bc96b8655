package io.tablekeep.server.door;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bounds what each address asks for. Thread-safe; called on event loops. */
public final class Door {
  private static final Logger LOG = LoggerFactory.getLogger(Door.class);
  private static final String HERE = "this machine";

  private final DoorLimits limits;
  private final Addresses addresses;
  private final Buckets requests;
  private final Buckets local;
  private final Map<String, Integer> connections = new ConcurrentHashMap<>();
  private final Counter tooManyRequests;
  private final Counter tooManyConnections;

  /** One line in the log for each address, from time to time. */
  private final Buckets lines = new Buckets(1, Duration.ofMinutes(1), System::nanoTime);

  /**
   * A door.
   *
   * @param limits the bounds
   * @param meters where metrics go
   */
  public Door(DoorLimits limits, MeterRegistry meters) {
    this.limits = limits;
    addresses = new Addresses(limits.proxies());
    requests = Buckets.perSecond(limits.requestsPerSecond(), limits.burst());
    local = Buckets.perSecond(limits.localPerSecond(), 2 * limits.localPerSecond());
    tooManyRequests = counter(meters, "requests");
    tooManyConnections = counter(meters, "connections");
    Gauge.builder("tablekeep.door.addresses", connections, Map::size)
        .description("addresses with open connections")
        .register(meters);
  }

  private static Counter counter(MeterRegistry meters, String what) {
    return Counter.builder("tablekeep.door.refused")
        .description("what was refused because one address asked for too much")
        .tag("what", what)
        .register(meters);
  }

  /**
   * The bounds.
   *
   * @return as given
   */
  public DoorLimits limits() {
    return limits;
  }

  /**
   * Who is believed about addresses.
   *
   * @return the addresses
   */
  public Addresses addresses() {
    return addresses;
  }

  /**
   * Lets a request in, or not. Nothing of it is read.
   *
   * @param request the request
   * @return why not
   */
  public Optional<Refusal> admit(HttpServerRequest request) {
    boolean here = Addresses.isLocal(request);
    String address = here ? HERE : addresses.of(request);
    Buckets mine = here ? local : requests;
    if (mine.take(address)) {
      return Optional.empty();
    }
    tooManyRequests.increment();
    tell(address, "rate-limited");
    return Optional.of(
        new Refusal(
            429, "rate-limited", "Too many requests from your address.", mine.retryAfter(address)));
  }

  /**
   * Counts a connection in, unless its address has too many; {@link #left} counts it out.
   *
   * @param remote the other end
   * @return whether it may stay
   */
  public boolean entered(SocketAddress remote) {
    String address = Addresses.shared(Addresses.direct(remote));
    int now = connections.merge(address, 1, Integer::sum);
    if (now <= limits.connectionsPerAddress()
        || Addresses.isLoopback(address)
        || addresses.isProxy(remote)) {
      return true;
    }
    tooManyConnections.increment();
    tell(address, "too-many-connections");
    return false;
  }

  /**
   * Counts a connection out, one that was not let in too.
   *
   * @param remote the other end
   */
  public void left(SocketAddress remote) {
    connections.computeIfPresent(
        Addresses.shared(Addresses.direct(remote)), (key, count) -> count == 1 ? null : count - 1);
  }

  private void tell(String address, String code) {
    if (lines.take(address)) {
      LOG.atWarn().addKeyValue("address", address).addKeyValue("code", code).log("refused");
    }
  }
}
