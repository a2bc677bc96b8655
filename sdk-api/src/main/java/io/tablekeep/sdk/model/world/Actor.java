package io.tablekeep.sdk.model.world;

import io.tablekeep.sdk.asset.AssetId;
import io.tablekeep.sdk.model.ItemRef;
import io.tablekeep.sdk.model.ParticipantRef;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.schema.Range;
import java.util.Map;
import java.util.Optional;

/**
 * A character, an NPC or a monster, {@code actors/{id}}. Scope: campaign. Everyone sees name, type,
 * owner, portrait, description and conditions, unless it is hidden; inventory, effects and notes
 * are for its owner and those who run the game, {@code gmNotes} for those who run the game only. A
 * game system keeps its sheet under its own name, {@code actors/{id}/{system}}, for owner and GM
 * unless the system declares more. Where it stands is told by its tokens.
 *
 * @param name what it is called
 * @param type what it is
 * @param owner who plays it; empty: those who run the game
 * @param portrait its picture
 * @param description what anyone can see of it, in words
 * @param inventory what it carries
 * @param conditions what anyone can see that ails or helps it
 * @param effects what else works on it
 * @param hidden whether only its owner and those who run the game know of it
 * @param notes for its owner and those who run the game
 * @param gmNotes for those who run the game only
 */
@Doc("A character, an NPC or a monster. A game system keeps its sheet under its own name here.")
public record Actor(
    @Length(min = 1, max = 200) String name,
    @Default("npc") Type type,
    @Doc("Who plays it; without it, the game master.") Optional<ParticipantRef> owner,
    Optional<AssetId> portrait,
    @Doc("What anyone can see of it, in words.") @Default("") @Length(max = 100_000)
        String description,
    @Doc("What it carries, for owner and game master.") Map<String, Stack> inventory,
    @Doc("What anyone can see that ails or helps it.") Map<String, Effect> conditions,
    @Doc("What else works on it, for owner and game master.") Map<String, Effect> effects,
    @Doc("Whether only owner and game master know of it.") @Default("false") boolean hidden,
    @Doc("For owner and game master.") @Default("") @Length(max = 100_000) String notes,
    @Doc("For the game master only.") @Default("") @Length(max = 100_000) String gmNotes) {

  /** What an actor is. */
  public enum Type {
    /** Someone a player plays. */
    CHARACTER,
    /** Someone the game master plays. */
    NPC,
    /** Something to fight or flee. */
    MONSTER
  }

  /**
   * Some of one thing that an actor carries.
   *
   * @param item the entry of the catalogue; empty for something that is only a name
   * @param name what it is called; empty: the item's name
   * @param quantity how many
   * @param equipped whether it is worn or in hand
   * @param notes for the owner
   */
  @Doc("Some of one thing that an actor carries.")
  public record Stack(
      Optional<ItemRef> item,
      @Doc("What it is called; without it, the item's name.") @Length(max = 200)
          Optional<String> name,
      @Default("1") @Range(min = 0, max = 1_000_000_000) double quantity,
      @Doc("Whether it is worn or in hand.") @Default("false") boolean equipped,
      @Default("") @Length(max = 100_000) String notes) {}

  /**
   * Someone of whom only the name is known yet.
   *
   * @param name what it is called
   * @param type what it is
   * @param owner who plays it; empty: those who run the game
   * @return the actor
   */
  public static Actor of(String name, Type type, Optional<ParticipantRef> owner) {
    return new Actor(
        name, type, owner, Optional.empty(), "", Map.of(), Map.of(), Map.of(), false, "", "");
  }
}
