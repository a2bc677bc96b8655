package io.tablekeep.sdk.model.document;

import io.tablekeep.sdk.model.map.TableMap;
import io.tablekeep.sdk.model.world.Actor;
import io.tablekeep.sdk.model.world.Item;
import io.tablekeep.sdk.model.world.Location;
import io.tablekeep.sdk.model.world.Lore;
import io.tablekeep.sdk.model.world.Note;
import io.tablekeep.sdk.model.world.Quest;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.schema.Range;
import java.util.Map;
import java.util.Optional;

/**
 * The whole campaign as one JSON object. Every fact has one home, entities are objects under keys
 * (see {@link io.tablekeep.sdk.model.Ids}), lists are plain values. Keys that these records do not
 * name belong to game systems and imports and stay as they are.
 *
 * <p>The document's version is its position in the journal and stands in no key, so that a seat
 * learns nothing from it.
 *
 * @param id the campaign's key
 * @param schema the version of these records that the document follows, {@value Documents#VERSION}
 * @param campaign what the campaign is
 * @param participants who is at the table
 * @param actors characters, NPCs and monsters
 * @param items the catalogue of things
 * @param maps maps with what stands on them
 * @param encounters fights and other scenes in turns
 * @param quests what may be done
 * @param locations places of the world
 * @param lore what is to know about the world
 * @param notes what people at the table wrote
 * @param currentSession the session that runs, or the last one; absent before the first
 * @param chat what was said lately
 * @param dice what was rolled lately
 * @param changeLog what was changed lately, in exports
 * @param flags features of this campaign that are on or off
 * @param assets files of the campaign, by the SHA-256 of their bytes
 */
@Doc("A whole campaign. Keys not named here belong to game systems and imports.")
public record CampaignDocument(
    @Length(min = 1, max = 64) String id,
    @Doc("The version of this schema that the document follows.")
        @Range(min = 1, max = Documents.VERSION)
        int schema,
    CampaignInfo campaign,
    Map<String, Member> participants,
    Map<String, Actor> actors,
    Map<String, Item> items,
    Map<String, TableMap> maps,
    Map<String, Encounter> encounters,
    Map<String, Quest> quests,
    Map<String, Location> locations,
    Map<String, Lore> lore,
    Map<String, Note> notes,
    Optional<CurrentSession> currentSession,
    @Doc("What was said lately; keys ascend with time.") @Length(max = Documents.MOST_LINES)
        Map<String, ChatLine> chat,
    @Doc("What was rolled lately; keys ascend with time.") @Length(max = Documents.MOST_LINES)
        Map<String, RollLine> dice,
    @Doc("What was changed lately, in exports; keys ascend with time.")
        @Length(max = Documents.CHANGE_LINES)
        Map<String, ChangeLine> changeLog,
    @Doc("Features of this campaign that are on or off.") Map<String, Boolean> flags,
    @Doc("Files of the campaign, by the SHA-256 of their bytes.") @Length(max = MOST_ASSETS)
        Map<String, CampaignAsset> assets) {
  /** How many files a campaign has at most. */
  public static final int MOST_ASSETS = 5_000;

  /**
   * A campaign that has only just begun.
   *
   * @param id the campaign's key
   * @param campaign what it is
   * @param participants who is at the table
   * @return the document
   */
  public static CampaignDocument begin(
      String id, CampaignInfo campaign, Map<String, Member> participants) {
    return new CampaignDocument(
        id,
        Documents.VERSION,
        campaign,
        participants,
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Optional.empty(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of());
  }
}
