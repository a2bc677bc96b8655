package io.tablekeep.sdk.model.action;

import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.ParticipantRef;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.Optional;
import java.util.Set;

/**
 * {@code dice.roll}: dice are rolled. The engine rolls, never the sender.
 *
 * @param notation what to roll, for example {@code 2d6+3}; at most {@value #LONGEST} characters
 * @param label what it is for, for example {@code Perception}
 * @param as whom the sender rolls for; empty: for themselves
 * @param to who sees it besides the sender and those who run the game: absent everyone, empty
 *     nobody else
 * @param blind whether the sender does not see it; without {@code to} only those who run the game
 *     do
 */
@Doc("Rolls dice where everyone sees them, or only some.")
public record DiceRoll(
    @Doc("What to roll, for example 2d6+3.") @Length(min = 1, max = DiceRoll.LONGEST)
        String notation,
    @Doc("What it is for, for example Perception.") @Length(max = 200) Optional<String> label,
    @Doc("Whom the sender rolls for.") @Mine Optional<ActorRef> as,
    @Doc("Who sees it besides sender and game master: absent everyone, empty nobody else.")
        @Length(max = 100)
        Optional<Set<ParticipantRef>> to,
    @Doc("Whether the sender does not see it; without recipients only the game master does.")
        @Default("false")
        boolean blind) {
  /** The longest notation, in characters. */
  public static final int LONGEST = 200;

  /**
   * A roll before everyone, without a label.
   *
   * @param notation what to roll
   * @return the payload
   */
  public static DiceRoll of(String notation) {
    return new DiceRoll(notation, Optional.empty(), Optional.empty(), Optional.empty(), false);
  }
}
