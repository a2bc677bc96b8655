package io.tablekeep.sdk.model.time;

import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;

/**
 * {@code branch.rename}: a branch gets another name. For a GM only.
 *
 * @param branch the branch's key
 * @param name what it is called from now on
 */
@Doc("Gives a branch another name.")
public record BranchRename(
    @Length(min = 1, max = 64) String branch, @Length(min = 1, max = 200) String name) {}
