package io.tablekeep.server.torture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** What happens in an evening: everyone does something, and the game master leads. */
final class EveningPlay {
  private final Secrets secrets;
  private final EveningTable table;
  private final SplittableRandom chance;
  private final Map<String, Player> players;
  private final Player gm;

  /** Each player's token on each map. */
  private final Map<String, Map<String, String>> tokens = new HashMap<>();

  /** How often each thing was done. */
  final Map<String, Integer> done = new TreeMap<>();

  private String map = EveningTable.CELL;
  private String encounter = "";
  private boolean armoured;

  EveningPlay(
      Secrets secrets, EveningTable table, SplittableRandom chance, Map<String, Player> players) {
    this.secrets = secrets;
    this.table = table;
    this.chance = chance;
    this.players = players;
    gm = players.get("gm");
    Map<String, String> cell = new HashMap<>();
    EveningTable.PLAYERS.forEach(player -> cell.put(player, "of-" + player));
    tokens.put(EveningTable.CELL, cell);
  }

  private void did(String what) {
    done.merge(what, 1, Integer::sum);
  }

  /** The game master does something that has to be done. */
  JsonNode leads(String action, String payload) throws IOException {
    JsonNode receipt = gm.does(action, payload);
    if (!receipt.path("outcome").asText().equals("applied")) {
      throw new AssertionError(action + " " + payload + ": " + receipt);
    }
    did(action);
    return receipt;
  }

  /** Begins: the session, and the heroes on the maps that were brought in. */
  void begin() throws IOException {
    leads("session.start", "{}");
    leads("scene.open", "{\"map\":\"cell\"}");
    for (String each : gm.keys("maps")) {
      if (!each.equals(EveningTable.CELL)) {
        Map<String, String> placed = new HashMap<>();
        for (String player : EveningTable.PLAYERS) {
          List<String> before = gm.keys("maps", each, "tokens");
          leads(
              "token.place",
              "{\"map\":\"%s\",\"at\":%s,\"actor\":\"of-%s\"}".formatted(each, place(), player));
          gm.await("the token", () -> gm.keys("maps", each, "tokens").size() > before.size());
          List<String> now = gm.keys("maps", each, "tokens");
          now.removeAll(before);
          placed.put(player, now.get(0));
        }
        tokens.put(each, placed);
      }
    }
  }

  int maps() {
    return tokens.size();
  }

  private String place() {
    return "{\"x\":" + chance.nextInt(8, 28) / 4.0 + ",\"y\":" + chance.nextInt(8, 32) / 4.0 + "}";
  }

  /** Everyone does something, nobody waits. */
  void everyone() {
    for (String name : EveningTable.PLAYERS) {
      Player player = players.get(name);
      for (int i = chance.nextInt(1, 4); i > 0; i--) {
        something(player);
      }
    }
  }

  private void something(Player player) {
    String who = player.participant;
    String own = map + '/' + tokens.get(map).get(who);
    switch (chance.nextInt(10)) {
      case 0, 1, 2 ->
          acts(player, "token.move", "{\"token\":\"" + own + "\",\"to\":" + place() + "}");
      case 3 -> acts(player, "chat.say", say("Well, " + done.size(), ""));
      case 4 -> {
        String to = EveningTable.PLAYERS.get(chance.nextInt(5));
        acts(player, "chat.say", say("psst " + secrets.of(who, to), '"' + to + '"'));
      }
      case 5 -> acts(player, "chat.say", say("to the master: " + secrets.of(who), "-"));
      case 6 -> acts(player, "dice.roll", "{\"notation\":\"2d6+1\",\"label\":\"Luck\"}");
      case 7 ->
          acts(
              player,
              "dice.roll",
              "{\"notation\":\"1d20\",\"label\":\"%s\",\"to\":[]}".formatted(secrets.of(who)));
      case 8 ->
          acts(
              player,
              "actor.edit",
              "{\"actor\":\"of-%s\",\"notes\":\"%s\"}".formatted(who, secrets.of(who)));
      default ->
          acts(
              player,
              "note.create",
              "{\"title\":\"%s\",\"text\":\"%s\"}".formatted(secrets.of(who), secrets.of(who)));
    }
  }

  private void acts(Player player, String action, String payload) {
    did(action);
    player.act(action, payload, true);
  }

