package io.tablekeep.engine.loop;

/**
 * An action that other rules would have decided otherwise.
 *
 * @param version version of its entry
 * @param action its name on the wire
 * @param at the first place of the document that would be another; empty when the outcome would
 * @param was what the entry says
 * @param now what the other rules say, or how they failed
 */
public record Difference(long version, String action, String at, String was, String now) {}
