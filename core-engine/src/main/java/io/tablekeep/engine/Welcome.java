package io.tablekeep.engine;

import io.tablekeep.sdk.game.Participant;

/**
 * The first thing a seat is told.
 *
 * @param campaign key of the campaign
 * @param participant who sits here
 * @param position the seat's counter of the view
 * @param state the seat's whole view as JSON in UTF-8, shared, never to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied; equality is never asked
public record Welcome(String campaign, Participant participant, long position, byte[] state) {}
