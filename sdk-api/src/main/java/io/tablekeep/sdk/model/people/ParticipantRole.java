package io.tablekeep.sdk.model.people;

import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.model.ParticipantRef;
import io.tablekeep.sdk.schema.Doc;

/**
 * {@code participant.role}: someone gets another role. For a GM only. Whose campaign it is stays a
 * GM, and so does the last one. Seats of theirs are closed and come back with the new view.
 *
 * @param participant who
 * @param role what they may do from now on
 */
@Doc("Gives someone at the table another role.")
public record ParticipantRole(ParticipantRef participant, Role role) {}
