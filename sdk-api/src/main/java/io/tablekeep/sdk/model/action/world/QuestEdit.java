package io.tablekeep.sdk.model.action.world;

import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.LocationRef;
import io.tablekeep.sdk.model.QuestRef;
import io.tablekeep.sdk.model.world.Quest;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.Optional;
import java.util.Set;

/**
 * {@code quest.edit}: a quest is changed. What is absent stays as it is. For those who run the
 * game.
 *
 * @param quest the quest
 * @param name its new name
 * @param status how it stands
 * @param summary what it is about
 * @param giver who asks for it
 * @param location where it leads
 * @param gmNotes for those who run the game only
 * @param clear what shall be empty from now on; goes before what is set
 */
@Doc("Changes a quest, also how it stands.")
public record QuestEdit(
    QuestRef quest,
    @Length(min = 1, max = 200) Optional<String> name,
    Optional<Quest.Status> status,
    @Length(max = 100_000) Optional<String> summary,
    @Doc("Who asks for it.") Optional<ActorRef> giver,
    @Doc("Where it leads.") Optional<LocationRef> location,
    @Doc("For the game master only.") @Length(max = 100_000) Optional<String> gmNotes,
    @Doc("What shall be empty from now on.") Set<Part> clear) {
  /** What can be empty. */
  public enum Part {
    /** Who asks for it. */
    GIVER,
    /** Where it leads. */
    LOCATION
  }
}
