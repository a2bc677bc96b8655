package io.tablekeep.plugin.d20;

import static io.tablekeep.plugin.d20.Arena.ref;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tablekeep.plugin.d20.call.SheetActions.SetStatBlock;
import io.tablekeep.plugin.d20.call.Tools;
import io.tablekeep.plugin.d20.combat.AttackActions.AttackWith;
import io.tablekeep.plugin.d20.magic.Rests;
import io.tablekeep.plugin.d20.sheet.Edge;
import io.tablekeep.sdk.state.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is carried and worn, and what wears somebody out. */
class CarryingTest {
  /** A fighter of strength 18 before an orc: 270 pounds. */
  private final Arena arena =
      Arena.of(List.of("fighter"), Map.of("orc", "orc")).at("bram", 5, 5).at("orc", 15, 5);

  @AfterEach
  void close() {
    arena.close();
  }

  private Node bram(String... below) {
    Node node = arena.table.document().at("actors", "bram", "d20");
    for (String key : below) {
      node = node.at(key);
    }
    return node;
  }

  private void carries(double pounds) {
    Map<String, Object> gear = Map.of("sack", Map.of("name", "Sack", "pounds", pounds));
    Map<String, Object> block = Blocks.with("fighter", "gear", gear);
    arena.does("ada", new SetStatBlock(ref("bram"), Blocks.read(block))).applied();
  }

  private int strength() {
    return bram("block", "abilities", "strength").asInt();
  }

  @Test
  void gearOfTheSheetAndTheInventoryWeighWhatTheirItemsSay() {
    assertFalse(bram("load").exists(), "who carries nothing has no line for it");
    carries(12.5);
    assertEquals(12.5, bram("load", "carried").asDouble());
    assertEquals(15 * strength(), bram("load", "most").asInt());
    Map<String, Object> rope = new LinkedHashMap<>();
    rope.put("name", "Rope");
    rope.put("d20", Map.of("gear", Map.of("pounds", 10)));
    arena.table.given("/items/rope", rope);
    arena.table.given("/actors/bram/inventory/r", Map.of("item", "rope", "quantity", 3));
    assertEquals(42.5, bram("load", "carried").asDouble());
    Map<String, Object> sack = Map.of("name", "Flour", "quantity", 2, "d20", Map.of("pounds", 4));
    arena.table.given("/actors/bram/inventory/s", sack);
    assertEquals(50.5, bram("load", "carried").asDouble(), "what is no item says it itself");
    arena.table.given("/actors/bram/inventory/s", Map.of("name", "Flour", "quantity", 0));
    arena.table.given("/items/rope/d20/gear/pounds", 5);
    assertEquals(27.5, bram("load", "carried").asDouble());
  }

  @Test
  void whoCarriesTooMuchCrawlsAlong() {
    carries(15 * strength());
    arena.begins(20, 5);
    arena.moves("ada", "bram", 9, 5).applied();
    carries(15 * strength() + 1);
    arena.ends();
    arena.ends();
    arena.moves("ada", "bram", 10, 5).applied();
    arena.moves("ada", "bram", 11, 5).refused("too-far");
  }

  @Test
  void underTheVariantAThirdIsSlowerAndTwoThirdsAreHard() {
    arena.table.given("/campaign/settings/d20", Map.of("encumbrance", true));
    carries(5 * strength() + 1);
    arena.begins(20, 5);
    arena.moves("ada", "bram", 10, 5).refused("too-far");
    arena.moves("ada", "bram", 9, 5).applied();
    carries(10 * strength() + 1);
    arena.at("bram", 14, 5);
    arena.ends();
    arena.ends();
    arena.table.dice(20, 1);
    arena
        .does("ada", new AttackWith(ref("bram"), ref("orc"), "longsword", Edge.NONE, "", false))
        .applied();
    assertEquals(15, arena.hp("orc"), "the lower of two dice");
    arena.moves("ada", "bram", 14, 8).refused("too-far");
    arena.moves("ada", "bram", 14, 7).applied();
  }

  @Test
  void armourThatIsTooHeavyIsSlow() {
    Map<String, Object> plate = Map.of("worn", "plate", "base", 18, "dexterity", 0, "strength", 15);
    Map<String, Object> block = new LinkedHashMap<>(Blocks.with("fighter", "armor", plate));
    arena.does("ada", new SetStatBlock(ref("bram"), Blocks.read(block))).applied();
    assertEquals(30, bram("block", "figures", "speed").asInt());
    block.put("abilities", Map.of("strength", 14));
    arena.does("ada", new SetStatBlock(ref("bram"), Blocks.read(block))).applied();
    assertEquals(20, bram("block", "figures", "speed").asInt());
    arena.begins(20, 5);
    arena.moves("ada", "bram", 10, 5).refused("too-far");
  }

  @Test
  void exhaustionHalvesTheHitPointsAndKillsInTheEnd() {
    int max = arena.now("bram").at("max").asInt();
    arena.does("gm", new Tools.SetVitals(ref("bram"), max, 0, 4, false)).applied();
    assertEquals(max / 2, arena.hp("bram"));
    arena.does("gm", new Tools.Heal(List.of(ref("bram")), "40", false, false)).applied();
    assertEquals(max / 2, arena.hp("bram"));
    arena.does("ada", new Rests.Rest(ref("bram"), true, Map.of())).applied();
    assertEquals(max, arena.hp("bram"));
    assertEquals(3, arena.now("bram").at("exhaustion").asInt());
    arena.does("gm", new Tools.SetVitals(ref("bram"), max, 0, 6, false)).applied();
    assertEquals("dead", arena.now("bram").at("health").asText());
  }
}
