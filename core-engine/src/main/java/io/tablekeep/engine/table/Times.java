package io.tablekeep.engine.table;

import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.model.time.BranchCreate;
import io.tablekeep.sdk.model.time.BranchMerge;
import io.tablekeep.sdk.model.time.BranchRemove;
import io.tablekeep.sdk.model.time.BranchRename;
import io.tablekeep.sdk.model.time.HistoryReturn;

/**
 * What is done to the table's own time. Declared here for schemas and roles; it is decided from the
 * journal, so {@code engine.branch} takes it before these handlers are reached.
 */
final class Times {
  private Times() {}

  static void define(SystemDefinition system) {
    system
        .action("history.return", HistoryReturn.class, (table, back) -> alone())
        .by(Role.GM)
        .describe("Returns a part of the campaign, or all of it, to an earlier moment.");
    system
        .action("branch.create", BranchCreate.class, (table, create) -> alone())
        .by(Role.GM)
        .describe("Names a moment from which another course can be played.");
    system
        .action("branch.rename", BranchRename.class, (table, rename) -> alone())
        .by(Role.GM)
        .describe("Gives a branch another name.");
    system
        .action("branch.remove", BranchRemove.class, (table, remove) -> alone())
        .by(Role.GM)
        .describe("Takes a branch off the list.");
    system
        .action("branch.merge", BranchMerge.class, (table, merge) -> alone())
        .by(Role.GM)
        .describe("Brings what was played in a branch back into the campaign.");
  }

  private static Decision alone() {
    return Decision.reject("not-as-consequence", "Only a person does that, and not by rule.");
  }
}
