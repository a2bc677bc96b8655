package io.tablekeep.engine.cluster;

import io.tablekeep.sdk.state.DocumentId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Which documents this engine may open. It keeps nodes from taking documents from each other; what
 * makes a second writer impossible is the store, which checks the epoch of every append.
 * Thread-safe.
 */
public interface Ownership {
  /** That of an engine that is alone with its store. */
  Ownership ALONE =
      new Ownership() {
        @Override
        public CompletionStage<Void> claim(DocumentId id) {
          return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<Boolean> keeps(DocumentId id) {
          return CompletableFuture.completedFuture(true);
        }

        @Override
        public void released(DocumentId id) {}
      };

  /**
   * Asks for a document that is about to be opened.
   *
   * @param id the document
   * @return done when it is this node's; a failure {@link ElsewhereException} when another live
   *     node has it, or with code {@code cluster-unavailable} when that cannot be told at present
   */
  CompletionStage<Void> claim(DocumentId id);

  /**
   * Asks whether a document is still this node's, after its store failed, before it is taken again.
   *
   * @param id a document that was claimed
   * @return whether it may be acquired once more; fails like {@link #claim}
   */
  CompletionStage<Boolean> keeps(DocumentId id);

  /**
   * A document is in memory no more.
   *
   * @param id a document that was claimed
   */
  void released(DocumentId id);
}
