package io.tablekeep.sdk.model.document;

import io.tablekeep.sdk.model.ParticipantRef;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.schema.Range;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the campaign is, {@code campaign}. Scope: campaign. For everyone; settings for those who run
 * the game unless the system shows them.
 *
 * @param name what it is called
 * @param description what it is about
 * @param gm whose campaign it is: the one game master whom nobody can remove; the powers at the
 *     table come from each participant's role
 * @param system the game system's name, which is also the key of its data; empty for play without
 *     rules
 * @param systemVersion the version in which the system's data is written, for its migrations
 * @param settings of each system by its name
 * @param tags words to find it by
 * @param createdAt when it began
 * @param policy what players may do without being asked; empty: the defaults
 * @param archived whether it is put away: no session begins
 */
@Doc("What the campaign is.")
public record CampaignInfo(
    @Length(min = 1, max = 200) String name,
    @Default("") @Length(max = 100_000) String description,
    @Doc("Whose campaign it is.") Optional<ParticipantRef> gm,
    @Doc("The game system's name; none for play without rules.") @Length(min = 1, max = 32)
        Optional<String> system,
    @Doc("The version in which the system's data is written.") @Range(min = 0)
        Optional<Integer> systemVersion,
    @Doc("Settings of each system by its name.") Map<String, Object> settings,
    @Length(max = 100) List<String> tags,
    Instant createdAt,
    Optional<TablePolicy> policy,
    @Doc("Whether it is put away: no session begins.") @Default("false") boolean archived) {

  /**
   * A campaign of which nothing more is known yet.
   *
   * @param name what it is called
   * @param system the game system's name; empty for play without rules
   * @param createdAt when it began
   * @return the description
   */
  public static CampaignInfo of(String name, Optional<String> system, Instant createdAt) {
    return new CampaignInfo(
        name,
        "",
        Optional.empty(),
        system,
        Optional.empty(),
        Map.of(),
        List.of(),
        createdAt,
        Optional.empty(),
        false);
  }
}
