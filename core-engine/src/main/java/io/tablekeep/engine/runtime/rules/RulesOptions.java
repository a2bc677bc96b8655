package io.tablekeep.engine.runtime.rules;

import java.time.Duration;

/**
 * The limits of {@link RulesThreads}. At most {@code threads + abandoned} threads are ever alive.
 *
 * @param threads rules that run at once, at least 1
 * @param perOwner rules of one owner that run at once, 1 to {@code threads}; less than {@code
 *     threads}, so that an owner whose rules all hang leaves threads to the others
 * @param queued rules that wait, in all
 * @param queuedPerOwner rules of one owner that wait
 * @param abandonedPerOwner given-up threads of one owner that are still alive; at the limit its
 *     rules are refused until one ends. Running rules count too, so that it is never exceeded
 * @param abandoned given-up threads that are replaced; beyond it the pool shrinks until one ends
 * @param grace how long an interrupted rule has to end before its thread is given up
 */
public record RulesOptions(
    int threads,
    int perOwner,
    int queued,
    int queuedPerOwner,
    int abandonedPerOwner,
    int abandoned,
    Duration grace) {

  /**
   * Checks the limits.
   *
   * @param threads see above
   * @param perOwner see above
   * @param queued see above
   * @param queuedPerOwner see above
   * @param abandonedPerOwner see above
   * @param abandoned see above
   * @param grace see above
   */
  public RulesOptions {
    if (threads < 1
        || perOwner < 1
        || perOwner > threads
        || queued < 1
        || queuedPerOwner < 1
        || abandonedPerOwner < 1
        || abandoned < 0
        || grace.isNegative()) {
      throw new IllegalArgumentException("a limit of the rules executor is out of range");
    }
  }

  /**
   * Limits for this machine: more threads than cores, because a hanging rule mostly holds a thread
   * rather than a core, and half of them for any one owner.
   *
   * @return the limits
   */
  public static RulesOptions defaults() {
    int threads = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());
    return new RulesOptions(threads, threads / 2, 4096, 1024, 4, 16, Duration.ofMillis(50));
  }

  /**
   * The same limits for another number of threads, half of them for any one owner.
   *
   * @param count rules that run at once
   * @return changed limits
   */
  public RulesOptions withThreads(int count) {
    return new RulesOptions(
        count, Math.max(1, count / 2), queued, queuedPerOwner, abandonedPerOwner, abandoned, grace);
  }

  /**
   * The same limits for another share of an owner.
   *
   * @param count rules of one owner that run at once
   * @return changed limits
   */
  public RulesOptions withPerOwner(int count) {
    return new RulesOptions(
        threads, count, queued, queuedPerOwner, abandonedPerOwner, abandoned, grace);
  }

  /**
   * The same limits for other queues.
   *
   * @param inAll rules that wait, in all
   * @param ofOwner rules of one owner that wait
   * @return changed limits
   */
  public RulesOptions withQueued(int inAll, int ofOwner) {
    return new RulesOptions(threads, perOwner, inAll, ofOwner, abandonedPerOwner, abandoned, grace);
  }

  /**
   * The same limits for other numbers of given-up threads.
   *
   * @param inAll given-up threads that are replaced
   * @param ofOwner given-up threads of one owner
   * @return changed limits
   */
  public RulesOptions withAbandoned(int inAll, int ofOwner) {
    return new RulesOptions(threads, perOwner, queued, queuedPerOwner, ofOwner, inAll, grace);
  }

  /**
   * The same limits for another grace.
   *
   * @param time how long an interrupted rule has to end
   * @return changed limits
   */
  public RulesOptions withGrace(Duration time) {
    return new RulesOptions(
        threads, perOwner, queued, queuedPerOwner, abandonedPerOwner, abandoned, time);
  }
}
