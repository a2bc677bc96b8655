package io.tablekeep.sdk.model.action;

import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;

/**
 * {@code conflict.dispute}: a conflict that was settled without asking should not have been settled
 * like that. Changes nothing of what stands, but counts when another of its kind is settled. For
 * those who were told of it, once for each conflict.
 *
 * @param conflict its key below {@code conflicts/settled}
 */
@Doc("Says that a conflict was settled wrongly.")
public record ConflictDispute(
    @Doc("The key of what was settled.") @Length(min = 1, max = 64) String conflict) {}
