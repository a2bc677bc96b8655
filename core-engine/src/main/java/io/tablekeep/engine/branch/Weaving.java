package io.tablekeep.engine.branch;

import io.tablekeep.engine.conflict.Both;
import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.rules.Decided;
import io.tablekeep.engine.rules.Round;
import io.tablekeep.engine.rules.RoundContext;
import io.tablekeep.engine.rules.RuleBook;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.engine.state.patch.ThreeWay;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.model.ParticipantRef;
import io.tablekeep.sdk.model.time.BranchMerge;
import io.tablekeep.sdk.model.time.BranchMerge.Take;
import io.tablekeep.sdk.state.Pointer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A branch comes back into the campaign it left. Pure; runs where the rules run.
 *
 * @param wish what is to be merged, with choices
 * @param sources what the branch has, and what both sides began with
 * @param seen the campaign's document when it was previewed; empty when nobody asks for that
 * @param verdicts what resolvers make of places that both changed
 */
public record Weaving(
    BranchMerge wish,
    Sources sources,
    Optional<JsonObject> seen,
    Map<Pointer, Referee.Verdict> verdicts) {

  /**
   * What is merged into a campaign.
   *
   * @param base what both sides began with
   * @param basis which moment that is
   * @param mine the branch
   * @param tip version of the branch's document that this is
   */
  public record Sources(JsonObject base, Ancestry.Point basis, JsonObject mine, long tip) {}

  /**
   * A place that both sides changed.
   *
   * @param clash the place and its values
   * @param verdict what a resolver makes of it
   * @param open whether somebody has to choose
   */
  record Met(ThreeWay.Clash clash, Optional<Referee.Verdict> verdict, boolean open) {}

  /**
   * What it comes to.
   *
   * @param extent what is merged
   * @param effects what leads there
   * @param met places that both sides changed
   * @param mended references that are mended on the way
   */
  record Plan(Extent extent, List<Effect> effects, List<Met> met, List<Pointer> mended) {}

  Plan plan(JsonObject head, long version) {
    Extent extent =
        Extent.of(
            wish.scope(), wish.of().map(ParticipantRef::id), head, sources.base(), sources.mine());
    ThreeWay way =
        ThreeWay.merge(
            extent.part(sources.base()), extent.part(head), extent.part(sources.mine()), version);
    JsonObject merged = (JsonObject) way.value();
    List<Met> met = new ArrayList<>();
    Set<String> used = new HashSet<>();
    Set<Pointer> chosen = new HashSet<>();
    List<Choice> choices = new ArrayList<>();
    for (ThreeWay.Clash clash : way.clashes()) {
      Choice choice = choice(clash, used);
      choices.add(choice);
      Referee.Verdict verdict = verdicts.get(clash.place());
      if (verdict != null && !choice.open()) {
        chosen.add(verdict.at()); // somebody decides about it, so nobody else does
      }
    }
    for (int i = 0; i < choices.size(); i++) {
      ThreeWay.Clash clash = way.clashes().get(i);
      Referee.Verdict verdict = verdicts.get(clash.place());
      Choice choice = choices.get(i);
      boolean settles =
          choice.open() && verdict != null && verdict.sure() && !chosen.contains(verdict.at());
      met.add(new Met(clash, Optional.ofNullable(verdict), choice.open() && !settles));
      merged =
          settles && verdict != null
              ? Choice.put(verdict.value()).laid(merged, verdict.at(), version)
              : choice.laid(merged, clash.place(), version);
    }
    checkUsed(used);
    JsonObject laid = extent.lay(head, merged, version);
    Tidy tidy = Tidy.of(head, sources.mine(), laid, version);
    return new Plan(extent, Steps.between(head, tidy.root()), met, tidy.mended());
  }

  private Extent extent(JsonObject head) {
    return Extent.of(
        wish.scope(), wish.of().map(ParticipantRef::id), head, sources.base(), sources.mine());
  }

  private ThreeWay way(Extent extent, JsonObject head, long version) {
    return ThreeWay.merge(
        extent.part(sources.base()), extent.part(head), extent.part(sources.mine()), version);
  }

  /**
   * The same once resolvers have been asked.
   *
   * @param referee asks them
   * @param book the rules
   * @param head the document
   * @param version version of the entry
   * @return with what they say
   */
  public CompletionStage<Weaving> asking(
      Referee referee, RuleBook book, JsonObject head, long version) {
    List<ThreeWay.Clash> clashes = way(extent(head), head, version).clashes();
    return clashes.isEmpty()
        ? CompletableFuture.completedFuture(this)
        : referee
            .settle(
                book, new Referee.Meeting(sources.base(), head, sources.mine(), version), clashes)
            .thenApply(said -> new Weaving(wish, sources, seen, said));
  }

  /** What is to stand at a place; nothing that is open is laid there. */
  private record Choice(boolean open, boolean stays, @Nullable Object value) {
    static final Choice OPEN = new Choice(true, true, null);
    static final Choice THEIRS = new Choice(false, true, null);

    static Choice put(@Nullable Object value) {
      return new Choice(false, false, value);
    }

    JsonObject laid(JsonObject root, Pointer at, long version) {
      if (stays) {
        return root;
      }
      Object put = value;
      if (put != null) {
        return Trees.put(root, at, put, version);
      }
      return Trees.get(root, at) == null ? root : Trees.remove(root, at, version);
    }
  }

  private Choice choice(ThreeWay.Clash clash, Set<String> used) {
    String place = clash.place().toString();
    if (wish.values().containsKey(place)) {
      used.add(place);
      return Choice.put(Records.write(wish.values().get(place), 0));
    }
    if (wish.removed().contains(place)) {
      used.add(place);
      return Choice.put(null);
    }
    for (Pointer at = clash.place(); ; at = at.parent()) {
      Take take = wish.choices().get(at.toString());
      if (take != null) {
        used.add(at.toString());
        return taken(clash, take);
      }
      if (at.isRoot()) {
        break;
      }
    }
    return Choice.OPEN;
  }

  private static Choice taken(ThreeWay.Clash clash, Take take) {
    return switch (take) {
      case THEIRS -> Choice.THEIRS;
      case MINE -> Choice.put(clash.mine());
      case BOTH ->
          Choice.put(
              Both.of(clash.base(), clash.theirs(), clash.mine(), 0)
                  .orElseThrow(
                      () ->
                          no(
                              "not-both",
                              "One excludes the other at " + clash.place() + '.',
                              "/choices")));
    };
  }

  private void checkUsed(Set<String> used) {
    Set<String> named = new HashSet<>(wish.choices().keySet());
    named.addAll(wish.values().keySet());
    named.addAll(wish.removed());
    named.removeAll(used);
    if (!named.isEmpty()) {
      throw no(
          "no-such-conflict",
          "Nothing is to be chosen at " + named.stream().sorted().findFirst().orElse("") + '.',
          "/choices");
    }
  }

  /**
   * Decides.
   *
   * @param book the rules
   * @param head the document
   * @param context what may be used; nothing is rolled
   * @return what to journal
   */
  public Decided decide(RuleBook book, JsonObject head, RoundContext context) {
    try {
      return decided(book, head, context);
    } catch (TablekeepException no) {
      return Refusals.of(no, head);
    }
  }

  private Decided decided(RuleBook book, JsonObject head, RoundContext context) {
    Branch branch = Branches.of(head).get(wish.branch());
    Plan plan = plan(head, context.version());
    if (seen.isPresent() && !plan.extent().part(seen.get()).equals(plan.extent().part(head))) {
      throw no("moved-since", "Things have moved since you looked. Look again.", "/seen");
    }
    List<Met> open = plan.met().stream().filter(Met::open).toList();
    if (!open.isEmpty()) {
      throw no(
          "merge-conflicts",
          "Both sides changed "
              + open.size()
              + (open.size() == 1 ? " place" : " places")
              + ", the first of them "
              + open.get(0).clash().place()
              + ". Choose what is to stand there.",
          "/choices");
    }
    if (plan.effects().isEmpty()
        && plan.met().isEmpty()
        && branch.merged().filter(last -> last.tip() >= sources.tip()).isPresent()) {
      throw no("nothing-to-merge", "There is nothing in the branch that is not here.", "/branch");
    }
    Decided decided = new Round(book, head, context).restore(plan.effects());
    if (decided.outcome() instanceof Outcome.Refused) {
      return decided;
    }
    Branch.Merged merged = new Branch.Merged(sources.tip(), context.version());
    Effect note =
        new Effect.Put(
            Branches.at(wish.branch()).child("merged"),
            Records.writeRecord(merged, context.version()));
    return decided.with(List.of(note), context.version(), Outcome.OK);
  }

  private static TablekeepException no(String code, String message, String field) {
    return new TablekeepException(ErrorKind.USER, code, message, field);
  }
}
