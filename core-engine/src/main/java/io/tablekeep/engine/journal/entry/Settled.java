package io.tablekeep.engine.journal.entry;

/**
 * An action that waited came to its end in this entry: its receipt, pending until then, is this
 * outcome from now on.
 *
 * @param by participant who sent the action
 * @param device device of the sender
 * @param n number of the action on that device
 * @param outcome what the sender is told
 */
public record Settled(String by, String device, long n, Outcome outcome) {}
