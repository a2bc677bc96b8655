package io.tablekeep.sdk.model.world;

import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.schema.Range;
import java.util.Optional;

/**
 * A condition or an effect that lasts: poisoned, blessed, a burning room. Systems keep what it does
 * under their own key beside these.
 *
 * @param name what the table calls it
 * @param description what it does, in words
 * @param level how strong it is, where that counts
 * @param rounds how many rounds it still lasts; empty: until someone ends it
 * @param source who caused it
 */
@Doc("A condition or an effect that lasts.")
public record Effect(
    @Length(min = 1, max = 200) String name,
    @Default("") @Length(max = 100_000) String description,
    @Doc("How strong it is, where that counts.") Optional<Integer> level,
    @Doc("How many rounds it still lasts; without it, until someone ends it.")
        @Range(min = 0, max = 1_000_000)
        Optional<Integer> rounds,
    @Doc("Who caused it.") Optional<ActorRef> source) {}
