package io.tablekeep.engine.sim;

import io.tablekeep.engine.Receipt;

/** What a player lives in. */
interface Scene {
  /** What everyone was told. */
  Evidence evidence();

  /** Simulated time. */
  long nanos();

  /** Something that happens later. */
  void after(long millis, Runnable task);

  /** Somebody was told something about an id. */
  void told(String id, Receipt receipt);

  /** Where new connections go to. */
  Door door();
}
