package io.tablekeep.engine.branch;

import io.tablekeep.sdk.state.Pointer;
import java.time.Instant;
import java.util.List;

/**
 * One change since a moment that touched what is to return and something outside the scope as well:
 * a gift went from one sheet to another, a blow moved a token and hurt its actor.
 *
 * @param version version of the entry
 * @param at when
 * @param by who
 * @param action name of the action
 * @param touches places that return
 * @param leaves places outside the scope, which stay
 */
record Dependent(
    long version,
    Instant at,
    String by,
    String action,
    List<Pointer> touches,
    List<Pointer> leaves) {}
