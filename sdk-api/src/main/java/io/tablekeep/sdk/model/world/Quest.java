package io.tablekeep.sdk.model.world;

import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.LocationRef;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.Map;
import java.util.Optional;

/**
 * Something the characters may set out to do, {@code quests/{id}}. Scope: campaign. For those who
 * run the game until it is revealed, then for everyone; {@code gmNotes} never.
 *
 * @param name what the table calls it
 * @param status how it stands
 * @param summary what it is about
 * @param giver who asks for it
 * @param location where it leads
 * @param objectives its steps, in order of their keys
 * @param revealed whether the players know of it
 * @param gmNotes for those who run the game only
 */
@Doc("Something the characters may set out to do.")
public record Quest(
    @Length(min = 1, max = 200) String name,
    @Default("open") Status status,
    @Default("") @Length(max = 100_000) String summary,
    @Doc("Who asks for it.") Optional<ActorRef> giver,
    @Doc("Where it leads.") Optional<LocationRef> location,
    @Doc("Its steps, in order of their keys.") Map<String, Objective> objectives,
    @Doc("Whether the players know of it.") @Default("false") boolean revealed,
    @Doc("For the game master only.") @Default("") @Length(max = 100_000) String gmNotes) {

  /** How a quest stands. */
  public enum Status {
    /** To be done. */
    OPEN,
    /** Done. */
    COMPLETED,
    /** Cannot be done any more. */
    FAILED
  }

  /**
   * A step of a quest.
   *
   * @param text what is to be done
   * @param done whether it is
   * @param revealed whether the players know of this step
   */
  @Doc("A step of a quest.")
  public record Objective(
      @Length(min = 1, max = 10_000) String text,
      @Default("false") boolean done,
      @Doc("Whether the players know of this step.") @Default("true") boolean revealed) {}
}
