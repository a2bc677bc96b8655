package io.tablekeep.sdk.model.action;

import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;

/**
 * {@code campaign.archive}: the campaign is put away, so that no session begins, or taken out
 * again. While a session runs it is refused. For those who run the game.
 *
 * @param archived whether it is put away
 */
@Doc("Puts the campaign away, or takes it out again.")
public record CampaignArchive(@Default("true") boolean archived) {}
