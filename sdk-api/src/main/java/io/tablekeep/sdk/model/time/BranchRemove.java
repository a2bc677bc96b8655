package io.tablekeep.sdk.model.time;

import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;

/**
 * {@code branch.remove}: a branch is no longer kept in the list. The moment it left from stays in
 * the journal, and if it has been opened, its campaign stays a campaign of its own. For a GM only.
 *
 * @param branch the branch's key
 */
@Doc("Takes a branch off the list; what was played in it stays a campaign of its own.")
public record BranchRemove(@Length(min = 1, max = 64) String branch) {}
