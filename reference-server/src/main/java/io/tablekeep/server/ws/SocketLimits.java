package io.tablekeep.server.ws;

import java.time.Duration;

/**
 * The bounds of sockets.
 *
 * @param messageBytes largest message a client may send, in one frame or several
 * @param pendingBytes most bytes that wait for a slow client, its welcome apart
 * @param sockets most sockets of this server
 * @param socketsPerAddress most sockets of one address, loopback apart
 * @param messagesPerSecond steady rate of messages of one socket, of any kind
 * @param burst how many messages may come at once after a pause
 * @param faults how many messages that cannot be read are answered before the socket is closed
 * @param hello how long the first message may take
 * @param ping how often a silent client is asked; after three times in vain it is closed
 */
public record SocketLimits(
    int messageBytes,
    int pendingBytes,
    int sockets,
    int socketsPerAddress,
    int messagesPerSecond,
    int burst,
    int faults,
    Duration hello,
    Duration ping) {

  /**
   * The same with another bound for each address.
   *
   * @param most most sockets of one address, loopback apart
   * @return the limits
   */
  public SocketLimits forEachAddress(int most) {
    return new SocketLimits(
        messageBytes, pendingBytes, sockets, most, messagesPerSecond, burst, faults, hello, ping);
  }

  /**
   * What suits a table of people.
   *
   * @return the defaults
   */
  public static SocketLimits defaults() {
    return new SocketLimits(
        96 << 10,
        1 << 20,
        20_000,
        64,
        300,
        600,
        20,
        Duration.ofSeconds(10),
        Duration.ofSeconds(20));
  }
}