  /** To all, to nobody but the game master ({@code -}), or to some. */
  private static String say(String text, String to) {
    String whom = to.isEmpty() ? "" : ",\"to\":[" + (to.equals("-") ? "" : to) + "]";
    return "{\"text\":\"" + text + "\"" + whom + "}";
  }

  /** The game master does one of many things. */
  void master(int round) throws IOException {
    switch (round % 9) {
      case 0 -> monster(round / 9);
      case 1 -> door();
      case 2 ->
          leads("light.switch", "{\"light\":\"cell/lamp\",\"on\":" + chance.nextBoolean() + "}");
      case 3 -> {
        String to = EveningTable.PLAYERS.get(chance.nextInt(5));
        leads("chat.say", say("you hear " + secrets.of(to), '"' + to + '"'));
        leads("chat.say", say("note to self " + secrets.of(), "-"));
      }
      case 4 -> encounter();
      case 5 -> reveal(round / 9);
      case 6 -> {
        leads(
            "actor.edit",
            "{\"actor\":\"rat\",\"gmNotes\":\"%s\",\"description\":\"round %d\"}"
                .formatted(secrets.of(), round));
        leads("scene.edit", "{\"map\":\"cell\",\"gmNotes\":\"%s\"}".formatted(secrets.of()));
      }
      case 7 -> {
        List<String> maps = List.copyOf(tokens.keySet());
        map = maps.get(chance.nextInt(maps.size()));
        leads("scene.open", "{\"map\":\"" + map + "\"}");
      }
      default ->
          leads(
              "token.move",
              "{\"token\":\"cell/%s\",\"to\":%s}"
                  .formatted(table.monsters.get(3).token(), place()));
    }
  }

  /** A monster shows itself and hides again; the last one never does. */
  private void monster(int turn) throws IOException {
    EveningTable.Monster one = table.monsters.get(turn % 3);
    for (String marker : List.of(one.actor(), one.token(), one.name())) {
      secrets.tell(marker, EveningTable.PLAYERS);
    }
    boolean hides = turn / 3 % 2 == 1;
    leads("actor.hide", "{\"actor\":\"%s\",\"hidden\":%s}".formatted(one.actor(), hides));
    leads("token.hide", "{\"tokens\":[\"cell/%s\"],\"hidden\":%s}".formatted(one.token(), hides));
  }

  private void door() throws IOException {
    boolean open = gm.view().at("/maps/cell/walls/gate/door/state").asText().equals("open");
    if (!open) {
      secrets.tell(table.prisoner, EveningTable.PLAYERS);
    }
    leads(
        "door.set",
        "{\"door\":\"cell/gate\",\"state\":\"%s\"}".formatted(open ? "closed" : "open"));
  }

  private void reveal(int turn) throws IOException {
    if (turn < table.hidden.size()) {
      EveningTable.Hidden one = table.hidden.get(turn);
      secrets.tell(one.key(), EveningTable.PLAYERS);
      secrets.tell(one.name(), EveningTable.PLAYERS);
      leads(one.action(), "{\"%s\":\"%s\"}".formatted(one.field(), one.key()));
    } else {
      leads("quest.create", "{\"name\":\"%s\"}".formatted(secrets.of()));
    }
  }

  /** Prepared in secret, then begun, with one who is not seen among those who fight. */
  private void encounter() throws IOException {
    if (!encounter.isEmpty()) {
      for (int i = chance.nextInt(1, 5); i > 0; i--) {
        leads("turn.end", "{\"encounter\":\"" + encounter + "\"}");
      }
      if (chance.nextInt(3) == 0) {
        leads("encounter.end", "{\"encounter\":\"" + encounter + "\"}");
        encounter = "";
      }
      return;
    }
    String name = secrets.of();
    List<String> before = gm.keys("encounters");
    leads(
        "encounter.create",
        "{\"name\":\"%s\",\"map\":\"cell\",\"gmNotes\":\"%s\"}".formatted(name, secrets.of()));
    gm.await("the encounter", () -> gm.keys("encounters").size() > before.size());
    List<String> now = gm.keys("encounters");
    now.removeAll(before);
    encounter = now.get(0);
    for (String player : EveningTable.PLAYERS) {
      joins("of-" + player, chance.nextInt(20), false);
    }
    joins("rat", 10, false);
    joins(table.monsters.get(3).actor(), 15, true);
    secrets.tell(name, EveningTable.PLAYERS);
    leads("encounter.start", "{\"encounter\":\"" + encounter + "\"}");
  }

