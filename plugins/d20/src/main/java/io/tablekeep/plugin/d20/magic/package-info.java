/**
 * Powers and spells: what they cost, whom they reach on the grid, and one working of them on
 * everyone concerned; and rests, which bring them back. Pure, on the threads where rules run.
 */
@NullMarked
package io.tablekeep.plugin.d20.magic;

import org.jspecify.annotations.NullMarked;
