package io.tablekeep.sdk.model.action;

import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;

/**
 * {@code campaign.rename}: the campaign gets another name. For those who run the game.
 *
 * @param name the new name
 */
@Doc("Gives the campaign another name.")
public record CampaignRename(@Length(min = 1, max = 200) String name) {}
