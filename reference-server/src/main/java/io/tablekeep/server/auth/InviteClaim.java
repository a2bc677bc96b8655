package io.tablekeep.server.auth;

/**
 * What a valid invitation says. Whether it still counts is known to the accounts.
 *
 * @param id its key
 * @param campaign key of the campaign
 * @param role {@code gm}, {@code co-gm}, {@code player} or {@code spectator}
 * @param expires when it ends, in seconds since 1970
 */
public record InviteClaim(String id, String campaign, String role, long expires) {}
