/**
 * The four actions (overcome, create an advantage, attack, defend) and what comes of their dice.
 *
 * <p>An action is written as it is told: roll, let people invoke, see what comes of it, let the one
 * who is hit absorb it. Where somebody has to answer first, {@link
 * io.tablekeep.plugin.fate.play.Stop} leaves the handler; when the answer is in, all of it is
 * decided again from the top with the same dice. Pure, on the threads where rules run.
 */
@NullMarked
package io.tablekeep.plugin.fate.play;

import org.jspecify.annotations.NullMarked;
