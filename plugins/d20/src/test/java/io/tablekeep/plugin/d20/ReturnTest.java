package io.tablekeep.plugin.d20;

import static io.tablekeep.plugin.d20.Arena.ref;
import static io.tablekeep.plugin.d20.Arena.refs;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.tablekeep.plugin.d20.call.Tools;
import io.tablekeep.plugin.d20.combat.AttackActions.AttackWith;
import io.tablekeep.plugin.d20.sheet.DamageType;
import io.tablekeep.plugin.d20.sheet.Edge;
import io.tablekeep.sdk.model.time.HistoryReturn;
import io.tablekeep.sdk.state.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A fight goes back to an earlier moment and is fought on from there. */
class ReturnTest {
  private Arena arena = Arena.of(List.of(), Map.of());

  @BeforeEach
  void brawl() {
    arena.close();
    Map<String, String> monsters = new LinkedHashMap<>();
    monsters.put("orc", "orc");
    monsters.put("gob", "goblin");
    arena = Arena.of(List.of("fighter", "wizard"), monsters);
    arena.at("bram", 5, 5).at("cora", 3, 5).at("orc", 6, 5).at("gob", 12, 5);
    arena.begins(20, 15, 10, 5);
  }

  @AfterEach
  void close() {
    arena.close();
  }

  private static AttackWith hit() {
    return new AttackWith(ref("bram"), ref("orc"), "longsword", Edge.NONE, "", false);
  }

  /** Everything a fight is made of. */
  private String fight() {
    return arena.encounter().value()
        + " "
        + arena.table.document().at("actors").value()
        + arena.table.document().at("maps", "inn", "tokens").value();
  }

  @Test
  void woundsConditionsTurnsAndPlacesAreAsTheyWereAndTheFightGoesOn() {
    arena.table.dice(12, 6);
    arena.does("ada", hit()).applied();
    arena.ends();
    damages("cora", 32);
    String then = fight();
    long version = arena.table.version();
    assertEquals(List.of("Prone", "Unconscious"), arena.lasts("cora"));
    assertEquals("cora", arena.on());
    int round = arena.encounter().at("round").asInt();

    arena.does("gm", new Tools.Heal(refs("cora"), "30", false, false)).applied();
    arena.moves("ben", "cora", 4, 6);
    for (int i = 0; i < 6; i++) {
      arena.ends();
    }
    assertNotEquals(then, fight());
    arena.does("gm", HistoryReturn.campaign(version)).applied();
    assertEquals(then, fight());
    assertEquals("cora", arena.on());
    assertEquals(round, arena.encounter().at("round").asInt());
    assertEquals(4, arena.hp("orc"));

    // Fought on from there by the rules: what a turn is worth came back with it.
    arena.table.dice(9);
    for (int i = 0; i < 4; i++) {
      arena.ends();
    }
    assertEquals("cora", arena.on());
    assertEquals(round + 1, arena.encounter().at("round").asInt());
    arena.until("bram");
    arena.table.dice(19, 8);
    arena.does("ada", hit()).applied();
    assertEquals(0, arena.hp("orc"));
    arena.does("ada", hit()).refused("no-target");
  }

  @Test
  void turnsDoNotReturnUnseenWithoutTheSheetsThatChangedWithThem() {
    long version = arena.table.version();
    arena.table.dice(12, 6);
    arena.does("ada", hit()).applied();
    arena.ends();
    assertEquals("cora", arena.on());
    arena.does("gm", session(version, false)).refused("others-depend");
    arena.does("gm", session(version, true)).applied();
    assertEquals("bram", arena.on());
    assertEquals(4, arena.hp("orc"), "wounds are the campaign's");
  }

  private static HistoryReturn session(long to, boolean anyway) {
    return new HistoryReturn(to, Scope.SESSION, Optional.empty(), 0, anyway, Optional.empty());
  }

  private void damages(String who, int amount) {
    arena
        .does(
            "gm",
            new Tools.Hurt(
                refs(who), Integer.toString(amount), DamageType.FORCE, Optional.empty(), 10))
        .applied();
  }
}
