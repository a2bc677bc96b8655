package io.tablekeep.sdk.model.action;

import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Range;

/**
 * {@code conflict.threshold}: how sure a resolver must be for two people's changes of the same
 * thing to be settled without asking them; 0.8 while nobody has set it. For those who run the game.
 *
 * @param threshold 0.01 to 1
 */
@Doc("Sets how sure a resolver must be to settle a conflict without asking.")
public record ConflictThreshold(
    @Doc("From hardly (0.01) to certain (1).") @Range(min = 0.01, max = 1) double threshold) {}
