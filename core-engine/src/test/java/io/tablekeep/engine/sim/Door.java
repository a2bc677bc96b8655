package io.tablekeep.engine.sim;

import io.tablekeep.engine.Campaign;
import java.util.concurrent.CompletableFuture;

/** Where a player comes in. */
interface Door {
  /** Whether anything is heard from there. */
  boolean isAlive();

  /** The table. */
  CompletableFuture<Campaign> open();
}
