package io.tablekeep.engine.table;

import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.action.CampaignRename;
import io.tablekeep.sdk.model.action.SceneOpen;
import io.tablekeep.sdk.model.action.SessionEnd;
import io.tablekeep.sdk.model.action.SessionStart;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sessions begin and end; the table turns from scene to scene. */
final class Sessions {
  private static final String SESSION = "currentSession";

  private Sessions() {}

  static void define(SystemDefinition system) {
    system
        .action("session.start", SessionStart.class, Sessions::start)
        .by(Role.GM, Role.CO_GM)
        .describe("Begins a session. One that still runs is ended first.");
    system
        .action("session.end", SessionEnd.class, Sessions::end)
        .by(Role.GM, Role.CO_GM)
        .describe("Ends the session; what belonged to it goes.");
    system
        .action("scene.open", SceneOpen.class, Sessions::open)
        .by(Role.GM, Role.CO_GM)
        .describe("Turns the table to a map.");
    system
        .action("campaign.rename", CampaignRename.class, Sessions::rename)
        .by(Role.GM, Role.CO_GM)
        .describe("Gives the campaign another name.");
  }

  private static Decision start(Table table, SessionStart start) {
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

  private static boolean runs(Table table) {
    return table.state().at(SESSION, "active").asBoolean(false);
  }
}
