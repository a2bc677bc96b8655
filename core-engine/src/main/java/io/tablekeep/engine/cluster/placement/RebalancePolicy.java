package io.tablekeep.engine.cluster.placement;

import java.time.Duration;

/**
 * When documents move, and how many at a time.
 *
 * @param moving most moves in flight to and from a node together, at least 2; evening out uses at
 *     most half of them, so that a node which is to leave finds the others with room
 * @param perRound most moves that one round starts to even out
 * @param begin how far above the mean fill, as a share of it, a node begins to give away
 * @param end how far above it stops; less than begin
 * @param least nor does it begin for fewer documents than this
 * @param patience how long it has to be above before it begins
 * @param loadBegin how far above the mean load, in parts of 1, a node begins to give away documents
 *     that somebody sits at
 * @param loadPatience how long it has to be, and a quarter of it lies between two such moves
 * @param rest how long a document stays where it came to, unless its node is to leave or is slow
 */
public record RebalancePolicy(
    int moving,
    int perRound,
    double begin,
    double end,
    int least,
    Duration patience,
    double loadBegin,
    Duration loadPatience,
    Duration rest) {
  /**
   * Checks the bounds.
   *
   * @param moving as in the record
   * @param perRound as in the record
   * @param begin as in the record
   * @param end as in the record
   * @param least as in the record
   * @param patience as in the record
   * @param loadBegin as in the record
   * @param loadPatience as in the record
   * @param rest as in the record
   */
  public RebalancePolicy {
    if (moving < 2 || perRound < 1 || least < 1) {
      throw new IllegalArgumentException("some move at a time: at least 2, 1 a round, 1 too many");
    }
    if (!(end >= 0 && end < begin) || !(loadBegin > 0 && loadBegin < 1)) {
      throw new IllegalArgumentException("giving away ends below where it begins");
    }
    if (patience.isNegative() || loadPatience.isNegative() || rest.isNegative()) {
      throw new IllegalArgumentException("no time is less than nothing");
    }
  }

  /**
   * What suits a cluster: eight moves at a time; from 10 % above the mean for 15 s down to 3 %;
   * from 15 points of load above it for a minute; five minutes of rest.
   *
   * @return the policy
   */
  public static RebalancePolicy defaults() {
    return new RebalancePolicy(
        8,
        4,
        0.10,
        0.03,
        8,
        Duration.ofSeconds(15),
        0.15,
        Duration.ofMinutes(1),
        Duration.ofMinutes(5));
  }
}
