package io.tablekeep.engine.rules;

/**
 * A feature that a campaign may turn on and off.
 *
 * @param name its key below {@code flags}; a game system's begins with its id and a dot
 * @param byDefault what holds while the campaign has chosen nothing
 * @param description a sentence for the game master
 */
public record Flag(String name, boolean byDefault, String description) {}
