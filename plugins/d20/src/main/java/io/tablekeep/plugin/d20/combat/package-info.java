/**
 * Fights: whose turn it is and what it allows, attacks, movement with those who may strike at it,
 * and what ends when. The order of turns is the table's own encounter; this room adds what a turn
 * is worth. Pure, on the threads where rules run.
 */
@NullMarked
package io.tablekeep.plugin.d20.combat;

import org.jspecify.annotations.NullMarked;
