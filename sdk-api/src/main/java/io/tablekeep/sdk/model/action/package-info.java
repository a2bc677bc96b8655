/**
 * Payloads of the built-in actions, what people do at any table whatever the game: sessions,
 * scenes, tokens, chat, dice, turns.
 *
 * <p>Game systems guard these ({@code system.guard(TokenMove.class, …)}), follow them up ({@code
 * system.after(TurnEnd.class, …)}) and cause them ({@code changes.follow(new TokenMove(…))}). The
 * name on the wire stands first in each record's comment. Immutable values, any thread.
 */
@NullMarked
package io.tablekeep.sdk.model.action;

import org.jspecify.annotations.NullMarked;
