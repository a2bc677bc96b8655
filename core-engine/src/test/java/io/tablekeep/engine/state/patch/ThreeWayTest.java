package io.tablekeep.engine.state.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.Seed;
import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.engine.state.RandomJson;
import io.tablekeep.engine.state.SampleCampaign;
import io.tablekeep.engine.state.Shared;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.sdk.state.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ThreeWayTest {
  private static Object json(String text) {
    return JsonReader.read(
        text.replace('\'', '"').getBytes(StandardCharsets.UTF_8), JsonReader.Limits.DOCUMENT, 1);
  }

  private static ThreeWay merge(String base, String theirs, String mine) {
    return ThreeWay.merge(json(base), json(theirs), json(mine), 2);
  }

  private static List<String> places(ThreeWay merged) {
    return merged.clashes().stream().map(clash -> clash.place().toString()).toList();
  }

  @Test
  void thePublishedCasesPass() {
    Optional<byte[]> data = Shared.data("merge/json-three-way.json");
    if (data.isEmpty()) {
      System.out.println("left out: published three-way merges, they are not here");
      return;
    }
    JsonArray cases = (JsonArray) JsonReader.read(data.get(), JsonReader.Limits.DOCUMENT, 1);
    for (Object each : cases.elements()) {
      JsonObject one = (JsonObject) each;
      for (boolean turned : new boolean[] {false, true}) {
        ThreeWay merged =
            ThreeWay.merge(
                one.get("ancestor"),
                one.get(turned ? "right" : "left"),
                one.get(turned ? "left" : "right"),
                2);
        assertEquals(one.get("conflict"), !merged.clashes().isEmpty(), () -> one.toString());
        if (merged.clashes().isEmpty()) {
          assertEquals(one.get("merged"), merged.value(), () -> one.toString());
        }
      }
    }
    assertTrue(cases.size() >= 15);
  }

  @Test
  void aClashIsTheDeepestPlaceThatBothChanged() {
    ThreeWay merged =
        merge(
            "{'a':{'b':{'c':1,'d':2}},'e':1}",
            "{'a':{'b':{'c':3,'d':2}},'e':2,'new':{'x':1,'z':1}}",
            "{'a':{'b':{'c':4,'d':5}},'e':1,'new':{'y':1,'z':2}}");
    assertEquals(List.of("/a/b/c", "/new/z"), places(merged));
    assertEquals(json("{'a':{'b':{'c':3,'d':5}},'e':2,'new':{'x':1,'y':1,'z':1}}"), merged.value());
    ThreeWay.Clash clash = merged.clashes().get(0);
    assertEquals(List.of(1L, 3L, 4L), List.of(clash.base(), clash.theirs(), clash.mine()));
  }

  @Test
  void whatOneRemovedAndTheOtherChangedIsAClash() {
    assertEquals(List.of("/a"), places(merge("{'a':{'b':1}}", "{}", "{'a':{'b':2}}")));
    assertEquals(List.of("/a"), places(merge("{'a':{'b':1}}", "{'a':{'b':2}}", "{}")));
    assertEquals(List.of("/l"), places(merge("{'l':[1]}", "{'l':[1,2]}", "{'l':[0,1]}")));
    assertEquals(List.of(""), places(merge("1", "2", "3")));
  }

  @Test
  void whatNobodyTouchedIsNotCopied() {
    JsonObject base = SampleCampaign.ofAbout(50_000, 1);
    JsonObject mine = Trees.put(base, Pointer.of("campaign", "name"), "Other", 2);
    JsonObject theirs = Trees.put(base, Pointer.of("flags"), JsonObject.empty(3), 3);
    JsonObject merged = (JsonObject) ThreeWay.merge(base, theirs, mine, 4).value();
    assertSame(base.get("actors"), merged.get("actors"));
    assertSame(theirs.get("flags"), merged.get("flags"));
    assertEquals("Other", Trees.get(merged, "campaign", "name"));
  }

  @Test
  void whoeverComesFirstAndWhateverChangesTheMergeIsTheSame() {
    SplittableRandom random = new SplittableRandom(Seed.of("threeWay"));
    RandomJson json = new RandomJson(random);
    int clean = 0;
    for (int i = 0; i < 3_000; i++) {
      JsonObject base = json.object(4);
      Object theirs = json.changed(base, 4, 2);
      Object mine = json.changed(base, 4, 2);
      ThreeWay one = ThreeWay.merge(base, theirs, mine, 2);
      ThreeWay two = ThreeWay.merge(base, mine, theirs, 2);
      assertEquals(places(one), places(two));
      List<Pointer> clashes = new ArrayList<>();
      one.clashes().forEach(clash -> clashes.add(clash.place()));
      assertEquals(without(one.value(), clashes), without(two.value(), clashes));
      clean += clashes.isEmpty() ? 1 : 0;
      assertEquals(mine, ThreeWay.merge(base, base, mine, 2).value());
      assertEquals(theirs, ThreeWay.merge(base, theirs, base, 2).value());
      assertEquals(mine, ThreeWay.merge(base, mine, mine, 2).value());
    }
    assertTrue(clean > 300 && clean < 2_900, "clean: " + clean);
  }

  private static Object without(Object tree, List<Pointer> places) {
    Object rest = tree;
    for (Pointer place : places) {
      if (place.isRoot()) {
        return "";
      }
      rest = Trees.get(rest, place) == null ? rest : Trees.remove(rest, place, 2);
    }
    return rest;
  }
}
