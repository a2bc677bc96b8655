package io.tablekeep.sdk.game;

import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.view.Audience;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a handler decides about an action. */
public sealed interface Decision {
  /**
   * The action takes effect.
   *
   * @param changes what it changes
   */
  record Apply(Changes changes) implements Decision {}

  /**
   * The action would change this, if someone agrees.
   *
   * @param changes what it would change
   * @param whom who may agree
   * @param reason what the rules make of it, for whom is asked
   * @param within how long to wait for the answer; after that the action is refused with code
   *     {@code expired}. Empty waits for ever
   */
  record Propose(Changes changes, Audience whom, String reason, Optional<Duration> within)
      implements Decision {
    /**
     * A proposal without a time limit.
     *
     * @param changes what it would change
     * @param whom who may agree
     * @param reason what the rules make of it, for whom is asked
     */
    public Propose(Changes changes, Audience whom, String reason) {
      this(changes, whom, reason, Optional.empty());
    }

    /**
     * The same proposal with a time limit.
     *
     * @param limit how long to wait for the answer
     * @return the proposal
     */
    public Propose within(Duration limit) {
      return new Propose(changes, whom, reason, Optional.of(limit));
    }
  }

  /**
   * The decision needs answers first. When they are in, the whole decision runs again and finds
   * them with {@link Table#answer}.
   *
   * @param questions what to ask, at least one
   */
  record Ask(List<Question<?>> questions) implements Decision, Verdict {
    /**
     * Copies the list.
     *
     * @param questions as in the record
     */
    public Ask {
      questions = List.copyOf(questions);
      if (questions.isEmpty()) {
        throw new IllegalArgumentException("ask at least one question");
      }
    }
  }

  /**
   * The action is refused and changes nothing.
   *
   * @param code stable kebab-case code of the refusal, owned by the system
   * @param message a sentence the player understands
   * @param field place in the payload that is at fault, component names joined by {@code /}; empty
   *     for the whole
   */
  record Reject(String code, String message, String field) implements Decision, Verdict {}

  /**
   * Applies changes.
   *
   * @param changes what the action changes
   * @return the decision
   */
  static Apply apply(Changes changes) {
    return new Apply(changes);
  }

  /**
   * Proposes changes to the GM.
   *
   * @param changes what the action would change
   * @param reason what the rules make of it
   * @return the decision
   */
  static Propose propose(Changes changes, String reason) {
    return new Propose(changes, Audience.gm(), reason);
  }

  /**
   * Asks questions.
   *
   * @param questions what to ask
   * @return the decision, also a {@link Verdict}
   */
  static Ask ask(Question<?>... questions) {
    return new Ask(List.of(questions));
  }

  /**
   * Refuses.
   *
   * @param code stable kebab-case code
   * @param message a sentence the player understands
   * @return the decision, also a {@link Verdict}
   */
  static Reject reject(String code, String message) {
    return new Reject(code, message, "");
  }
}
