package io.tablekeep.engine.branch;

import io.tablekeep.engine.rules.RuleBook;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.patch.ThreeWay;
import io.tablekeep.sdk.state.Pointer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Settles places that both sides of a merge changed, before people are asked: where resolvers of
 * the table and of plugins come in. Whom it asks may take their time: nothing waits on a loop.
 */
@FunctionalInterface
public interface Referee {
  /** Leaves every place to people. */
  Referee NOBODY = (book, meeting, clashes) -> CompletableFuture.completedFuture(Map.of());

  /**
   * What meets.
   *
   * @param base what both began with
   * @param theirs the document that stands
   * @param mine the document that is merged into it
   * @param version version of the entry
   */
  record Meeting(JsonObject base, JsonObject theirs, JsonObject mine, long version) {}

  /**
   * Settles places.
   *
   * @param book the rules: which sort of fact stands where
   * @param meeting what meets
   * @param clashes the places and their values
   * @return what should stand at some of them, by place; of the others nobody can tell. Does not
   *     fail
   */
  CompletionStage<Map<Pointer, Verdict>> settle(
      RuleBook book, Meeting meeting, List<ThreeWay.Clash> clashes);

  /**
   * What should stand at a place.
   *
   * @param at the place, or the whole thing it belongs to
   * @param value a tree value; null for nothing
   * @param sure whether it is sure enough to be taken when nobody chooses otherwise
   * @param why in a sentence, for people
   */
  record Verdict(Pointer at, @Nullable Object value, boolean sure, String why) {}
}
