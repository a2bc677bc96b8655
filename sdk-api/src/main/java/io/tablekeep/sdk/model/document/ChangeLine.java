package io.tablekeep.sdk.model.document;

import io.tablekeep.sdk.model.ParticipantRef;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.time.Instant;
import java.util.Optional;

/**
 * One entry of the change log, {@code changeLog/{id}}. Scope: campaign; the newest {@value
 * Documents#CHANGE_LINES}. Its home is the journal: exports and history pages carry it, the living
 * document need not. Keys ascend with time. For those who run the game.
 *
 * @param by who caused it; empty: the table itself
 * @param action the action's name on the wire, for example {@code token.move}
 * @param summary what happened, in one sentence
 * @param at when
 */
@Doc("One entry of the change log.")
public record ChangeLine(
    @Doc("Who caused it; none: the table itself.") Optional<ParticipantRef> by,
    @Doc("The action's name on the wire.") @Length(min = 1, max = 200) String action,
    @Default("") @Length(max = 10_000) String summary,
    Instant at) {}