  private void joins(String actor, int initiative, boolean hidden) throws IOException {
    leads(
        "combatant.add",
        "{\"encounter\":\"%s\",\"actor\":\"%s\",\"initiative\":%d,\"hidden\":%s}"
            .formatted(encounter, actor, initiative, hidden));
  }

  /** Something that waits: who asked, and under which number. */
  record Asked(String who, long n) {}

  /** Somebody asks for something. */
  Asked strike(int seconds) throws IOException {
    String who = EveningTable.PLAYERS.get(chance.nextInt(5));
    JsonNode receipt =
        players.get(who).does("fray.strike", "{\"target\":\"rat\",\"seconds\":" + seconds + "}");
    // Where this program is held up, what waits for a second has come to its end meanwhile.
    boolean over = seconds > 0 && receipt.path("code").asText().equals("expired");
    if (!over && !receipt.path("outcome").asText().equals("pending")) {
      throw new AssertionError("a blow does not wait: " + receipt);
    }
    return new Asked(who, receipt.path("n").asLong());
  }

  /** What is asked is allowed, changed, refused, outlived by what it was based on, or forgotten. */
  void decide(Asked asked, int how) throws IOException {
    String who = asked.who();
    long n = asked.n();
    if (how < 4) {
      gm.await("the question", () -> !askOf(who).isEmpty());
    }
    String ask = askOf(who);
    String code =
        switch (how) {
          case 0 -> {
            leads("ask.decide", "{\"ask\":\"" + ask + "\",\"approve\":true}");
            yield "applied ok";
          }
          case 1 -> {
            stale(ask);
            yield "applied ok";
          }
          case 2 -> {
            long hp = gm.view().at("/actors/rat/fray/hp").asLong() - 2;
            leads(
                "ask.decide",
                "{\"ask\":\"%s\",\"approve\":true,\"changes\":{\"/actors/rat/fray/hp\":%d}}"
                    .formatted(ask, hp));
            yield "applied changed";
          }
          case 3 -> {
            leads(
                "ask.decide",
                "{\"ask\":\"%s\",\"approve\":false,\"reason\":\"%s\"}"
                    .formatted(ask, secrets.of(who)));
            yield "refused declined";
          }
          default -> "refused expired";
        };
    did("ask " + code + (how == 1 ? " after action-retry" : ""));
    Player sender = players.get(who);
    sender.await(
        "the end of " + ask, () -> !sender.receipt(n).path("outcome").asText().equals("pending"));
    JsonNode end = sender.receipt(n);
    String said = end.path("outcome").asText() + ' ' + end.path("code").asText();
    if (!said.equals(code)) {
      throw new AssertionError("it should have ended " + code + ": " + end);
    }
  }

  /** What it was based on moves, so the first yes only shows what has changed. */
  private void stale(String ask) throws IOException {
    armoured = !armoured;
    leads("fray.arm", "{\"target\":\"rat\",\"armour\":" + (armoured ? 12 : 5) + "}");
    JsonNode first = gm.does("ask.decide", "{\"ask\":\"" + ask + "\",\"approve\":true}");
    if (!first.path("code").asText().equals("action-retry")) {
      throw new AssertionError("what is stale was taken: " + first);
    }
    leads("ask.decide", "{\"ask\":\"" + ask + "\",\"approve\":true}");
  }

  private String askOf(String who) {
    for (Map.Entry<String, JsonNode> ask : gm.view().path("asks").properties()) {
      if (ask.getValue().at("/sent/by").asText().equals(who)) {
        return ask.getKey();
      }
    }
    return "";
  }

  /** Looks for what is not there for them: refused, and like what does not exist. */
  void pry() throws IOException {
    Player player = players.get(EveningTable.PLAYERS.get(chance.nextInt(5)));
    String token = table.monsters.get(3).token();
    JsonNode hidden =
        player.does("token.move", "{\"token\":\"cell/" + token + "\",\"to\":{\"x\":2,\"y\":2}}");
    JsonNode nothing =
        player.does("token.move", "{\"token\":\"cell/nobody\",\"to\":{\"x\":2,\"y\":2}}");
    ObjectNode one = ((ObjectNode) hidden).deepCopy();
    ObjectNode other = ((ObjectNode) nothing).deepCopy();
    one.remove("n");
    other.remove("n");
    if (!one.equals(other) || !one.path("outcome").asText().equals("refused")) {
      throw new AssertionError(hidden + " and " + nothing);
    }
    did("pry");
  }
}
