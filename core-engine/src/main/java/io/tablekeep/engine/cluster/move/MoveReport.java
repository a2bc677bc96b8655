package io.tablekeep.engine.cluster.move;

import io.tablekeep.sdk.state.DocumentId;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One move of a document away from this node.
 *
 * @param document which one
 * @param from address of this node
 * @param to address of the other; empty for a document that was closed because nobody used it
 * @param reason why: {@code drain}, {@code slow}, {@code fill}, {@code load} or {@code asked}
 * @param began when
 * @param outcome what came of it
 * @param code why it was refused or failed, else empty
 * @param pause from the last action that the owner took until the other had opened it; empty when
 *     it was not opened there
 */
public record MoveReport(
    DocumentId document,
    String from,
    String to,
    String reason,
    Instant began,
    Outcome outcome,
    String code,
    Optional<Duration> pause) {
  /** What becomes of moves. */
  public enum Outcome {
    /** The other node reads it. */
    PREPARING,
    /** It is being handed over. */
    MOVING,
    /** The other node has it. */
    MOVED,
    /** It was closed: nobody used it, and it is placed anew when somebody does. */
    CLOSED,
    /** It stays: the other node did not take it. */
    REFUSED,
    /** Somebody else has it, or will. */
    FAILED;

    /**
     * Whether it is under way.
     *
     * @return false when it is over
     */
    public boolean isUnderWay() {
      return this == PREPARING || this == MOVING;
    }

    /**
     * As a word.
     *
     * @return in lower case
     */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  MoveReport now(Outcome next) {
    return new MoveReport(document, from, to, reason, began, next, code, pause);
  }

  MoveReport moved(Duration paused) {
    return new MoveReport(
        document, from, to, reason, began, Outcome.MOVED, code, Optional.of(paused));
  }

  MoveReport ended(Outcome end, String why) {
    return new MoveReport(document, from, to, reason, began, end, why, pause);
  }
}
