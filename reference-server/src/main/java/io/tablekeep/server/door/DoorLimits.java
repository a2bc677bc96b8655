package io.tablekeep.server.door;

import java.time.Duration;
import java.util.Set;

/**
 * The bounds of what one address may ask for. Requests of this machine itself have bounds of their
 * own, so that load tools and tests are not in their way.
 *
 * @param requestsPerSecond steady rate of requests of one address, upgrades to sockets among them
 * @param burst how many may come at once after a pause
 * @param connectionsPerAddress most connections of one address, this machine and proxies apart
 * @param socketsPerAddress most sockets of one address, this machine apart
 * @param localPerSecond steady rate of requests of this machine
 * @param answer how long a request may wait for its answer
 * @param transfer the same where files go in or out
 * @param proxies addresses that are believed about whom they pass on
 */
public record DoorLimits(
    int requestsPerSecond,
    int burst,
    int connectionsPerAddress,
    int socketsPerAddress,
    int localPerSecond,
    Duration answer,
    Duration transfer,
    Set<String> proxies) {
  /** How many more come at once than steadily. */
  private static final int BURSTS = 5;

  /**
   * Copies the set.
   *
   * @param requestsPerSecond steady rate of requests of one address
   * @param burst how many may come at once after a pause
   * @param connectionsPerAddress most connections of one address
   * @param socketsPerAddress most sockets of one address
   * @param localPerSecond steady rate of requests of this machine
   * @param answer how long a request may wait for its answer
   * @param transfer the same where files go in or out
   * @param proxies addresses that are believed about whom they pass on
   */
  public DoorLimits {
    proxies = Set.copyOf(proxies);
  }

  /**
   * What suits some tables of people, several of them in one house.
   *
   * @return the defaults
   */
  public static DoorLimits defaults() {
    // A page is some ninety files, and five people may sit behind one address.
    return of(200, 64, Set.of());
  }

  /**
   * The defaults but for what a host sets.
   *
   * @param requestsPerSecond steady rate of requests of one address; five times as many at once
   * @param socketsPerAddress most sockets of one address; connections are four times as many
   * @param proxies addresses that are believed about whom they pass on
   * @return the limits
   */
  public static DoorLimits of(int requestsPerSecond, int socketsPerAddress, Set<String> proxies) {
    return new DoorLimits(
        requestsPerSecond,
        BURSTS * requestsPerSecond,
        4 * socketsPerAddress,
        socketsPerAddress,
        5_000,
        Duration.ofSeconds(30),
        Duration.ofMinutes(15),
        proxies);
  }

  /**
   * The same with other patience.
   *
   * @param patience how long a request may wait for its answer
   * @return the limits
   */
  public DoorLimits answering(Duration patience) {
    return new DoorLimits(
        requestsPerSecond,
        burst,
        connectionsPerAddress,
        socketsPerAddress,
        localPerSecond,
        patience,
        transfer,
        proxies);
  }
}
