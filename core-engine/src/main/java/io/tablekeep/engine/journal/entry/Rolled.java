package io.tablekeep.engine.journal.entry;

import io.tablekeep.sdk.dice.Roll;
import io.tablekeep.sdk.view.Audience;

/**
 * Dice that fell while an action was decided.
 *
 * @param what what the roll was for, as the rule named it
 * @param roll notation, faces and result, nothing else
 * @param to who may see it
 */
public record Rolled(String what, Roll roll, Audience to) {}
