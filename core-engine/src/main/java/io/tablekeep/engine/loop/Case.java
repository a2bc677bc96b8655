package io.tablekeep.engine.loop;

import io.tablekeep.engine.rules.ActionRule;
import io.tablekeep.engine.rules.Decided;
import io.tablekeep.engine.rules.RoundContext;
import java.util.function.UnaryOperator;

/**
 * What is to be decided: the action that came in, or the waiting one that it answers.
 *
 * @param isSettled whether there is nothing to decide, because {@code settle} says it all
 * @param rule the action
 * @param payload its payload
 * @param context what its round may use
 * @param settle makes what is journaled from what the round came to; pure
 */
record Case(
    boolean isSettled,
    ActionRule rule,
    Record payload,
    RoundContext context,
    UnaryOperator<Decided> settle) {}
