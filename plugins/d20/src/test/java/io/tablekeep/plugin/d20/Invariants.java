package io.tablekeep.plugin.d20;

import io.tablekeep.plugin.d20.sheet.Condition;
import io.tablekeep.sdk.state.Node;
import java.util.Optional;

/** What holds at every moment of every game. */
final class Invariants {
  private Invariants() {}

  static void hold(Node document, Object after) {
    document.at("actors").children().forEach(actor -> creature(actor, after));
    document.at("maps").children().forEach(map -> areas(document, map, after));
    document.at("encounters").children().forEach(each -> encounter(document, each, after));
  }

  private static void that(boolean holds, String what, Node where, Object after) {
    if (!holds) {
      throw new AssertionError(
          what + " at " + where.pointer() + " after " + after + ": " + where.value());
    }
  }

  /** Areas that stay have time left, are seen, and are held by whoever has to hold them. */
  private static void areas(Node document, Node map, Object after) {
    Node all = map.at("d20", "areas");
    that(all.size() <= 50, "too many areas", all, after);
    for (Node each : all.children().toList()) {
      that(each.at("rounds").asInt(-1) != 0, "an area that is over", each, after);
      boolean carried = each.at("stay", "carried").asBoolean(false);
      that(carried || map.at("drawings", each.key()).exists(), "an area unseen", each, after);
      boolean own = each.at("stay", "rounds").asInt(0) > 0 || each.at("level").asInt(-1) < 0;
      Node held =
          document.at(
              "actors", each.at("source").asText("-"), "d20", "now", "concentration", "holds");
      String place = "area/" + map.key() + "/" + each.key();
      boolean holds = held.children().anyMatch(one -> one.asText("").equals(place));
      that(own || holds, "an area that nobody holds", each, after);
    }
  }

  private static void creature(Node actor, Object after) {
    Node now = actor.at("d20", "now");
    if (!now.exists()) {
      return;
    }
    int hp = now.at("hp").asInt();
    int max = now.at("max").asInt();
    that(hp >= 0 && hp <= max, "hit points", now, after);
    that(now.at("temp").asInt(0) >= 0, "temporary hit points", now, after);
    that(max == actor.at("d20", "block", "hitPoints").asInt(), "maximum", now, after);
    int failures = now.at("deathFailures").asInt(0);
    int successes = now.at("deathSuccesses").asInt(0);
    that(failures <= 3 && successes <= 3, "death saves", now, after);
    boolean dead = now.at("dead").asBoolean(false);
    boolean stable = now.at("stable").asBoolean(false);
    that(hp == 0 || (!dead && !stable && failures == 0 && successes == 0), "alive", now, after);
    that(!(dead && stable), "dead or stable", now, after);
    that(hp > 0 || actor.at("conditions", "down").exists(), "down without lying there", now, after);
    that(hp == 0 || !actor.at("conditions", "down").exists(), "up and lying there", now, after);
    Node figures = actor.at("d20", "block", "figures");
    for (String what : new String[] {"slots", "hitDice"}) {
      for (Node spent : now.at(what).children().toList()) {
        int most = figures.at(what, spent.key()).asInt(0);
        that(spent.asInt() >= 0 && spent.asInt() <= most, what, now, after);
      }
    }
    for (Node power : actor.at("d20", "block", "powers").children().toList()) {
      if (power.at("uses").exists()) {
        int spent = now.at("uses", power.key()).asInt(0);
        that(spent >= 0 && spent <= power.at("uses", "most").asInt(1), "uses", now, after);
      }
    }
    if (now.at("concentration").exists()) {
      boolean can =
          hp > 0 && actor.at("conditions").children().noneMatch(Invariants::incapacitates);
      that(can, "concentration of who cannot", actor, after);
    }
    for (Node each : actor.at("conditions").children().toList()) {
      that(each.at("rounds").asInt(1) > 0, "a condition that is over", each, after);
    }
  }

  private static boolean incapacitates(Node condition) {
    String name = condition.at("d20", "condition").asText(condition.at("name").asText(""));
    return Optional.of(name).flatMap(Condition::named).filter(Condition::incapacitates).isPresent();
  }

  private static void encounter(Node document, Node encounter, Object after) {
    if (!encounter.at("status").asText("").equals("active")) {
      return;
    }
    String turn = encounter.at("turn").asText("");
    boolean somebody = encounter.at("order").size() > 0;
    that(!somebody || encounter.at("order", turn).exists(), "whose turn it is", encounter, after);
    int round = encounter.at("round").asInt(0);
    that(round >= 1, "the round", encounter, after);
    for (Node each : encounter.at("order").children().toList()) {
      Node done = each.at("d20");
      Node actor = document.at("actors", each.at("actor").asText("-"), "d20", "block");
      that(done.at("round").asInt(0) <= round, "a turn of a round to come", done, after);
      int legendary = done.at("legendary").asInt(0);
      that(
          legendary <= Math.max(3, actor.at("legendaryActions").asInt(0)),
          "legendary",
          done,
          after);
      int attacks = done.at("attacks").children().mapToInt(one -> one.asInt()).sum();
      that(attacks == 0 || done.at("action").asBoolean(), "attacks without an action", done, after);
      that(attacks <= 3, "attacks", done, after);
      int moved = done.at("moved").asInt(0);
      that(moved <= 200 + done.at("dashed").asInt(0), "movement", done, after);
    }
  }
}
