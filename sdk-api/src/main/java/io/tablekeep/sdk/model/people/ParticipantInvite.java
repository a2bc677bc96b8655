package io.tablekeep.sdk.model.people;

import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.model.Color;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.Optional;

/**
 * {@code participant.invite}: a new seat at this table, for someone who comes with an invitation or
 * a link. For those who run the game; only a GM makes another one.
 *
 * @param name what the table calls them
 * @param role what they may do
 * @param color of their cursor and their dice
 * @param key their key, not in use; empty for a fresh one
 */
@Doc("Makes a place at the table for someone.")
public record ParticipantInvite(
    @Length(min = 1, max = 200) String name,
    @Default("player") Role role,
    @Doc("Of their cursor and their dice.") Optional<Color> color,
    @Doc("Their key; without it, a fresh one.") @Length(min = 1, max = 64) Optional<String> key) {

  /**
   * Somebody with a name and a role.
   *
   * @param name what the table calls them
   * @param role what they may do
   * @return the payload
   */
  public static ParticipantInvite of(String name, Role role) {
    return new ParticipantInvite(name, role, Optional.empty(), Optional.empty());
  }
}
