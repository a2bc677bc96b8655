package io.tablekeep.engine.branch;

import io.tablekeep.engine.conflict.Experience;
import io.tablekeep.engine.conflict.Opinion;
import io.tablekeep.engine.conflict.Panel;
import io.tablekeep.engine.journal.entry.Effects;
import io.tablekeep.engine.rules.KindPlace;
import io.tablekeep.engine.rules.RuleBook;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.state.bind.NodeView;
import io.tablekeep.engine.state.patch.ThreeWay;
import io.tablekeep.sdk.conflict.Conflict;
import io.tablekeep.sdk.conflict.Side;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.state.Pointer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Has the engine's resolvers settle what both sides of a merge changed, as they settle edits that
 * met: one conflict for each whole thing, sure enough by the campaign's threshold and by what
 * people chose before. Dice are left alone. Immutable.
 *
 * @param panel the resolvers
 * @param by who merges; who made each change is not looked up
 * @param now when
 */
public record Resolving(Panel panel, Participant by, Instant now) implements Referee {

  @Override
  public CompletionStage<Map<Pointer, Verdict>> settle(
      RuleBook book, Meeting meeting, List<ThreeWay.Clash> clashes) {
    Map<Pointer, List<Pointer>> things = new LinkedHashMap<>();
    for (ThreeWay.Clash clash : clashes) {
      KindPlace kind = book.kindAt(clash.place());
      Pointer thing = kind.isWhole() ? kind.place() : clash.place();
      if (!kind.kind().equals(KindPlace.DICE)) {
        things.computeIfAbsent(thing, none -> new ArrayList<>()).add(clash.place());
      }
    }
    CompletableFuture<Map<Pointer, Verdict>> all =
        CompletableFuture.completedFuture(new LinkedHashMap<>());
    for (Map.Entry<Pointer, List<Pointer>> each : things.entrySet()) {
      String kind = book.kindAt(each.getValue().get(0)).kind();
      all =
          all.thenCombine(
              panel.ask(
                  conflict(kind, each.getKey(), meeting), meeting.theirs(), meeting.version()),
              (verdicts, opinion) -> {
                if (opinion.isSome()) {
                  Verdict verdict = verdict(kind, each.getKey(), opinion, meeting);
                  each.getValue().forEach(place -> verdicts.put(place, verdict));
                }
                return verdicts;
              });
    }
    return all;
  }

  private Conflict conflict(String kind, Pointer thing, Meeting meeting) {
    NodeView theirs = NodeView.of(meeting.theirs());
    return new Conflict(
        kind,
        thing,
        theirs,
        NodeView.of(meeting.base()).at(thing),
        new Side(theirs.at(thing), by, now),
        new Side(NodeView.of(meeting.mine()).at(thing), by, now));
  }

  private static Verdict verdict(String kind, Pointer thing, Opinion opinion, Meeting meeting) {
    JsonObject theirs = meeting.theirs();
    JsonObject settled = Effects.apply(theirs, opinion.changes(), meeting.version());
    boolean sure =
        Experience.weighed(theirs, kind, opinion.confidence()) >= Experience.threshold(theirs);
    return new Verdict(thing, Trees.get(settled, thing), sure, opinion.explanation());
  }
}
