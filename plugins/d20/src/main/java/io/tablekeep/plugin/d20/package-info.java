/**
 * A whole D20 game by the rules of the SRD 5.1. {@link io.tablekeep.plugin.d20.D20} declares; the
 * rooms below decide: {@code sheet} shapes, {@code tables} figures, {@code scene} the working copy
 * of who is concerned, {@code combat} turns and attacks, {@code magic} powers and spells, {@code
 * call} checks and what is the game master's to say, {@code srd} content. Called by the engine on
 * the threads where rules run; keeps no state.
 */
@NullMarked
package io.tablekeep.plugin.d20;

import org.jspecify.annotations.NullMarked;
