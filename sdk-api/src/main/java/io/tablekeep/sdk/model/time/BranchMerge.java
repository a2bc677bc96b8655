package io.tablekeep.sdk.model.time;

import io.tablekeep.sdk.model.ParticipantRef;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.schema.Range;
import io.tablekeep.sdk.state.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code branch.merge}: what was played in a branch comes back into the campaign it left, place by
 * place, as one entry. A place that both changed differently needs a choice, or nothing happens.
 * For a GM only.
 *
 * @param branch the branch's key
 * @param tip the newest version of the branch's document when it was previewed; 0 for its newest
 * @param seen the newest version of this document when it was previewed: whatever changed since in
 *     what is merged makes it refused; 0 to merge with whatever stands
 * @param scope what is merged
 * @param of whose things are merged, in the scope of a user
 * @param choices for places that both changed, by JSON pointer: the place or one above it
 * @param values for places that both changed, what is to stand there instead of either
 * @param removed places that both changed at which nothing is to stand
 */
@Doc("Brings what was played in a branch back into the campaign.")
public record BranchMerge(
    @Length(min = 1, max = 64) String branch,
    @Doc("The newest version of the branch when it was previewed; 0 for its newest.")
        @Default("0")
        @Range(min = 0)
        long tip,
    @Doc("The newest version of this campaign when it was previewed; 0 for whatever stands.")
        @Default("0")
        @Range(min = 0)
        long seen,
    @Doc("What is merged.") @Default("campaign") Scope scope,
    @Doc("Whose things are merged, in the scope of a user.") Optional<ParticipantRef> of,
    @Doc("Which side counts at places that both changed, by JSON pointer.") @Length(max = 1_000)
        Map<String, Take> choices,
    @Doc("What is to stand at places that both changed, by JSON pointer.") @Length(max = 1_000)
        Map<String, Object> values,
    @Doc("JSON pointers of places that both changed at which nothing is to stand.")
        @Length(max = 1_000)
        List<String> removed) {

  /** Which side counts. */
  public enum Take {
    /** What stands in the campaign. */
    THEIRS,
    /** What the branch has. */
    MINE,
    /**
     * Both: lists and texts together, numbers by what each side added, a thing rather than nothing.
     */
    BOTH
  }

  /**
   * All of a branch as it is now, with choices.
   *
   * @param branch the branch's key
   * @param choices which side counts where both changed
   * @return the action
   */
  public static BranchMerge of(String branch, Map<String, Take> choices) {
    return new BranchMerge(
        branch, 0, 0, Scope.CAMPAIGN, Optional.empty(), choices, Map.of(), List.of());
  }
}
