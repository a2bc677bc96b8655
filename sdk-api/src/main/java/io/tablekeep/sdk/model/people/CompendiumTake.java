package io.tablekeep.sdk.model.people;

import io.tablekeep.sdk.model.world.Origin;
import io.tablekeep.sdk.schema.Doc;
import java.util.Map;

/**
 * {@code compendium.take}: a copy of a compendium's entry comes to the campaign. For those who run
 * the game. The copy stays as it is when the compendium changes.
 *
 * @param kind where it goes
 * @param data the entity as in the document
 * @param origin where it comes from; {@code sha256} must be that of {@code data} in canonical form
 *     (RFC 8785)
 */
@Doc("Copies an entry of a compendium into the campaign.")
public record CompendiumTake(
    Kind kind, @Doc("The entity as in the document.") Map<String, Object> data, Origin origin) {

  /** The collections that entries are copied to. */
  public enum Kind {
    /** Characters, NPCs and monsters. */
    ACTORS,
    /** Things. */
    ITEMS,
    /** Things to know. */
    LORE,
    /** Places. */
    LOCATIONS,
    /** Things to do. */
    QUESTS
  }
}
