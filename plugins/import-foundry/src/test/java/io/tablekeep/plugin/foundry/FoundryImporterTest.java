package io.tablekeep.plugin.foundry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.transfer.ImportLimits;
import io.tablekeep.sdk.transfer.ImportReport;
import io.tablekeep.sdk.transfer.ImportReport.Fate;
import io.tablekeep.sdk.transfer.ImportResult;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is understood, what is kept, what comes back, and what is refused. */
class FoundryImporterTest {
  private static final ImportLimits USUAL = ImportLimits.defaults();

  private static Object at(Object value, String... keys) {
    Object here = value;
    for (String key : keys) {
      here = ((Map<?, ?>) here).get(key);
    }
    return here;
  }

  private static ImportReport report(String text) throws IOException {
    return ((ImportResult.Read) Samples.read(text, USUAL)).report();
  }

  private static void refused(String code, String text, ImportLimits limits) throws IOException {
    ImportResult.Refused no =
        assertInstanceOf(ImportResult.Refused.class, Samples.read(text, limits));
    assertEquals(code, no.code(), no::toString);
    assertFalse(no.message().isBlank());
  }

  @Test
  void aHeroIsAnActorWithPlainWordsAndAnInventory() throws IOException {
    Changes.Change.Put put = Samples.puts(Samples.read(Samples.HERO, USUAL)).get(0);
    assertEquals("actors", put.at().key(0));
    Map<String, Object> hero = Samples.entity(put);
    assertEquals("Old Marten", hero.get("name"));
    assertEquals("character", hero.get("type"));
    assertEquals(12L, at(hero, "foundry", "sheet", "abilities", "strength", "value"));
    assertEquals(11L, at(hero, "foundry", "sheet", "attributes", "hitPoints", "max"));
    assertEquals(
        Map.of("name", "Short sword", "quantity", 2L, "equipped", true),
        at(hero, "inventory", "item000000000001"));
    assertEquals(
        List.of("piercing"),
        at(hero, "foundry", "items", "item000000000001", "sheet", "damage", "base", "types"));
  }

  @Test
  void whatComesBackIsWhatCameIn() throws IOException {
    for (String text : List.of(Samples.HERO, Samples.SPELL)) {
      Map<String, Object> entity = Samples.entity(Samples.puts(Samples.read(text, USUAL)).get(0));
      assertEquals(FoundryJson.parse(text), FoundryExport.document(entity));
      assertEquals(FoundryJson.parse(text), FoundryJson.parse(FoundryExport.json(entity)));
    }
  }

  @Test
  void whatWasChangedHereComesBackChanged() throws IOException {
    Map<String, Object> hero =
        new LinkedHashMap<>(Samples.entity(Samples.puts(Samples.read(Samples.HERO, USUAL)).get(0)));
    hero.put("name", "Young Marten");
    hero.put("inventory", Map.of("item000000000001", Map.of("name", "Long sword", "quantity", 1L)));
    Map<String, Object> back = FoundryExport.document(hero);
    assertEquals("Young Marten", back.get("name"));
    Object sword = ((List<?>) back.get("items")).get(0);
    assertEquals("Long sword", at(sword, "name"));
    assertEquals(1L, at(sword, "system", "quantity"));
  }

  @Test
  void theReportTellsItemByItem() throws IOException {
    ImportReport report = report(Samples.HERO + '\n' + Samples.SPELL);
    List<String> kept =
        report.lines().stream().filter(l -> l.fate() == Fate.KEPT).map(Object::toString).toList();
    assertEquals(1, kept.size());
    assertTrue(kept.get(0).contains("Ember"), kept::toString);
    String all = report.lines().toString();
    assertTrue(all.contains("/system/homebrew"), all);
    assertTrue(all.contains("/flags"), all);
    assertTrue(all.contains("/items/0/system/damage/base/bonus, sentence=No formula"), all);
    assertTrue(all.contains("Refers to Compendium.dnd5e.spells.abc.Item.fire"), all);
    assertFalse(all.contains("/system/abilities"), all);
  }

  @Test
  void whatIsOfAnotherKindIsKeptAsItIs() throws IOException {
    String odd =
        """
        {"_id":"a","name":"Odd","type":"npc","system":{"abilities":"none","skills":[1,2]},
         "items":{"a":1},"effects":[{"name":"no id"}]}
        """;
    Map<String, Object> entity = Samples.entity(Samples.puts(Samples.read(odd, USUAL)).get(0));
    assertEquals(FoundryJson.parse(odd), FoundryExport.document(entity));
    assertEquals(4, ((List<?>) at(entity, "foundry", "kept", "rest")).size());
  }

  @Test
  void aMonsterIsHiddenUntilItIsShown() throws IOException {
    String npc = "{\"_id\":\"a\",\"name\":\"Rat\",\"type\":\"npc\",\"items\":[]}";
    Map<String, Object> rat = Samples.entity(Samples.puts(Samples.read(npc, USUAL)).get(0));
    assertEquals(true, rat.get("hidden"));
    assertEquals("monster", rat.get("type"));
  }

  @Test
  void oneDocumentAListAndOneALineAreTheSame() throws IOException {
    String list = '[' + Samples.HERO + ',' + Samples.SPELL + ']';
    String lines = Samples.HERO + '\n' + Samples.SPELL;
    assertEquals(Samples.puts(Samples.read(list, USUAL)), Samples.puts(Samples.read(lines, USUAL)));
  }

  @Test
  void aNameTooLongForTheTableComesBackWhole() throws IOException {
    String name = "x".repeat(300);
    String npc = "{\"_id\":\"a\",\"name\":\"" + name + "\",\"type\":\"npc\",\"items\":[]}";
    Map<String, Object> entity = Samples.entity(Samples.puts(Samples.read(npc, USUAL)).get(0));
    assertEquals(200, ((String) entity.get("name")).length());
    assertEquals(name, FoundryExport.document(entity).get("name"));
  }

  @Test
  void hostileFilesAreRefusedWithASentence() throws IOException {
    refused("foundry-not-a-document", "{\"_id\":\"a\"}", USUAL);
    refused("foundry-not-a-document", "[]", USUAL);
    refused("foundry-not-a-document", "7", USUAL);
    refused("foundry-not-json", "{\"_id\":\"a\",\"_id\":\"b\"}", USUAL);
    refused("foundry-not-json", Samples.HERO.substring(0, 200), USUAL);
    String deep = "{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000);
    refused("foundry-limit", deep, USUAL);
    String many = "[" + "0,".repeat(600_000) + "0]";
    String wide = "{\"_id\":\"a\",\"name\":\"b\",\"type\":\"npc\",\"odd\":" + many + '}';
    refused("foundry-limit", wide, USUAL);
    String much =
        "{\"_id\":\"a\",\"name\":\"b\",\"type\":\"npc\",\"odd\":\"" + "x".repeat(300_000) + "\"}";
    refused("foundry-too-much-kept", much, USUAL);
    ImportLimits few = new ImportLimits(USUAL.maxBytes(), USUAL.maxDepth(), 2, 256 << 10);
    refused("foundry-too-many", Samples.HERO + Samples.SPELL, few);
    assertInstanceOf(ImportResult.Read.class, Samples.read(Samples.HERO, few));
  }

  @Test
  void aRefusedDocumentRefusesAll() throws IOException {
    refused("foundry-not-a-document", Samples.HERO + "\n{\"nothing\":true}", USUAL);
  }
}
