package io.tablekeep.plugin.d20;

import io.tablekeep.plugin.d20.call.SheetActions.Become;
import io.tablekeep.plugin.d20.combat.Fights;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.EncounterRef;
import io.tablekeep.sdk.model.MapRef;
import io.tablekeep.sdk.model.TokenRef;
import io.tablekeep.sdk.model.action.SceneOpen;
import io.tablekeep.sdk.model.action.SessionStart;
import io.tablekeep.sdk.model.action.TokenMove;
import io.tablekeep.sdk.model.action.TurnEnd;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.testkit.Happened;
import io.tablekeep.testkit.TestTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A table at which a fight is played: heroes of players, monsters of the game master. */
final class Arena implements AutoCloseable {
  static final List<String> PLAYERS = List.of("ada", "ben", "cyd", "dot", "eve", "fay");
  static final List<String> HEROES = List.of("bram", "cora", "dain", "elsa", "finn", "gwen");

  final TestTable table;
  private final List<String> fighting = new ArrayList<>();

  private Arena(TestTable table) {
    this.table = table;
  }

  /** Heroes by the keys of stat blocks, then monsters as {@code name=block}. */
  static Arena of(List<String> heroes, Map<String, String> monsters) {
    Arena arena = new Arena(TestTable.playing(new D20(), heroes.size()));
    for (int i = 0; i < heroes.size(); i++) {
      arena.enters(HEROES.get(i), heroes.get(i));
    }
    for (Map.Entry<String, String> each : monsters.entrySet()) {
      String name = Character.toUpperCase(each.getKey().charAt(0)) + each.getKey().substring(1);
      Map<String, Object> actor = new LinkedHashMap<>();
      actor.put("name", name);
      actor.put("type", "monster");
      arena.table.given("/actors/" + each.getKey(), actor);
      arena.enters(each.getKey(), each.getValue());
    }
    arena.table.when("gm", new SessionStart()).applied();
    arena.table.when("gm", new SceneOpen(new MapRef("inn"))).applied();
    return arena;
  }

  private void enters(String actor, String block) {
    fighting.add(actor);
    table.when("gm", new Become(new ActorRef(actor), block)).applied();
  }

  /** Puts somebody's token somewhere, middle of a cell. */
  Arena at(String actor, int column, int row) {
    Map<String, Object> token = new LinkedHashMap<>();
    token.put("actor", actor);
    token.put("x", column + 0.5);
    token.put("y", row + 0.5);
    table.given("/maps/inn/tokens/" + token(actor), token);
    return this;
  }

  static String token(String actor) {
    return HEROES.contains(actor) ? "t" + (HEROES.indexOf(actor) + 1) : "m-" + actor;
  }

  /** The fight begins; initiative falls as told, in the order of those who fight. */
  Arena begins(int... initiative) {
    return begins(List.of(), initiative);
  }

  Arena begins(List<String> surprised, int... initiative) {
    table.dice(initiative);
    table
        .when(
            "gm",
            new Fights.Begin(
                "Brawl",
                fighting.stream().map(ActorRef::new).toList(),
                surprised.stream().map(ActorRef::new).toList(),
                Optional.empty()))
        .applied();
    return this;
  }

  Node encounter() {
    return table.document().at("encounters").children().findFirst().orElseThrow();
  }

  /** Whose turn it is. */
  String on() {
    return encounter().at("order", encounter().at("turn").asText("-"), "actor").asText("nobody");
  }

  Node combatant(String actor) {
    return encounter()
        .at("order")
        .children()
        .filter(each -> each.at("actor").asText().equals(actor))
        .findFirst()
        .orElseThrow();
  }

  Happened ends() {
    return table.when("gm", new TurnEnd(new EncounterRef(encounter().key()))).applied();
  }

  /** Ends turns until somebody is on. */
  Arena until(String actor) {
    for (int i = 0; i < 40 && !on().equals(actor); i++) {
      ends();
    }
    if (!on().equals(actor)) {
      throw new AssertionError(actor + " is never on");
    }
    return this;
  }

  Happened does(String who, Record action) {
    return table.when(who, action);
  }

  Happened moves(String who, String actor, int column, int row) {
    return table.when(
        who, new TokenMove(new TokenRef("inn", token(actor)), new Point(column + 0.5, row + 0.5)));
  }

  Node now(String actor) {
    return table.document().at("actors", actor, "d20", "now");
  }

  int hp(String actor) {
    return now(actor).at("hp").asInt();
  }

  /** The names of what lasts on somebody. */
  List<String> lasts(String actor) {
    Stream<Node> all = table.document().at("actors", actor, "conditions").children();
    return all.map(each -> each.at("name").asText()).sorted().toList();
  }

  static ActorRef ref(String actor) {
    return new ActorRef(actor);
  }

  static List<ActorRef> refs(String... actors) {
    return Stream.of(actors).map(ActorRef::new).toList();
  }

  @Override
  public void close() {
    table.close();
  }
}
