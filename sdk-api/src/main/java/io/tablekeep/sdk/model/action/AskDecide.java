package io.tablekeep.sdk.model.action;

import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code ask.decide}: what an action would change is agreed to, or not. When nothing it was decided
 * on has moved it happens as it was presented; otherwise it is decided again, and presented again
 * when it comes out differently by now (refusal {@code action-retry}). For those who were asked and
 * those who run the game; only the latter may change what is proposed, or refuse what waits for
 * answers.
 *
 * @param ask key of what waits
 * @param approve whether it may happen
 * @param reason what the sender is told when it may not
 * @param changes other values, by JSON pointer: a place that is proposed to be set, or one below it
 * @param without JSON pointers of proposed changes that are left out
 */
@Doc("Agrees to what an action would change, or refuses it.")
public record AskDecide(
    @Doc("The key of what waits.") @Length(min = 1, max = 64) String ask,
    @Doc("Whether it may happen.") boolean approve,
    @Doc("What the sender is told when it may not.") @Length(max = 1_000) Optional<String> reason,
    @Doc("Other values for proposed places, by JSON pointer. For those who run the game.")
        @Length(max = 100)
        Map<String, Object> changes,
    @Doc("JSON pointers of proposed changes to leave out. For those who run the game.")
        @Length(max = 100)
        List<String> without) {

  /**
   * Agrees to all of it, or to nothing.
   *
   * @param ask key of what waits
   * @param approve whether it may happen
   * @param reason what the sender is told when it may not
   */
  public AskDecide(String ask, boolean approve, Optional<String> reason) {
    this(ask, approve, reason, Map.of(), List.of());
  }

  /**
   * Agrees.
   *
   * @param ask key of what waits
   * @return the decision
   */
  public static AskDecide yes(String ask) {
    return new AskDecide(ask, true, Optional.empty());
  }

  /**
   * Refuses.
   *
   * @param ask key of what waits
   * @param reason what the sender is told
   * @return the decision
   */
  public static AskDecide no(String ask, String reason) {
    return new AskDecide(ask, false, Optional.of(reason));
  }
}
