package io.tablekeep.engine.cluster.disks;

import org.jspecify.annotations.Nullable;

/**
 * What became of a step.
 *
 * @param kind how it ended
 * @param owner who has the document, when that is not who asked
 * @param tail a copy, of steps that ask for one
 */
public record Reply(Kind kind, String owner, @Nullable Tail tail) {

  /** How a step ends. */
  public enum Kind {
    /** It was done. */
    DONE,
    /** Another epoch, or another owner, has the document by now. Nothing changed. */
    FENCED,
    /** The entries do not follow on what is there. Nothing changed. */
    GAP,
    /** Nothing is known of the document. Nothing changed. */
    ABSENT
  }

  static Reply of(Kind kind) {
    return new Reply(kind, "", null);
  }
}
