package io.tablekeep.server.load;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one load run measured.
 *
 * @param accepted moves that were acknowledged as applied while measured
 * @param cpuMicros processor time of the measured process in that while, user and system
 * @param p50Ms median from when a move was due to its frame at another seat
 * @param p99Ms the 99th percentile of the same
 * @param p999Ms the 99.9th percentile of the same
 * @param ackP50Ms median from when a move was sent to its receipt
 * @param ackP99Ms the 99th percentile of the same
 * @param bytesPerDelivery mean size of such a frame, with the WebSocket header
 * @param delivered share of due deliveries that arrived
 * @param rssMb memory of the process at the end, resident
 * @param slowest the stretches with the slowest deliveries, slowest first
 */
public record LoadResult(
    long accepted,
    double cpuMicros,
    double p50Ms,
    double p99Ms,
    double p999Ms,
    double ackP50Ms,
    double ackP99Ms,
    double bytesPerDelivery,
    double delivered,
    double rssMb,
    List<Timeline.Stretch> slowest) {

  /**
   * Processor time for one accepted move.
   *
   * @return microseconds
   */
  public double cpuMicrosPerMove() {
    return accepted == 0 ? 0 : cpuMicros / accepted;
  }

  /**
   * The figures of a server, with those of the relay where it ran.
   *
   * @param timeline whether the slow stretches are told
   * @param baseline the relay's figures, if it ran
   * @return by their published names
   */
  public Map<String, Object> report(boolean timeline, Optional<LoadResult> baseline) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("cpuMicrosPerMove", rounded(cpuMicrosPerMove()));
    baseline.ifPresent(
        relay -> {
          line.put("relayCpuMicrosPerMove", rounded(relay.cpuMicrosPerMove()));
          line.put("ratio", rounded(cpuMicrosPerMove() / relay.cpuMicrosPerMove()));
        });
    line.put("p50Ms", rounded(p50Ms));
    line.put("p99Ms", rounded(p99Ms));
    line.put("p999Ms", rounded(p999Ms));
    line.put("ackP50Ms", rounded(ackP50Ms));
    line.put("ackP99Ms", rounded(ackP99Ms));
    line.put("bytesPerDelivery", rounded(bytesPerDelivery));
    line.put("delivered", Math.round(delivered * 1e6) / 1e6);
    line.put("rssMb", rounded(rssMb));
    line.put("accepted", accepted);
    baseline.ifPresent(
        relay -> {
          line.put("relayP50Ms", rounded(relay.p50Ms));
          line.put("relayP99Ms", rounded(relay.p99Ms));
          line.put("relayDelivered", Math.round(relay.delivered * 1e6) / 1e6);
        });
    if (timeline) {
      line.put("slowest", slowest);
    }
    return line;
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
