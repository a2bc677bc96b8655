package io.tablekeep.sdk.model.action.world;

import io.tablekeep.sdk.model.LoreRef;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.List;
import java.util.Optional;

/**
 * {@code lore.edit}: something to know is changed. What is absent stays as it is. For those who run
 * the game.
 *
 * @param lore what is to know
 * @param title what it is about
 * @param text what is known
 * @param tags words to find it by
 * @param gmNotes for those who run the game only
 */
@Doc("Changes something to know about the world.")
public record LoreEdit(
    LoreRef lore,
    @Length(min = 1, max = 200) Optional<String> title,
    @Length(max = 1_000_000) Optional<String> text,
    @Length(max = 100) Optional<List<String>> tags,
    @Doc("For the game master only.") @Length(max = 100_000) Optional<String> gmNotes) {}
