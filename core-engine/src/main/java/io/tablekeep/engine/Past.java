package io.tablekeep.engine;

import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.Pointer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * What was, as a participant's view showed it; read-only. See {@link io.tablekeep.engine.history}
 * for the rule of who is shown what. Thread-safe.
 *
 * <p>All answers are JSON objects in UTF-8. Those to participants who do not run the game are held
 * until the next of a few slots of time, so that they do not tell what was passed over. Besides the
 * codes named below each call fails with {@code no-such-participant}, {@code history-busy} (too
 * much is being looked up, try again), {@code too-far} (the journal does not reach there) or what
 * the store says.
 */
public interface Past {
  /**
   * A page of the change log, or of what was said.
   *
   * <p>{@code {"lines": […], "older"?, "newer"?}}, the newest line first; {@code older} and {@code
   * newer} are cursors to go on with. A line of the log is {@code {"id", "at", "by"?, "action"?,
   * "begins"?, "changes": [{"path", "before"?, "after"?, "cut"?}], "cut"?}}; what is too long for a
   * page is cut. A line of what was said is {@code {"id", "at", "key", "line"}}, as it was said.
   * Who runs the game is told the {@code version} of each.
   *
   * @param participant key of who asks
   * @param query what they ask for
   * @return the page; or a failure with code {@code no-such-line} for a cursor they were not given
   */
  CompletableFuture<byte[]> log(String participant, LogQuery query);

  /**
   * One line of the change log with all its values.
   *
   * @param participant key of who asks
   * @param line its id
   * @return the line; or a failure with code {@code no-such-line}
   */
  CompletableFuture<byte[]> line(String participant, String line);

  /**
   * What was to be seen at a moment.
   *
   * @param participant key of who asks
   * @param moment when
   * @param at the place; the root for everything
   * @return {@code {"state": value}}, for who runs the game with {@code version} and time {@code
   *     at}; or a failure with code {@code no-such-line}, {@code no-such-position} (the seat is not
   *     here, or it was too long ago), {@code gm-only} (only who runs the game addresses versions)
   *     or {@code no-such-place}
   */
  CompletableFuture<byte[]> state(String participant, Moment moment, Pointer at);

  /**
   * Dice, for checking them: everything that fell before the participant in one epoch, with the
   * commitment, the nonces and, when the epoch is over, the seed. See {@link
   * io.tablekeep.engine.dice} for what that means.
   *
   * @param participant key of who asks
   * @param epoch number of the epoch; 0 for the one that goes on
   * @return {@code {"format", "campaign", "epoch", "newest", "oldest", "events": […]}}; or a
   *     failure with code {@code no-such-epoch}
   */
  CompletableFuture<byte[]> dice(String participant, long epoch);

  /**
   * What can be done to the table's own time, and what would come of it, before it is done. Only
   * for GMs; of a document that is no campaign, for whose it is.
   *
   * @param participant key of who asks
   * @param query what they ask for
   * @return the answer as {@link TimeQuery} tells; or a failure with code {@code gm-only}, {@code
   *     no-such-version}, {@code no-such-branch}, {@code bad-scope} or {@code system-data}
   */
  CompletableFuture<byte[]> time(String participant, TimeQuery query);

  /**
   * Any of these, asked in words as HTTP and sockets have them.
   *
   * @param participant key of who asks
   * @param what {@code log}, {@code line}, {@code state}, {@code dice}, {@code branches}, {@code
   *     return} or {@code merge}
   * @param words those of {@link LogQuery#of}; {@code line}; those of {@link Moment#of} and {@code
   *     path}; {@code epoch}; or those of {@link TimeQuery#of}
   * @return the answer; or a failure, also with code {@code bad-query}
   */
  default CompletableFuture<byte[]> ask(
      String participant, String what, Map<String, String> words) {
    try {
      return switch (what) {
        case "log" -> log(participant, LogQuery.of(words));
        case "line" -> line(participant, words.getOrDefault("line", ""));
        case "state" ->
            state(
                participant,
                Moment.of(words),
                LogQuery.of(Map.of("path", words.getOrDefault("path", "")))
                    .path()
                    .orElse(Pointer.root()));
        case "dice" -> dice(participant, epoch(words.getOrDefault("epoch", "0")));
        case "branches", "return", "merge" -> time(participant, TimeQuery.of(what, words));
        default ->
            throw new TablekeepException(
                ErrorKind.USER,
                "bad-query",
                "One asks for log, line, state, dice, branches, return or merge.",
                "kind");
      };
    } catch (TablekeepException bad) {
      return CompletableFuture.failedFuture(bad);
    }
  }

  private static long epoch(String text) {
    try {
      return Math.max(0, Long.parseLong(text));
    } catch (NumberFormatException e) {
      throw new TablekeepException(
          ErrorKind.USER, "bad-query", "An epoch is a whole number.", "epoch");
    }
  }
}
