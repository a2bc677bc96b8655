package io.tablekeep.server.load;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * What load to make.
 *
 * @param campaigns campaigns that play at once
 * @param players sockets of each
 * @param rate moves a second, over all campaigns
 * @param seconds how long is measured
 * @param warmup how long is played before
 * @param stateKb size of each campaign's document, in thousands of bytes
 * @param relay whether the relay is measured too
 * @param encoding {@code cbor} or {@code json}
 * @param through nodes whose sockets the players take in turn; empty for the server itself
 * @param timeline whether slow stretches are reported
 */
public record LoadPlan(
    int campaigns,
    int players,
    int rate,
    int seconds,
    Duration warmup,
    int stateKb,
    boolean relay,
    String encoding,
    List<URI> through,
    boolean timeline) {

  /**
   * Seats that a move is shown to.
   *
   * @return all of a campaign but its sender
   */
  public int others() {
    return players - 1;
  }
}
