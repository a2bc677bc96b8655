package io.tablekeep.server.auth;

/**
 * What a valid link says.
 *
 * @param campaign key of the campaign
 * @param participant key of the participant in it
 * @param issued when the link was made, in seconds since 1970
 */
public record SeatClaim(String campaign, String participant, long issued) {}
