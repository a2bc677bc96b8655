package io.tablekeep.plugin.fate;

import static io.tablekeep.testkit.TestTable.BRAM;
import static io.tablekeep.testkit.TestTable.CORA;
import static io.tablekeep.testkit.TestTable.WOLF;

import io.tablekeep.plugin.fate.play.Attacking;
import io.tablekeep.plugin.fate.play.Creating;
import io.tablekeep.plugin.fate.play.Overcoming;
import io.tablekeep.plugin.fate.scene.Handing;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.CombatantRef;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.testkit.TestTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A table with sheets, and short words for what people do at it. */
final class FateTable {
  final TestTable table = TestTable.playing(new Fate());

  FateTable() {
    Sheets.all().forEach(table::given);
  }

  /** How the next dice fall: the sum of four Fudge dice. */
  TestTable fudge(int... sums) {
    for (int sum : sums) {
      for (int i = 0; i < 4; i++) {
        table.dice(i < Math.abs(sum) ? (sum < 0 ? 1 : 3) : 2);
      }
    }
    return table;
  }

  /** A conflict of all three, in which somebody acts first. */
  FateTable conflict(ActorRef first) {
    table
        .when(
            "gm",
            new Handing.Conflict("Ambush", Optional.empty(), List.of(BRAM, CORA, WOLF), first))
        .applied();
    if (!first.equals(WOLF)) {
      table.given("/actors/wolf/hidden", false);
      table.given(
          "/encounters/" + encounter().key() + "/order/" + of(WOLF).id() + "/hidden", false);
    }
    return this;
  }

  Node encounter() {
    return table.document().at("encounters", table.document().at("fate", "conflict").asText());
  }

  CombatantRef of(ActorRef actor) {
    Node encounter = encounter();
    String key =
        encounter
            .at("order")
            .children()
            .filter(one -> one.at("actor").asText().equals(actor.id()))
            .findFirst()
            .orElseThrow()
            .key();
    return new CombatantRef(encounter.key(), key);
  }

  String turn() {
    Node encounter = encounter();
    return encounter.at("order", encounter.at("turn").asText(), "actor").asText();
  }

  int points(String actor) {
    return table.document().at("actors", actor, "fate", "points").asInt();
  }

  Node sheet(String actor) {
    return table.document().at("actors", actor, "fate");
  }

  List<Node> scene() {
    return table.document().at("fate", "aspects").children().toList();
  }

  static Attacking.Attack attack(ActorRef who, ActorRef target, String skill) {
    return new Attacking.Attack(who, target, skill, Optional.of("physical"), Optional.empty());
  }

  static Overcoming.Overcome overcome(ActorRef who, String skill, int difficulty) {
    return new Overcoming.Overcome(
        who, skill, Optional.empty(), Optional.of(difficulty), Optional.empty(), Optional.empty());
  }

  static Creating.Create creates(ActorRef who, Creating.Create.Aim aim, String name) {
    return new Creating.Create(
        who, "Notice", aim, name, Optional.empty(), Optional.of(2), Optional.empty());
  }

  static Map<String, Object> invoke(String aspect) {
    return Map.of("aspect", aspect, "use", "plus-two");
  }

  static Map<String, Object> reroll(String aspect) {
    return Map.of("aspect", aspect, "use", "reroll");
  }

  static Map<String, Object> pass() {
    return Map.of("aspect", "", "use", "plus-two");
  }

  static Map<String, Object> defends(String skill) {
    return Map.of("skill", skill);
  }

  static Map<String, Object> absorbs(List<Integer> boxes, Map<String, String> consequences) {
    return Map.of("boxes", boxes, "consequences", consequences, "out", false);
  }
}
