package io.tablekeep.sdk.model.people;

import io.tablekeep.sdk.model.ParticipantRef;
import io.tablekeep.sdk.schema.Doc;

/**
 * {@code participant.remove}: someone leaves the table for good. A GM removes anyone but whose
 * campaign it is and the last GM, a co-GM removes players and spectators, anyone removes
 * themselves. Their seats are closed, and what they owned is the game master's.
 *
 * @param participant who
 */
@Doc("Takes someone's place at the table away.")
public record ParticipantRemove(ParticipantRef participant) {}
