package io.tablekeep.engine.branch;

import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.Scope;
import java.time.Instant;
import java.util.Optional;

/**
 * A branch as it stands in its parent's document, at {@code branches/{key}}.
 *
 * @param name what it is called
 * @param at the version of the parent it leaves from
 * @param made when it was made
 * @param by who made it
 * @param document id of the campaign it becomes when it is opened
 * @param opened whether it has become one
 * @param back the return it was made for; empty for one that somebody asked for
 * @param merged when it was last merged into its parent
 */
public record Branch(
    String name,
    long at,
    Instant made,
    String by,
    String document,
    boolean opened,
    Optional<Back> back,
    Optional<Merged> merged) {

  /**
   * A return.
   *
   * @param to the version the parent returned to
   * @param scope what returned
   */
  public record Back(long to, Scope scope) {}

  /**
   * A merge.
   *
   * @param tip the version of the branch's document that was merged
   * @param at version of the entry it made in the parent
   */
  public record Merged(long tip, long at) {}

  /** Reads what stands in a document; empty when that is no branch. */
  static Optional<Branch> read(Object tree) {
    try {
      return Optional.of(Records.read(tree, Branch.class, Records.UnknownKeys.IGNORED));
    } catch (TablekeepException other) {
      return Optional.empty(); // an import may put anything there
    }
  }

  JsonObject tree(long version) {
    return Records.writeRecord(this, version);
  }
}
