/**
 * Dice as values. A {@link io.tablekeep.sdk.dice.Roll} is rolled by the engine from its own source
 * of chance and journaled face by face; systems receive it and never draw numbers of their own.
 */
@NullMarked
package io.tablekeep.sdk.dice;

import org.jspecify.annotations.NullMarked;
