/**
 * Fate points: who has them, what they are paid for, and the haggling over compels.
 *
 * <p>A character of a player has a purse of its own, everyone else pays from that of the game
 * master. What is spent and earned within one decision is kept in a {@link
 * io.tablekeep.plugin.fate.economy.Tally}, so that nobody pays with a point twice. Pure, on the
 * threads where rules run.
 */
@NullMarked
package io.tablekeep.plugin.fate.economy;

import org.jspecify.annotations.NullMarked;
