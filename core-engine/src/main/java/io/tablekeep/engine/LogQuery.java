package io.tablekeep.engine;

import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.sdk.state.Scope;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/**
 * A page of the change log that somebody asks for. Whatever is searched is what the asker's own
 * view showed.
 *
 * @param said {@code chat} or {@code dice} for the lines of that collection, as they were said,
 *     instead of the change log; empty for the change log
 * @param cursor id of a line that the page begins next to; empty for the newest
 * @param newer whether the page holds what came after the cursor, not before it
 * @param limit lines of a page, 1 to {@value #MOST}
 * @param text what has to stand in a value, in any case; empty for anything
 * @param by participant who did it, as far as the log names them; empty for anyone
 * @param action name of the action, as far as the log names it; empty for any
 * @param path a place in or below which something changed
 * @param scope in which something changed, as a return of that scope would touch it; empty for any
 * @param of whose things, in the scope of a user; empty for the asker's own
 * @param from not before this time
 * @param until before this time
 */
public record LogQuery(
    String said,
    String cursor,
    boolean newer,
    int limit,
    String text,
    String by,
    String action,
    Optional<Pointer> path,
    Optional<Scope> scope,
    String of,
    Optional<Instant> from,
    Optional<Instant> until) {
  /** The most lines of a page. */
  public static final int MOST = 100;

  private static final int USUAL = 50;
  private static final int LONGEST = 200;

  /**
   * Reads a query from words, as HTTP and sockets have them: {@code before} or {@code after} (id of
   * a line), {@code limit}, {@code text}, {@code by}, {@code action}, {@code path} (JSON pointer),
   * {@code scope} (campaign, session, user), {@code of}, {@code from}, {@code until} (RFC 3339),
   * {@code said}. Others are passed over.
   *
   * @param words names to values
   * @return the query
   * @throws TablekeepException code {@code bad-query}; the field names the word at fault
   */
  public static LogQuery of(Map<String, String> words) {
    String before = word(words, "before");
    String after = word(words, "after");
    if (!before.isEmpty() && !after.isEmpty()) {
      throw bad("after", "A page lies before a line or after one, not both.");
    }
    String said = word(words, "said");
    if (!said.isEmpty() && !said.equals("chat") && !said.equals("dice")) {
      throw bad("said", "What was said is chat or dice.");
    }
    return new LogQuery(
        said,
        before.isEmpty() ? after : before,
        !after.isEmpty(),
        limit(word(words, "limit")),
        word(words, "text"),
        word(words, "by"),
        word(words, "action"),
        Optional.of(word(words, "path")).filter(text -> !text.isEmpty()).map(LogQuery::pointer),
        scope(word(words, "scope")),
        word(words, "of"),
        time(words, "from"),
        time(words, "until"));
  }

  private static String word(Map<String, String> words, String name) {
    String value = words.getOrDefault(name, "");
    if (value.length() > LONGEST) {
      throw bad(name, "That is too long to be looked for.");
    }
    return value;
  }

  private static int limit(String text) {
    if (text.isEmpty()) {
      return USUAL;
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MOST) {
        return limit;
      }
    } catch (NumberFormatException e) {
      throw bad("limit", "A page has 1 to " + MOST + " lines.");
    }
    throw bad("limit", "A page has 1 to " + MOST + " lines.");
  }

  private static Pointer pointer(String text) {
    try {
      return Pointer.parse(text);
    } catch (TablekeepException e) {
      throw bad("path", "A JSON pointer is needed, such as /actors/a7.");
    }
  }

  private static Optional<Scope> scope(String text) {
    return switch (text) {
      case "" -> Optional.empty();
      case "campaign" -> Optional.of(Scope.CAMPAIGN);
      case "session" -> Optional.of(Scope.SESSION);
      case "user" -> Optional.of(Scope.USER);
      default -> throw bad("scope", "The scopes of a history are campaign, session and user.");
    };
  }

  private static Optional<Instant> time(Map<String, String> words, String name) {
    String text = word(words, name);
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      throw bad(name, "A time is needed, such as 2026-11-22T20:15:00Z.");
    }
  }

  private static TablekeepException bad(String word, String message) {
    return new TablekeepException(ErrorKind.USER, "bad-query", message, word);
  }
}
