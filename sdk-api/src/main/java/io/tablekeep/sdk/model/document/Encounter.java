package io.tablekeep.sdk.model.document;

import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.MapRef;
import io.tablekeep.sdk.model.TokenRef;
import io.tablekeep.sdk.model.world.Effect;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.schema.Range;
import java.util.Map;
import java.util.Optional;

/**
 * A fight or another scene in turns, {@code encounters/{id}}: the one home of order, turn and
 * round. Scope: campaign, so that a fight goes on next week. A draft is for those who run the game,
 * any other for everyone without its hidden combatants. While one of these is on, turn and round
 * look to others as if they did not take part: the next who is seen is on, and may act.
 *
 * @param name what the table calls it
 * @param map where it takes place
 * @param status how it stands
 * @param round the round under way, from 1; 0 before the first
 * @param turn the key of the combatant whose turn it is; empty while nobody's is
 * @param order who takes part: from the highest initiative to the lowest, equal ones in order of
 *     their keys, those without last
 * @param effects what works on the whole scene
 * @param gmNotes for those who run the game only
 */
@Doc("A fight or another scene in turns.")
public record Encounter(
    @Length(min = 1, max = 200) String name,
    @Doc("Where it takes place.") Optional<MapRef> map,
    @Default("draft") Status status,
    @Doc("The round under way, from 1; 0 before the first.")
        @Default("0")
        @Range(min = 0, max = 1_000_000)
        int round,
    @Doc("The key of the combatant whose turn it is.") @Length(min = 1, max = 64)
        Optional<String> turn,
    @Doc("Who takes part: highest initiative first, equal ones in order of their keys.")
        Map<String, Combatant> order,
    @Doc("What works on the whole scene.") Map<String, Effect> effects,
    @Doc("For the game master only.") @Default("") @Length(max = 100_000) String gmNotes) {

  /** How an encounter stands. */
  public enum Status {
    /** Being prepared. */
    DRAFT,
    /** Turns are taken. */
    ACTIVE,
    /** Interrupted, to be resumed. */
    PAUSED,
    /** Over. */
    COMPLETED
  }

  /**
   * Someone who takes turns, under a key of their own: one actor may take part several times.
   *
   * @param actor who
   * @param token which token, if the actor has several
   * @param initiative when in the round; empty while not rolled yet
   * @param acted whether this round's turn is over
   * @param hidden whether only those who run the game know that they take part
   */
  @Doc("Someone who takes turns.")
  public record Combatant(
      ActorRef actor,
      @Doc("Which token, if the actor has several.") Optional<TokenRef> token,
      @Doc("When in the round: the highest first; absent while not rolled yet.")
          @Range(min = -1_000_000, max = 1_000_000)
          Optional<Double> initiative,
      @Doc("Whether this round's turn is over.") @Default("false") boolean acted,
      @Doc("Whether only the game master knows that they take part.") @Default("false")
          boolean hidden) {}
}
