package io.tablekeep.sdk.model.action;

import io.tablekeep.sdk.model.document.TablePolicy;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.List;
import java.util.Optional;

/**
 * {@code campaign.edit}: what the campaign says of itself is changed. What is absent stays as it
 * is. For those who run the game.
 *
 * @param description what it is about
 * @param tags words to find it by
 * @param policy what players may do without being asked
 */
@Doc("Changes what the campaign says of itself.")
public record CampaignEdit(
    @Length(max = 100_000) Optional<String> description,
    @Length(max = 100) Optional<List<String>> tags,
    Optional<TablePolicy> policy) {}
