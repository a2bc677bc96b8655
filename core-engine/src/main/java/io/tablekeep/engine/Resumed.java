package io.tablekeep.engine;

import io.tablekeep.sdk.game.Participant;

/**
 * A seat goes on where it was: what its device has at {@code position} still counts, and what has
 * changed since comes in frames, beginning with position {@code position + 1}.
 *
 * @param campaign key of the campaign
 * @param participant who sits here
 * @param position the position the device said it has reached
 * @param resume token to come back with
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied; equality is never asked
public record Resumed(String campaign, Participant participant, long position, byte[] resume) {}
