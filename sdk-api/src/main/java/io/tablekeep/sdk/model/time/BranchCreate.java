package io.tablekeep.sdk.model.time;

import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.schema.Range;

/**
 * {@code branch.create}: a moment of the campaign gets a name, from which another course can be
 * played. Costs a line in the document: the branch becomes a campaign of its own when somebody
 * first opens it. For a GM only.
 *
 * @param name what it is called
 * @param at the version of the document it leaves from; 0 for now
 */
@Doc("Names a moment of the campaign from which another course can be played.")
public record BranchCreate(
    @Length(min = 1, max = 200) String name,
    @Doc("The version of the document it leaves from; 0 for now.") @Default("0") @Range(min = 0)
        long at) {}
