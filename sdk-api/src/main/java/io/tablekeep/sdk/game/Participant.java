package io.tablekeep.sdk.game;

/**
 * Who acts.
 *
 * @param id key below {@code participants} of the document
 * @param name as the table calls them
 * @param role what they are at this table
 */
public record Participant(String id, String name, Role role) {}
