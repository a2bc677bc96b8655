package io.tablekeep.sdk.model.action.encounter;

import io.tablekeep.sdk.model.EncounterRef;
import io.tablekeep.sdk.model.MapRef;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.Optional;
import java.util.Set;

/**
 * {@code encounter.edit}: an encounter is changed. What is absent stays as it is. For those who run
 * the game.
 *
 * @param encounter the encounter
 * @param name its new name
 * @param map where it takes place
 * @param gmNotes for those who run the game only
 * @param clear what shall be empty from now on; goes before what is set
 */
@Doc("Changes an encounter.")
public record EncounterEdit(
    EncounterRef encounter,
    @Length(min = 1, max = 200) Optional<String> name,
    @Doc("Where it takes place.") Optional<MapRef> map,
    @Doc("For the game master only.") @Length(max = 100_000) Optional<String> gmNotes,
    @Doc("What shall be empty from now on.") Set<Part> clear) {
  /** What can be empty. */
  public enum Part {
    /** Where it takes place. */
    MAP
  }
}
