package io.tablekeep.sdk.model.document;

import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.Color;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.Optional;

/**
 * Someone at this table, {@code participants/{id}}. Scope: campaign. For everyone. Accounts and
 * their secrets are not here; nor is what someone plays, which each actor's owner tells.
 *
 * @param name what the table calls them
 * @param role what they may do
 * @param color of their cursor and their dice
 * @param character whom they speak as unless they say otherwise
 */
@Doc("Someone at this table.")
public record Member(
    @Length(min = 1, max = 200) String name,
    @Default("player") Role role,
    @Doc("Of their cursor and their dice.") Optional<Color> color,
    @Doc("Whom they speak as unless they say otherwise.") Optional<ActorRef> character) {

  /**
   * Someone with a name and a role.
   *
   * @param name what the table calls them
   * @param role what they may do
   * @return the member
   */
  public static Member of(String name, Role role) {
    return new Member(name, role, Optional.empty(), Optional.empty());
  }
}
