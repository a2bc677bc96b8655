package io.tablekeep.sdk.model.document;

import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.ParticipantRef;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Dice that fell, {@code dice/{id}}. Scope: campaign; the document keeps the newest {@value
 * Documents#DICE_LINES} that everyone saw, and the newest {@value Documents#WHISPER_LINES} of one
 * roller before the same people; the journal all. Keys ascend with time. Never changed afterwards.
 * For those who saw them fall.
 *
 * @param by who rolled; empty: the table itself
 * @param as whom they rolled for
 * @param notation what was rolled, for example {@code 2d6+3}
 * @param label what it was for
 * @param faces every face in the order of rolling, those of dropped and repeated dice too
 * @param total the result of the notation, rounded to two decimals
 * @param text how it came about, for example {@code [6, 5, 2d, 3]+2}; empty in lines of earlier
 *     versions
 * @param at when
 * @param to who saw it besides the roller and those who run the game: absent everyone, empty nobody
 *     else
 * @param blind whether the roller does not see it either
 * @param odds what might have come of it; absent in lines of earlier versions
 */
@Doc("Dice that fell.")
public record RollLine(
    @Doc("Who rolled; none: the table itself.") Optional<ParticipantRef> by,
    @Doc("Whom they rolled for.") Optional<ActorRef> as,
    @Doc("What was rolled, for example 2d6+3.") @Length(min = 1, max = 200) String notation,
    @Doc("What it was for.") @Length(max = 200) Optional<String> label,
    @Doc("Every face in the order of rolling.") @Length(max = 10_000) List<Long> faces,
    @Doc("The result of the notation.") double total,
    @Doc("How it came about, for example [6, 5, 2d, 3]+2.") @Length(max = 1_001)
        Optional<String> text,
    Instant at,
    @Doc("Who saw it besides roller and game master: absent everyone, empty nobody else.")
        Optional<Set<ParticipantRef>> to,
    @Doc("Whether the roller does not see it either.") @Default("false") boolean blind,
    @Doc("What might have come of it.") Optional<RollOdds> odds) {}
