package io.tablekeep.sdk.model.people;

import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;

/**
 * {@code flag.set}: a feature of this campaign is turned on or off. For a GM only. A flag that
 * neither the table nor the campaign's game system declares is refused.
 *
 * @param name the flag's name, with the system's id and a dot before it unless it is the table's
 * @param value whether the feature is on
 */
@Doc("Turns a feature of this campaign on or off.")
public record FlagSet(@Length(min = 1, max = 80) String name, boolean value) {}
