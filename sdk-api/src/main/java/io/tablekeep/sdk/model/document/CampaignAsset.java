package io.tablekeep.sdk.model.document;

import io.tablekeep.sdk.asset.Asset;
import io.tablekeep.sdk.asset.AssetType;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Range;
import java.time.Instant;
import java.util.Map;

/**
 * A file that belongs to the campaign, {@code assets/{sha256}}. Scope: campaign. Only what stands
 * here is served to this campaign's seats, whatever names it: whoever knows the name of another
 * campaign's file gets nothing by writing it down. Only the server writes here, when somebody has
 * sent the bytes or an import has brought them. Those who run the game see all of them; others see
 * those that they have sent themselves, and only these can they put on what is theirs.
 *
 * @param type the format, as its bytes say
 * @param bytes how many
 * @param width pixels
 * @param height pixels
 * @param addedAt when the campaign got it
 * @param by when which participant sent it; empty when an import brought it
 * @param back when which of them took it back; it goes on counting as theirs, as the file stays
 */
@Doc("A file of the campaign; the key is the SHA-256 of its bytes. Only the server writes it.")
public record CampaignAsset(
    AssetType type,
    @Doc("How many bytes it has.") @Range(min = 1, max = 1L << 40) long bytes,
    @Doc("Pixels.") @Range(min = 1, max = 1_000_000) int width,
    @Doc("Pixels.") @Range(min = 1, max = 1_000_000) int height,
    Instant addedAt,
    @Doc("When which participant sent it.") Map<String, Instant> by,
    @Doc("When which participant took it back.") Map<String, Instant> back) {

  /**
   * A file that an import has brought.
   *
   * @param asset what is known of it
   * @param now when
   * @return the entry, sent by nobody
   */
  public static CampaignAsset brought(Asset asset, Instant now) {
    return new CampaignAsset(
        asset.type(), asset.bytes(), asset.width(), asset.height(), now, Map.of(), Map.of());
  }
}
