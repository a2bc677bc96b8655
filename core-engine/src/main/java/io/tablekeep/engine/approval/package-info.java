/**
 * Actions that wait for people: what the rules propose, and what they ask.
 *
 * <p>There are no continuations. An action that waits lies in the document under {@code asks} with
 * everything needed to decide it again: who sent it, its payload, the dice that fell, the answers
 * so far. When an answer comes, the whole decision runs again on the state as it is then. Because
 * it lies in the document it survives restarts and an absent GM, and it is seen only by those
 * asked. Pure functions, called on the campaign's loop by {@code engine.loop}.
 */
@NullMarked
package io.tablekeep.engine.approval;

import org.jspecify.annotations.NullMarked;
