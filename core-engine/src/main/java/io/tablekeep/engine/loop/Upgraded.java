package io.tablekeep.engine.loop;

import io.tablekeep.engine.rules.Decided;

/**
 * A document brought to the version its rules are written for, not written yet.
 *
 * @param decided what is to be written
 */
public record Upgraded(Decided decided) {}
