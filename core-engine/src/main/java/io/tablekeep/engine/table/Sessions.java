package io.tablekeep.engine.table;

import static io.tablekeep.engine.table.Rulings.gm;

import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.action.CampaignArchive;
import io.tablekeep.sdk.model.action.CampaignEdit;
import io.tablekeep.sdk.model.action.CampaignRename;
import io.tablekeep.sdk.model.action.SceneOpen;
import io.tablekeep.sdk.model.action.SessionEnd;
import io.tablekeep.sdk.model.action.SessionStart;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sessions begin and end, the table turns from scene to scene; what the campaign is. */
final class Sessions {
  private static final String SESSION = "currentSession";

  private Sessions() {}

  static void define(SystemDefinition system) {
    gm(system.action("session.start", SessionStart.class, Sessions::start));
    gm(system.action("session.end", SessionEnd.class, Sessions::end))
        .describe("Ends the session; what belonged to it goes.");
    gm(system.action("scene.open", SceneOpen.class, Sessions::open));
    gm(system.action("campaign.rename", CampaignRename.class, Sessions::rename)).edit();
    gm(system.action("campaign.edit", CampaignEdit.class, Sessions::edit)).edit();
    gm(system.action("campaign.archive", CampaignArchive.class, Sessions::archive));
  }

  private static Decision start(Table table, SessionStart start) {
    if (table.state().at("campaign", "archived").asBoolean(false)) {
      return Decision.reject("archived", "The campaign is put away. Take it out again first.");
    }
    Node last = table.state().at(SESSION);
    Map<String, Object> session = new LinkedHashMap<>();
    session.put("id", table.newId());
    session.put("number", last.at("number").asInt(0) + 1);
    session.put("active", true);
    session.put("startedAt", table.now());
    return Decision.apply(Changes.none().set(last, session));
  }

  private static Decision end(Table table, SessionEnd end) {
    Node session = table.state().at(SESSION);
    if (!runs(table)) {
      return Decision.reject("no-session", "No session is running.");
    }
    Map<String, Object> ended = new LinkedHashMap<>();
    ended.put("id", session.at("id").value());
    ended.put("number", session.at("number").value());
    ended.put("active", false);
    ended.put("startedAt", session.at("startedAt").value());
    ended.put("endedAt", table.now());
    return Decision.apply(Changes.none().set(session, ended));
  }

  private static Decision open(Table table, SceneOpen open) {
    if (!runs(table)) {
      return Decision.reject("no-session", "Start a session first.");
    }
    return Decision.apply(Changes.none().set(table.state().at(SESSION, "map"), open.map().id()));
  }

  private static Decision rename(Table table, CampaignRename rename) {
    return Decision.apply(Changes.none().set(table.state().at("campaign", "name"), rename.name()));
  }

  private static Decision edit(Table table, CampaignEdit edit) {
    return Edit.of(table.state().at("campaign"))
        .set("description", edit.description())
        .set("tags", edit.tags())
        .set("policy", edit.policy())
        .decide();
  }

  private static Decision archive(Table table, CampaignArchive archive) {
    if (archive.archived() && runs(table)) {
      return Decision.reject("session-runs", "End the session first.");
    }
    return Decision.apply(
        Changes.none().set(table.state().at("campaign", "archived"), archive.archived()));
  }

  static boolean runs(Table table) {
    return table.state().at(SESSION, "active").asBoolean(false);
  }
}
