/**
 * Checks dice from what was journaled or told of them, as {@code engine.dice} describes: every
 * commitment against its seed, every roll against seed, nonces and counter, every stream for gaps.
 * Trusts nothing but the arithmetic; the browser's page does the same in another language and
 * passes the same published vectors. Pure, any thread; called by {@code tablekeep verify-dice}.
 */
@NullMarked
package io.tablekeep.engine.dice.check;

import org.jspecify.annotations.NullMarked;
