package io.tablekeep.engine.table;

import static io.tablekeep.engine.table.Rulings.gm;

import io.tablekeep.engine.conflict.Experience;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.action.ConflictDispute;
import io.tablekeep.sdk.model.action.ConflictThreshold;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;

/** What people say of conflicts that were settled without them. */
final class Disagreements {
  private Disagreements() {}

  static void define(SystemDefinition system) {
    gm(system.action("conflict.threshold", ConflictThreshold.class, Disagreements::threshold));
    system.action("conflict.dispute", ConflictDispute.class, Disagreements::dispute);
  }

  private static Decision threshold(Table table, ConflictThreshold threshold) {
    return Decision.apply(
        Changes.none()
            .set(table.state().at(Experience.HOME).at("threshold"), threshold.threshold()));
  }

  private static Decision dispute(Table table, ConflictDispute dispute) {
    Node conflicts = table.state().at(Experience.HOME);
    Node settled = conflicts.at("settled", dispute.conflict());
    boolean told =
        Rulings.runsGame(table)
            || settled.at("to").children().anyMatch(to -> to.asText("").equals(table.by().id()));
    if (!settled.exists() || !told) {
      return Rulings.refuse(
          "no-such-thing", "There is no such conflict that you know of.", "conflict");
    }
    if (!settled.at("how").asText("").equals("settled")) {
      return Rulings.refuse(
          "not-automatic", "People have spoken about that one already.", "conflict");
    }
    Node net = conflicts.at("feedback", settled.at("level").asText("-"));
    Changes changes = Changes.none().set(settled.at("how"), "disputed");
    boolean room = net.exists() || conflicts.at("feedback").size() < Experience.MOST;
    return Decision.apply(
        room ? changes.set(net, Math.max(-Experience.ENOUGH, net.asInt(0) - 1)) : changes);
  }
}
