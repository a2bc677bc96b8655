package io.tablekeep.sdk.model.action;

import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;

/**
 * {@code ask.withdraw}: the sender takes an action back that waits. Its receipt becomes the refusal
 * {@code withdrawn}. Once its sender has seen dice of it, it is refused with {@code
 * dice-have-fallen}: sent anew it would have others. Who runs the game may.
 *
 * @param ask key of what waits
 */
@Doc("Takes an action back that waits for somebody.")
public record AskWithdraw(@Doc("The key of what waits.") @Length(min = 1, max = 64) String ask) {}
