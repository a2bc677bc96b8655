package io.tablekeep.sdk.model.document;

import io.tablekeep.sdk.model.EncounterRef;
import io.tablekeep.sdk.model.MapRef;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.schema.Range;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The session that runs, or the last one, {@code currentSession}. Scope: session. It only points:
 * places are with the tokens, turns with the encounter. When it ends, everything but its dates and
 * number goes. For everyone.
 *
 * @param id key of the session, new each time
 * @param number the campaign's first session is 1
 * @param active whether it runs
 * @param startedAt when it began
 * @param endedAt when it ended
 * @param map the map everyone looks at
 * @param activeEncounterId the encounter whose turns are taken
 * @param present who is here, by participant
 */
@Doc("The session that runs, or the last one.")
public record CurrentSession(
    @Length(min = 1, max = 64) String id,
    @Doc("The campaign's first session is 1.") @Default("1") @Range(min = 1) int number,
    @Doc("Whether it runs.") boolean active,
    Instant startedAt,
    Optional<Instant> endedAt,
    @Doc("The map everyone looks at.") Optional<MapRef> map,
    @Doc("The encounter whose turns are taken.") Optional<EncounterRef> activeEncounterId,
    @Doc("Who is here, by participant.") Map<String, Presence> present) {

  /**
   * Someone is here.
   *
   * @param since when they came
   */
  @Doc("Someone is here.")
  public record Presence(Instant since) {}
}
