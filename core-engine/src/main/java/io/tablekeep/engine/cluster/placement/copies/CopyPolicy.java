package io.tablekeep.engine.cluster.placement.copies;

import io.tablekeep.engine.cluster.placement.copies.CopyPlan.Pattern;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Chooses read copies and cache times by rates. What stands stays until it is clearly wrong: each
 * limit is left at half of where it was entered. Immutable.
 *
 * @param readHeavy reads to a write from which on a document is read-heavy; it stays so down to
 *     half
 * @param writeHeavy writes a second from which on it is write-heavy; it stays so down to half
 * @param worth reads of a node to a write from which on it keeps a copy; it does down to half
 * @param leastReads reads of a node a second below which it keeps none; it does down to half
 * @param mostCopies most copies of a document
 * @param readHeavyAge how long what was read of a read-heavy document is used
 * @param balancedAge the same of a balanced one
 * @param writeHeavyAge the same of a write-heavy one
 * @param missed so many writes at most are missed meanwhile, on average
 * @param leastAge but it is always used this long
 */
public record CopyPolicy(
    double readHeavy,
    double writeHeavy,
    double worth,
    double leastReads,
    int mostCopies,
    Duration readHeavyAge,
    Duration balancedAge,
    Duration writeHeavyAge,
    double missed,
    Duration leastAge) {
  /** A node that keeps a copy gives way to another that reads so many times as much. */
  private static final double CLEARLY_MORE = 1.5;

  /** A time is changed when it is this much too long or too short. */
  private static final double CLEARLY_OTHER = 1.25;

  /**
   * Checks.
   *
   * @param readHeavy as in the record
   * @param writeHeavy as in the record
   * @param worth as in the record
   * @param leastReads as in the record
   * @param mostCopies as in the record
   * @param readHeavyAge as in the record
   * @param balancedAge as in the record
   * @param writeHeavyAge as in the record
   * @param missed as in the record
   * @param leastAge as in the record
   */
  public CopyPolicy {
    if (!(readHeavy >= 1 && writeHeavy > 0 && worth >= 1 && leastReads > 0 && missed > 0)) {
      throw new IllegalArgumentException("each copy has to be read more than it is written");
    }
    if (mostCopies < 0) {
      throw new IllegalArgumentException("there are no fewer copies than none");
    }
    boolean ordered =
        !leastAge.isNegative()
            && leastAge.compareTo(writeHeavyAge) <= 0
            && writeHeavyAge.compareTo(balancedAge) <= 0
            && balancedAge.compareTo(readHeavyAge) <= 0;
    if (!ordered) {
      throw new IllegalArgumentException("what is written more is used for a shorter time");
    }
  }

  /**
   * As the source documents say: read-heavy from ten reads to a write, used for 30 s; write-heavy
   * from 100 writes a second, used for 5 s; else 15 s. At most five copies; ten writes missed; at
   * least a quarter of a second.
   *
   * @return the policy
   */
  public static CopyPolicy defaults() {
    return new CopyPolicy(
        10,
        100,
        2,
        0.5,
        5,
        Duration.ofSeconds(30),
        Duration.ofSeconds(15),
        Duration.ofSeconds(5),
        10,
        Duration.ofMillis(250));
  }

  /**
   * The plan for a document nobody has read yet.
   *
   * @return balanced, no copies
   */
  public CopyPlan initial() {
    return new CopyPlan(Pattern.BALANCED, List.of(), balancedAge);
  }

  /**
   * Decides anew. Equal values give equal plans.
   *
   * @param reads reads a second, each at least 0, of nodes other than the owner that have room for
   *     a copy
   * @param writes writes a second, at least 0
   * @param present the plan that stands
   * @return the plan from now on
   */
  public CopyPlan decide(Map<String, Double> reads, double writes, CopyPlan present) {
    double all = 0;
    for (double each : reads.values()) {
      all += each;
    }
    Pattern pattern = pattern(all, writes, present.pattern());
    List<String> nodes =
        pattern == Pattern.READ_HEAVY ? nodes(reads, writes, present) : List.<String>of();
    return new CopyPlan(pattern, nodes, age(pattern, writes, present));
  }

  private Pattern pattern(double reads, double writes, Pattern before) {
    double readsFrom = before == Pattern.READ_HEAVY ? readHeavy / 2 : readHeavy;
    double leastFrom = before == Pattern.READ_HEAVY ? leastReads / 2 : leastReads;
    if (reads > readsFrom * writes && reads >= leastFrom) {
      return Pattern.READ_HEAVY;
    }
    double writesFrom = before == Pattern.WRITE_HEAVY ? writeHeavy / 2 : writeHeavy;
    return writes > writesFrom ? Pattern.WRITE_HEAVY : Pattern.BALANCED;
  }

  private List<String> nodes(Map<String, Double> reads, double writes, CopyPlan present) {
    List<Map.Entry<String, Double>> worthIt = new ArrayList<>();
    for (Map.Entry<String, Double> each : reads.entrySet()) {
      boolean keeps = present.keeps(each.getKey());
      double ease = keeps ? 0.5 : 1;
      if (each.getValue() >= ease * leastReads && each.getValue() > ease * worth * writes) {
        double standing = keeps ? CLEARLY_MORE * each.getValue() : each.getValue();
        worthIt.add(Map.entry(each.getKey(), standing));
      }
    }
    worthIt.sort(
        Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
            .thenComparing(Map.Entry.comparingByKey()));
    return worthIt.stream().limit(mostCopies).map(Map.Entry::getKey).sorted().toList();
  }

  private Duration age(Pattern pattern, double writes, CopyPlan present) {
    Duration most =
        switch (pattern) {
          case READ_HEAVY -> readHeavyAge;
          case WRITE_HEAVY -> writeHeavyAge;
          case BALANCED -> balancedAge;
        };
    double allowed = writes > 0 ? 1_000 * missed / writes : (double) most.toMillis();
    double wanted =
        Math.max((double) leastAge.toMillis(), Math.min((double) most.toMillis(), allowed));
    double before = present.maxAge().toMillis();
    boolean near = wanted * CLEARLY_OTHER >= before && wanted <= before * CLEARLY_OTHER;
    boolean stays = near && pattern == present.pattern() && before <= most.toMillis();
    return stays ? present.maxAge() : Duration.ofMillis(Math.round(wanted));
  }
}
