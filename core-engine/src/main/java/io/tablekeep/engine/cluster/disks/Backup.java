package io.tablekeep.engine.cluster.disks;

import io.tablekeep.sdk.state.DocumentId;
import java.util.concurrent.CompletionStage;

/**
 * The tails of documents in the memory of several nodes. It survives the end of any one of them.
 * Thread-safe.
 */
public interface Backup {
  /**
   * Takes one step with the tail of a document, where it lives and on its copies, whole or not.
   *
   * @param id the document
   * @param step what to do
   * @return what became of it; a failure when that is not known, or when too few nodes are here
   */
  CompletionStage<Reply> step(DocumentId id, Step step);

  /**
   * Whether every part of the map stands on as many nodes as it should; nodes that have just come
   * have to be given their parts first.
   *
   * @return whether it is so; a failure when that cannot be told
   */
  CompletionStage<Boolean> isSafe();

  /**
   * Tells when parts of the map are gone, with too many nodes at once.
   *
   * @param told on some thread
   */
  void onLost(Runnable told);
}
