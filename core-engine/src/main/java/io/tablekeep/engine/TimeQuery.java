package io.tablekeep.engine;

import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.model.ParticipantRef;
import io.tablekeep.sdk.model.time.BranchMerge;
import io.tablekeep.sdk.model.time.HistoryReturn;
import io.tablekeep.sdk.state.Scope;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A question about the table's own time, for GMs: branches, and what would come of an action. */
public sealed interface TimeQuery {
  /**
   * Reads a question from words, as HTTP and sockets have them.
   *
   * @param what {@code branches}, {@code return} or {@code merge}
   * @param words for a return {@code to}, {@code scope} and {@code of}; for a merge {@code branch},
   *     {@code tip}, {@code scope} and {@code of}; others are passed over
   * @return the question
   * @throws TablekeepException code {@code bad-query}; the field names the word at fault
   */
  static TimeQuery of(String what, Map<String, String> words) {
    return switch (what) {
      case "branches" -> new Branches();
      case "return" ->
          new Returning(
              new HistoryReturn(
                  number(words, "to", 1), scope(words), who(words), 0, true, Optional.empty()));
      case "merge" ->
          new Merging(
              new BranchMerge(
                  words.getOrDefault("branch", ""),
                  number(words, "tip", 0),
                  0,
                  scope(words),
                  who(words),
                  Map.of(),
                  Map.of(),
                  List.of()));
      default -> throw bad("One asks for branches, return or merge.", "kind");
    };
  }

  private static Optional<ParticipantRef> who(Map<String, String> words) {
    try {
      return Optional.ofNullable(words.get("of")).map(ParticipantRef::new);
    } catch (IllegalArgumentException | TablekeepException e) {
      throw bad("That is no key of a participant.", "of");
    }
  }

  private static Scope scope(Map<String, String> words) {
    String word = words.getOrDefault("scope", "campaign");
    for (Scope scope : Scope.values()) {
      if (scope != Scope.EPHEMERAL && scope.name().toLowerCase(Locale.ROOT).equals(word)) {
        return scope;
      }
    }
    throw bad("A scope is campaign, session or user.", "scope");
  }

  private static long number(Map<String, String> words, String name, long least) {
    try {
      long number = Long.parseLong(words.getOrDefault(name, least == 0 ? "0" : ""));
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw bad("A whole number is needed.", name);
    }
    throw bad("A version is at least " + least + '.', name);
  }

  private static TablekeepException bad(String message, String field) {
    return new TablekeepException(ErrorKind.USER, "bad-query", message, field);
  }

  /**
   * The branches there are: {@code {"head", "of"?, "line": [{campaign, version}], "most",
   * "branches": [{"key", "name", "at", "made", "by", "document", "opened", "back"?, "merged"?}]}}.
   */
  record Branches() implements TimeQuery {}

  /**
   * What a return would do: {@code {"to", "head", "scope", "at", "entries", "by": {participant:
   * count}, "changes": [{"path", "now"?, "then"?}], "moreChanges", "dependents": [{"version", "at",
   * "by", "action", "touches", "leaves"}], "moreDependents", "mended", "asks": [{"key", "by",
   * "summary"}], "stays", "fits"}}. A value too long to be told is {@code nowCut} or {@code
   * thenCut}. {@code head} is what the action names as seen.
   *
   * @param wish the return
   */
  record Returning(HistoryReturn wish) implements TimeQuery {}

  /**
   * What a merge would do: {@code {"branch", "tip", "head", "scope", "base": {"campaign",
   * "version"}, "changes": [{"path", "theirs"?, "mine"?}], "moreChanges", "conflicts": [{"path",
   * "open", "base"?, "theirs"?, "mine"?, "both"?, "suggestion"?: {"at", "value"?, "sure", "why"}}],
   * "moreConflicts", "open", "mended", "fits"}}. Places in conflict are not among the changes
   * unless a resolver settled them.
   *
   * @param wish the merge
   */
  record Merging(BranchMerge wish) implements TimeQuery {}
}
