package io.tablekeep.sdk.model.action.world;

import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.List;

/**
 * {@code lore.create}: there is something new to know. For those who run the game.
 *
 * @param title what it is about
 * @param text what is known
 * @param tags words to find it by
 * @param revealed whether the players know it
 * @param gmNotes for those who run the game only
 */
@Doc("Adds something to know about the world.")
public record LoreCreate(
    @Length(min = 1, max = 200) String title,
    @Default("") @Length(max = 1_000_000) String text,
    @Length(max = 100) List<String> tags,
    @Doc("Whether the players know it.") @Default("false") boolean revealed,
    @Doc("For the game master only.") @Default("") @Length(max = 100_000) String gmNotes) {}
