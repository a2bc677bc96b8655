package io.tablekeep.plugin.srd5e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.sdk.transfer.ImportLimits;
import io.tablekeep.sdk.transfer.ImportReport.Fate;
import io.tablekeep.sdk.transfer.ImportResult;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SrdImporterTest {
  private static ImportResult read(String text) throws IOException {
    return Samples.read("x.srd5e", text.getBytes(UTF_8));
  }

  private static String refused(String name, byte[] bytes) throws IOException {
    return assertInstanceOf(ImportResult.Refused.class, Samples.read(name, bytes)).code();
  }

  @Test
  void aMonsterIsAnActorWithAStatBlock() throws IOException {
    ImportResult result = read(Samples.MONSTERS);
    Object wyrm = Samples.puts(result).get(0).value();
    assertEquals("Mud Wyrm", Samples.at(wyrm, "name"));
    assertEquals("monster", Samples.at(wyrm, "type"));
    assertEquals("true", Samples.at(wyrm, "hidden"));
    Object block = ((Map<?, ?>) ((Map<?, ?>) wyrm).get("d20")).get("block");
    assertEquals("dragon (mud)", Samples.at(block, "kind"));
    assertEquals("15", Samples.at(block, "armor", "base"));
    assertEquals("{d10=7}", Samples.at(block, "hitDice"));
    assertEquals("[con]", Samples.at(block, "saves"));
    assertEquals("{stealth=expert}", Samples.at(block, "skills"));
    assertEquals("[bludgeoning, piercing, slashing]", Samples.at(block, "resistMundane"));
    assertEquals("[prone]", Samples.at(block, "conditionImmune"));
    assertEquals("[pack-tactics]", Samples.at(block, "features"));
    assertEquals("[{bite=1, mud-breath=1}]", Samples.at(block, "multiattack"));
    assertEquals("[entangle]", Samples.at(block, "casting", "spells"));
  }

  @Test
  void anAttackHasItsReachItsDamageAndWhatASaveIsAgainst() throws IOException {
    Object wyrm = Samples.puts(read(Samples.MONSTERS)).get(0).value();
    Object block = ((Map<?, ?>) ((Map<?, ?>) wyrm).get("d20")).get("block");
    Object bite = ((Map<?, ?>) ((Map<?, ?>) block).get("attacks")).get("bite");
    assertEquals("10", Samples.at(bite, "reach"));
    assertEquals("6", Samples.at(bite, "bonus"));
    assertEquals("2", Samples.at(bite, "legendary"));
    assertEquals(
        "[{dice=1d10+4, type=piercing}, {dice=1d6, type=acid}]", Samples.at(bite, "damage"));
    assertEquals("con", Samples.at(bite, "rider", "save"));
    assertEquals("[{dice=2d6, type=poison}]", Samples.at(bite, "rider", "damage"));
    assertEquals("poisoned", Samples.at(bite, "rider", "affliction", "condition"));
    assertEquals("10", Samples.at(bite, "rider", "affliction", "rounds"));
    Object breath = ((Map<?, ?>) ((Map<?, ?>) block).get("powers")).get("mud-breath");
    assertEquals("{kind=cone, size=30}", Samples.at(breath, "area"));
    assertEquals("true", Samples.at(breath, "half"));
    assertEquals("5", Samples.at(breath, "uses", "recharge"));
  }

  @Test
  void whatIsNotKnownIsKeptAndTold() throws IOException {
    ImportResult.Read read = (ImportResult.Read) read(Samples.MONSTERS);
    Object wyrm = Samples.puts(read).get(0).value();
    assertEquals("{odd=[1]}", Samples.at(wyrm, "srd5e", "rest", "homebrew"));
    assertTrue(
        String.valueOf(Samples.at(wyrm, "srd5e", "rest", "condition_immunities"))
            .contains("exhaustion"));
    assertEquals(1, read.report().count(Fate.CHANGED));
    assertTrue(read.report().lines().get(0).sentence().contains("exhaustion"));
  }

  @Test
  void aSpellSaysWhatItDoesAtEachLevel() throws IOException {
    Object item = Samples.puts(read(Samples.SPELLS)).get(0).value();
    Object spell = ((Map<?, ?>) ((Map<?, ?>) item).get("d20")).get("spell");
    assertEquals("A ball of mud.\n\nIt grows.", Samples.at(item, "description"));
    assertEquals("10", Samples.at(spell, "rounds"));
    assertEquals("[{dice=2d6, type=acid}]", perSlot(spell));
    assertEquals("bonus", Samples.at(spell, "power", "cost"));
    assertEquals("{kind=sphere, size=10}", Samples.at(spell, "power", "area"));
    assertEquals("[V, S]", Samples.at(item, "d20", "casting", "components"));
  }

  /** The members of a small map come in no order. */
  private static Object perSlot(Object spell) {
    Object one = ((List<?>) ((Map<?, ?>) spell).get("perSlot")).get(0);
    return "[{dice=" + Samples.at(one, "dice") + ", type=" + Samples.at(one, "type") + "}]";
  }

  @Test
  void weaponsAndArmorHaveTheirFigures() throws IOException {
    List<?> both = Samples.puts(read(Samples.GEAR)).stream().map(put -> put.value()).toList();
    assertEquals("20", Samples.at(both.get(0), "d20", "gear", "attack", "range"));
    assertEquals(
        "Mud Spear, in both hands", Samples.at(both.get(0), "d20", "gear", "inBothHands", "name"));
    assertEquals("2", Samples.at(both.get(1), "d20", "gear", "armor", "dexterity"));
    assertEquals("true", Samples.at(both.get(1), "d20", "gear", "armor", "noisy"));
  }

  @Test
  void aZipIsReadFileByFile() throws IOException {
    byte[] zip =
        Samples.zip(
            Map.of(
                "2014/5e-SRD-Monsters.json",
                Samples.MONSTERS,
                "2014/5e-SRD-Conditions.json",
                "[{\"index\":\"muddy\",\"name\":\"Muddy\",\"desc\":[\"You are full of mud.\"]}]",
                "README.md",
                "not read"));
    assertEquals(2, Samples.puts(Samples.read("srd.zip", zip)).size());
  }

  @Test
  void hostileFilesAreRefusedWithASentence() throws IOException {
    String item = "[{\"index\":\"a\",\"name\":\"A\"}]";
    assertEquals(
        "srd5e-hostile", refused("a.zip", Samples.zip(Map.of("../5e-SRD-Monsters.json", item))));
    assertEquals("srd5e-not-json", refused("a.srd5e", "[{\"index\":".getBytes(UTF_8)));
    byte[] whole = Samples.zip(Map.of("5e-SRD-Monsters.json", Samples.MONSTERS));
    assertEquals("srd5e-not-json", refused("a.zip", Arrays.copyOf(whole, whole.length / 2)));
    assertEquals("srd5e-not-a-list", refused("a.srd5e", "{\"a\":1}".getBytes(UTF_8)));
    assertEquals("srd5e-not-an-item", refused("a.srd5e", "[7]".getBytes(UTF_8)));
    assertEquals("srd5e-nothing", refused("a.srd5e", "[]".getBytes(UTF_8)));
    assertEquals("srd5e-nothing", refused("a.zip", Samples.zip(Map.of("notes.txt", "hello"))));
    String deep =
        "[{\"index\":\"a\",\"name\":\"A\",\"x\":" + "[".repeat(500) + "]".repeat(500) + "}]";
    assertEquals("srd5e-limit", refused("a.srd5e", deep.getBytes(UTF_8)));
  }

  @Test
  void oneItemCannotFillTheMemory() throws IOException {
    String page = "{\"index\":\"a\",\"name\":\"A\",\"x\":[" + "1,".repeat(3 << 20) + "1]}";
    assertEquals("srd5e-limit", refused("a.srd5e", ("[" + page + "]").getBytes(UTF_8)));
  }

  @Test
  void aSmallZipCannotBecomeAnEndlessFile() throws IOException {
    ImportLimits limits = new ImportLimits(100_000, 32, 100_000, 1000);
    byte[] bomb =
        Samples.zip(
            Map.of(
                "5e-SRD-Monsters.json",
                "[{\"index\":\"a\",\"name\":\"" + "a".repeat(900_000) + "\"}]"));
    assertTrue(bomb.length < 10_000);
    ImportResult.Refused no =
        assertInstanceOf(ImportResult.Refused.class, Samples.read("a.zip", bomb, limits));
    assertEquals("srd5e-limit", no.code());
  }
}
