package io.tablekeep.engine.table;

import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.action.TokenMove;
import io.tablekeep.sdk.model.action.TokenPlace;
import io.tablekeep.sdk.model.action.TokenRemove;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tokens are put on a map, moved and taken off it. */
final class Tokens {
  /** Tokens one map may hold. */
  static final int MOST = 5_000;

  private Tokens() {}

  static void define(SystemDefinition system) {
    system
        .action("token.place", TokenPlace.class, Tokens::place)
        .describe("Puts a new token on a map.");
    system
        .action("token.move", TokenMove.class, Tokens::move)
        .describe("Puts a token down somewhere else on its map.");
    system
        .action("token.remove", TokenRemove.class, Tokens::remove)
        .describe("Takes a token off its map.");
  }

  private static Decision place(Table table, TokenPlace place) {
    boolean runsGame = table.by().role().runsGame();
    if (place.actor().isEmpty() && !runsGame) {
      return new Decision.Reject(
          "gm-only", "Only the game master places tokens that stand for nobody.", "actor");
    }
    Node tokens = table.state().at(place.map().pointer()).at("tokens");
    if (tokens.exists() && tokens.size() >= MOST) {
      return new Decision.Reject("too-many-tokens", "No more tokens fit on this map.", "map");
    }
    Map<String, Object> token = new LinkedHashMap<>();
    place.actor().map(ActorRef::id).ifPresent(actor -> token.put("actor", actor));
    place.name().ifPresent(name -> token.put("name", name));
    token.put("x", place.at().x());
    token.put("y", place.at().y());
    token.put("width", place.size());
    token.put("height", place.size());
    token.put("hidden", place.hidden() && runsGame);
    return Decision.apply(Changes.none().set(tokens.at(table.newId()), token));
  }

  private static Decision move(Table table, TokenMove move) {
    Node token = table.state().at(move.token().pointer());
    return Decision.apply(
        Changes.none().set(token.at("x"), move.to().x()).set(token.at("y"), move.to().y()));
  }

  private static Decision remove(Table table, TokenRemove remove) {
    return Decision.apply(Changes.none().remove(remove.token().pointer()));
  }
}
