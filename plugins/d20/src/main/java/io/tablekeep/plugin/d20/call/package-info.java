/**
 * Checks of all kinds, what is the game master's to say, and the tools for it: where the rules end,
 * people are asked with a suggestion, its reason and its odds. Pure, on the threads where rules
 * run.
 */
@NullMarked
package io.tablekeep.plugin.d20.call;

import org.jspecify.annotations.NullMarked;
