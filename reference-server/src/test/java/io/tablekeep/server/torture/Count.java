package io.tablekeep.server.torture;

import java.util.function.Consumer;

/** What all players of a run did together. */
final class Count {
  long actions;
  long acks;
  long refused;
  long settled;
  long resentOpen;
  long resentAcked;
  long sameReceipts;
  long reused;
  long frames;
  long welcomes;
  long resumes;
  long retries;

  synchronized void add(Consumer<Count> what) {
    what.accept(this);
  }
}
