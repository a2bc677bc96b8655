package io.tablekeep.sdk.game;

import io.tablekeep.sdk.view.Audience;
import java.time.Duration;
import java.util.Optional;

/**
 * A question to a person at the table. It is shown to those asked and to those who run the game,
 * with its summary and suggestion; the sender of the action is told only that it waits.
 *
 * @param key unique within the decision, 1 to 200 characters; the decision reads the answer with
 *     {@link Table#answer}
 * @param whom who may answer, besides those who run the game; the first answer counts
 * @param summary the question in one sentence, for those asked
 * @param suggestion the answer the rules suggest; its record is also the form
 * @param within how long to wait before the suggestion stands; empty waits for ever
 * @param <A> the record that answers
 */
public record Question<A extends Record>(
    String key, Audience whom, String summary, A suggestion, Optional<Duration> within) {

  /**
   * A question without a time limit.
   *
   * @param key unique within the decision
   * @param whom who may answer
   * @param summary the question in one sentence
   * @param suggestion the answer the rules suggest
   * @param <A> the record that answers
   * @return the question
   */
  public static <A extends Record> Question<A> of(
      String key, Audience whom, String summary, A suggestion) {
    return new Question<>(key, whom, summary, suggestion, Optional.empty());
  }

  /**
   * The same question with a time limit.
   *
   * @param limit how long to wait before the suggestion stands
   * @return the question
   */
  public Question<A> within(Duration limit) {
    return new Question<>(key, whom, summary, suggestion, Optional.of(limit));
  }
}
