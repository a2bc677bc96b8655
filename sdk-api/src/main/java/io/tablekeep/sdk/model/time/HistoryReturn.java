package io.tablekeep.sdk.model.time;

import io.tablekeep.sdk.model.ParticipantRef;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.schema.Range;
import io.tablekeep.sdk.state.Scope;
import java.util.Optional;

/**
 * {@code history.return}: what is in a scope becomes what it was at an earlier moment. Nothing is
 * erased: it is one more entry, and a named branch point before it keeps the way back. Who sits at
 * the table and in which role, flags, chat and dice stay as they are now. For a GM only.
 *
 * @param to the version of the document to return to
 * @param scope what returns: all of the campaign; of the session what it points to, turns and
 *     places of tokens; of a user their characters and notes
 * @param of whose things return, in the scope of a user
 * @param seen the newest version when it was previewed: whatever changed since in what returns
 *     makes it refused; 0 to return whatever has happened
 * @param anyway whether it may leave things behind, outside the scope, that changed together with
 *     what returns
 * @param name what the branch point before it is called
 */
@Doc("Returns a part of the campaign, or all of it, to an earlier moment.")
public record HistoryReturn(
    @Doc("The version of the document to return to.") @Range(min = 1) long to,
    @Doc("What returns.") @Default("campaign") Scope scope,
    @Doc("Whose things return, in the scope of a user.") Optional<ParticipantRef> of,
    @Doc("The newest version when it was previewed; 0 to return whatever has happened since.")
        @Default("0")
        @Range(min = 0)
        long seen,
    @Doc("Whether changes outside the scope may stay that were made together with what returns.")
        @Default("false")
        boolean anyway,
    @Doc("What the branch point before it is called.") @Length(min = 1, max = 200)
        Optional<String> name) {

  /**
   * All of the campaign returns, whatever has happened since.
   *
   * @param to the version to return to
   * @return the action
   */
  public static HistoryReturn campaign(long to) {
    return new HistoryReturn(to, Scope.CAMPAIGN, Optional.empty(), 0, false, Optional.empty());
  }
}
