/**
 * What a game system is: the rules of one game, written as small pure functions.
 *
 * <p>A plugin implements {@link io.tablekeep.sdk.game.GameSystem} and declares its actions, guards
 * and consequences on a {@link io.tablekeep.sdk.game.SystemDefinition}. The engine calls those
 * functions with a {@link io.tablekeep.sdk.game.Table} (values in) and journals the {@link
 * io.tablekeep.sdk.game.Decision} they return (values out). Functions may be called from several
 * threads, for several campaigns at once, and again for the same action: they must not keep state,
 * read clocks or draw random numbers except through the table.
 */
@NullMarked
package io.tablekeep.sdk.game;

import org.jspecify.annotations.NullMarked;
