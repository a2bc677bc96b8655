package io.tablekeep.server.ws;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The open sockets of a server, bounded in all and for each address. Thread-safe. */
public final class Sockets {
  /** Connections over the number of sockets, for everything else. */
  private static final int SPARE = 1_000;

  private final SocketLimits limits;
  private final SocketMetrics metrics;
  private final AtomicInteger connections = new AtomicInteger();
  private final Set<SeatSocket> open = ConcurrentHashMap.newKeySet();

  /** Who talks to tables that this server keeps, over its own sockets and those of other nodes. */
  private final Set<SeatTalk> talks = ConcurrentHashMap.newKeySet();

  private final ConcurrentMap<String, Integer> perAddress = new ConcurrentHashMap<>();

  /**
   * No sockets yet.
   *
   * @param limits the bounds
   * @param meters where metrics go
   */
  public Sockets(SocketLimits limits, MeterRegistry meters) {
    this.limits = limits;
    metrics = new SocketMetrics(meters);
    Gauge.builder("tablekeep.sockets", open, Set::size)
        .description("open sockets")
        .register(meters);
    Gauge.builder("tablekeep.connections", connections, AtomicInteger::get)
        .description("open connections, sockets among them")
        .register(meters);
  }

  /**
   * Counts a connection in, unless there are too many; {@link #disconnected} counts it out.
   *
   * @return whether it may stay
   */
  public boolean connected() {
    return connections.incrementAndGet() <= limits.sockets() + SPARE;
  }

  /** Counts a connection out, one that was not let in too. */
  public void disconnected() {
    connections.decrementAndGet();
  }

  SocketLimits limits() {
    return limits;
  }

  SocketMetrics metrics() {
    return metrics;
  }

  /** Counts a socket of an address in, unless there are too many; {@link #leave} counts it out. */
  boolean admit(String address, boolean loopback) {
    if (open.size() >= limits.sockets()) {
      return false;
    }
    int most = loopback ? limits.sockets() : limits.socketsPerAddress();
    int[] now = new int[1];
    perAddress.compute(
        address,
        (key, count) -> {
          now[0] = count == null ? 1 : count + 1;
          return now[0] > most ? count : now[0];
        });
    return now[0] <= most;
  }

  void leave(String address) {
    perAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
  }

  void opened(SeatSocket socket) {
    open.add(socket);
  }

  void gone(SeatSocket socket) {
    open.remove(socket);
  }

  void begun(SeatTalk talk) {
    talks.add(talk);
  }

  void ended(SeatTalk talk) {
    talks.remove(talk);
  }

  /** Ends every talk whose token counts no more. From any thread. */
  public void recheck() {
    talks.forEach(SeatTalk::recheck);
  }

  /**
   * Reads no more, lets actions on the way get their receipts, and closes every socket with {@link
   * CloseCode#SERVER_STOPPING}. Blocks; not for an event loop.
   *
   * @param patience how long to wait at most
   * @throws InterruptedException when the waiting thread is interrupted
   */
  public void stop(Duration patience) throws InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    open.forEach(socket -> socket.reading(false));
    while (talks.stream().anyMatch(talk -> talk.inFlight() > 0) && System.nanoTime() < until) {
      Thread.sleep(5);
    }
    open.forEach(socket -> socket.close(CloseCode.SERVER_STOPPING, "The server stops."));
    talks.forEach(SeatTalk::stop);
    while (!open.isEmpty() && System.nanoTime() < until) {
      Thread.sleep(5);
    }
  }
}
