package io.tablekeep.sdk.model.people;

import io.tablekeep.sdk.model.ParticipantRef;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;

/**
 * {@code participant.rename}: the table calls someone by another name. Oneself, and for those who
 * run the game anyone.
 *
 * @param participant who
 * @param name the new name
 */
@Doc("Gives someone at the table another name.")
public record ParticipantRename(
    ParticipantRef participant, @Length(min = 1, max = 200) String name) {}
