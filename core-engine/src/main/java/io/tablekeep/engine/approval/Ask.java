package io.tablekeep.engine.approval;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An action that waits, as it lies in the document under {@code asks/{key}}.
 *
 * @param by participant who sent it
 * @param type name of the action
 * @param payload what was asked for
 * @param at when it was first decided, microseconds since 1970; keys made by its rules count from
 *     it
 * @param summary what it is about, for those asked
 * @param to participants asked besides those who run the game
 * @param questions what is asked; empty for a proposal
 * @param answers answers so far, by question key
 * @param proposed what a proposal would change: {@code {path, value}}, without value for a removal
 * @param rolls dice that fell, by what they were for
 */
public record Ask(
    String by,
    String type,
    Object payload,
    long at,
    String summary,
    List<String> to,
    List<Question> questions,
    Map<String, Object> answers,
    List<Change> proposed,
    Map<String, Dice> rolls) {

  /**
   * A question that waits.
   *
   * @param key its key
   * @param summary the question in one sentence
   * @param to participants asked besides those who run the game
   * @param suggestion the answer the rules suggest; also the form
   */
  public record Question(String key, String summary, List<String> to, Object suggestion) {}

  /**
   * A change that is proposed.
   *
   * @param path JSON pointer
   * @param value what would stand there; empty for a removal
   */
  public record Change(String path, Optional<Object> value) {}

  /**
   * Dice that fell.
   *
   * @param notation what was rolled
   * @param faces every face
   * @param total the result
   */
  public record Dice(String notation, List<Integer> faces, int total) {}
}
