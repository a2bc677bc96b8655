package io.tablekeep.sdk.model.action;

import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.Optional;

/**
 * {@code ask.decide}: what an action would change is agreed to, or not. The action is decided again
 * on the state as it is now; when it would come out differently by now, nothing happens and it is
 * presented again. For those who were asked and those who run the game.
 *
 * @param ask key of what waits
 * @param approve whether it may happen
 * @param reason what the sender is told
 */
@Doc("Agrees to what an action would change, or refuses it.")
public record AskDecide(
    @Doc("The key of what waits.") @Length(min = 1, max = 64) String ask,
    @Doc("Whether it may happen.") boolean approve,
    @Doc("What the sender is told.") @Length(max = 1_000) Optional<String> reason) {}
