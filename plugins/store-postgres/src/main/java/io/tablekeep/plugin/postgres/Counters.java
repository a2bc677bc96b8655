package io.tablekeep.plugin.postgres;

import java.util.concurrent.atomic.LongAdder;

/** What the store has done, for its statistics. */
final class Counters {
  final LongAdder entries = new LongAdder();
  final LongAdder commits = new LongAdder();
  final LongAdder rejected = new LongAdder();
  final LongAdder unknown = new LongAdder();
  final LongAdder recoveries = new LongAdder();
  volatile long usedBytes = -1;
}
