package io.tablekeep.sdk.model.action.encounter;

import io.tablekeep.sdk.model.MapRef;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.Optional;

/**
 * {@code encounter.create}: an encounter is prepared, as a draft that players do not see. For those
 * who run the game.
 *
 * @param name what it is called
 * @param map where it takes place
 * @param gmNotes for those who run the game only
 */
@Doc("Prepares an encounter.")
public record EncounterCreate(
    @Length(min = 1, max = 200) String name,
    @Doc("Where it takes place.") Optional<MapRef> map,
    @Doc("For the game master only.") @Default("") @Length(max = 100_000) String gmNotes) {}
