package io.tablekeep.engine.cluster.disks;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Questions to the disks of other nodes. Thread-safe. */
public interface Peers {
  /**
   * Asks the disk of a node.
   *
   * @param node its name on the bus
   * @param question a few bytes, or some megabytes; not to be changed afterwards
   * @return what it answers, or a failure when it is not here, does not answer or cannot
   */
  CompletionStage<byte[]> ask(String node, byte[] question);

  /**
   * Answers the others.
   *
   * @param answering called on any thread, must not block
   */
  void answer(Function<byte[], CompletionStage<byte[]>> answering);
}
