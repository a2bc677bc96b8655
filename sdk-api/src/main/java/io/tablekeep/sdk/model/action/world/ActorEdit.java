package io.tablekeep.sdk.model.action.world;

import io.tablekeep.sdk.asset.AssetId;
import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.world.Actor;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.Optional;
import java.util.Set;

/**
 * {@code actor.edit}: an actor is changed. What is absent stays as it is. {@code type} and {@code
 * gmNotes} are for those who run the game.
 *
 * @param actor the actor, which the sender owns
 * @param name its new name
 * @param type what it is
 * @param portrait its picture
 * @param description what anyone can see of it, in words
 * @param notes for its owner and those who run the game
 * @param gmNotes for those who run the game only
 * @param clear what shall be empty from now on; goes before what is set
 */
@Doc("Changes an actor.")
public record ActorEdit(
    @Mine ActorRef actor,
    @Length(min = 1, max = 200) Optional<String> name,
    Optional<Actor.Type> type,
    Optional<AssetId> portrait,
    @Doc("What anyone can see of it, in words.") @Length(max = 100_000)
        Optional<String> description,
    @Doc("For owner and game master.") @Length(max = 100_000) Optional<String> notes,
    @Doc("For the game master only.") @Length(max = 100_000) Optional<String> gmNotes,
    @Doc("What shall be empty from now on.") Set<Part> clear) {
  /** What can be empty. */
  public enum Part {
    /** The picture. */
    PORTRAIT
  }
}
