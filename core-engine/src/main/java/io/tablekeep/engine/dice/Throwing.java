package io.tablekeep.engine.dice;

import io.tablekeep.sdk.dice.Notation;
import io.tablekeep.sdk.dice.References;
import io.tablekeep.sdk.view.Audience;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Dice about to be rolled.
 *
 * @param what what for, unique within the decision
 * @param notation what
 * @param dialect name of the notation's dialect; empty for the standard one
 * @param sheet what its references mean
 * @param to who may see it
 * @param by who rolls
 * @param owners owner of an actor by its key; empty for nobody
 * @param before what fell when it was decided before
 */
public record Throwing(
    String what,
    Notation notation,
    String dialect,
    References sheet,
    Audience to,
    String by,
    UnaryOperator<String> owners,
    Optional<Fallen> before) {}
