package io.tablekeep.engine.table;

import static io.tablekeep.engine.table.Rulings.refuse;

import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.geometry.sight.Passage;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.MapRef;
import io.tablekeep.sdk.model.TokenRef;
import io.tablekeep.sdk.model.action.TokenMove;
import io.tablekeep.sdk.model.action.TokenPlace;
import io.tablekeep.sdk.model.action.TokenRemove;
import io.tablekeep.sdk.model.action.token.TokensMove;
import io.tablekeep.sdk.model.action.token.TokensRemove;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tokens are put on a map, moved and taken off it. */
final class Tokens {
  /** Tokens one map may hold. */
  static final int MOST = 5_000;

  private Tokens() {}

  static void define(SystemDefinition system) {
    system.action("token.place", TokenPlace.class, Tokens::place);
    system.action("token.move", TokenMove.class, Tokens::move).offline(true);
    system.action("token.remove", TokenRemove.class, Tokens::remove);
    system.action("tokens.move", TokensMove.class, Tokens::moveAll).offline(true);
    system.action("tokens.remove", TokensRemove.class, Tokens::removeAll);
  }

  private static Decision place(Table table, TokenPlace place) {
    boolean runsGame = Rulings.runsGame(table);
    if (place.actor().isEmpty() && !runsGame) {
      return refuse(
          "gm-only", "Only the game master places tokens that stand for nobody.", "actor");
    }
    Node map = table.state().at(place.map().pointer());
    if (!runsGame && wallsStop(map)) {
      return refuse("gm-only", "Only the game master places tokens on this map.", "map");
    }
    Node tokens = map.at("tokens");
    if (tokens.exists() && tokens.size() >= MOST) {
      return refuse("too-many-tokens", "No more tokens fit on this map.", "map");
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
    return isStopped(table, move.token(), move.to())
        ? stopped("to")
        : Decision.apply(moved(table, Changes.none(), move.token(), move.to()));
  }

  private static Decision moveAll(Table table, TokensMove all) {
    Changes changes = Changes.none();
    Set<TokenRef> seen = new HashSet<>();
    List<TokensMove.Move> moves = all.moves();
    for (int i = 0; i < moves.size(); i++) {
      TokensMove.Move move = moves.get(i);
      if (!seen.add(move.token())) {
        return refuse("twice", "Move each token once.", "moves/" + i + "/token");
      }
      if (isStopped(table, move.token(), move.to())) {
        return stopped("moves/" + i + "/to");
      }
      changes = moved(table, changes, move.token(), move.to());
    }
    return Decision.apply(changes);
  }

  /** The same words for a wall, a closed door and one that nobody knows of. */
  private static Decision stopped(String field) {
    return refuse("blocked", "You cannot go there.", field);
  }

  private static boolean isStopped(Table table, TokenRef ref, Point to) {
    if (Rulings.runsGame(table) || !wallsStop(table.state().at("maps", ref.map()))) {
      return false;
    }
    Node token = table.state().at(ref.pointer());
    Point from = new Point(token.at("x").asDouble(), token.at("y").asDouble());
    return table.walls(new MapRef(ref.map())).blocked(Passage.MOVEMENT, from, to);
  }

  private static boolean wallsStop(Node map) {
    return map.at("wallsStop").asBoolean(false);
  }

  private static Changes moved(Table table, Changes changes, TokenRef ref, Point to) {
    Node token = table.state().at(ref.pointer());
    return changes.set(token.at("x"), to.x()).set(token.at("y"), to.y());
  }

  private static Decision remove(Table table, TokenRemove remove) {
    return Rulings.remove(remove.token().pointer());
  }

  private static Decision removeAll(Table table, TokensRemove remove) {
    Changes changes = Changes.none();
    for (TokenRef token : remove.tokens()) {
      changes = changes.remove(token.pointer());
    }
    return Decision.apply(changes);
  }
}
