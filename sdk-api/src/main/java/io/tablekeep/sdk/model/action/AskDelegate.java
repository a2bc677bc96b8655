package io.tablekeep.sdk.model.action;

import io.tablekeep.sdk.model.ParticipantRef;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.Optional;

/**
 * {@code ask.delegate}: somebody else is asked in one's place. A player who was asked hands the
 * question on and is not asked any more; those who run the game have somebody asked besides
 * themselves. A question is handed on a few times only.
 *
 * @param ask key of what waits
 * @param question the question's own key; none for a proposal
 * @param to who is to decide: not a spectator, nor, unless the game master says so, the sender
 */
@Doc("Lets somebody else decide in one's place.")
public record AskDelegate(
    @Doc("The key of what waits.") @Length(min = 1, max = 64) String ask,
    @Doc("The question's own key; none for a proposal.") @Length(min = 1, max = 200)
        Optional<String> question,
    @Doc("Who is to decide.") ParticipantRef to) {}
