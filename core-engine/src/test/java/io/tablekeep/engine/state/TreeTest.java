package io.tablekeep.engine.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TreeTest {
  private static Object json(String text) {
    return JsonReader.read(
        text.replace('\'', '"').getBytes(StandardCharsets.UTF_8), JsonReader.Limits.FRAME, 1);
  }

  private static JsonObject doc(String text) {
    return (JsonObject) json(text);
  }

  private static TablekeepException refused(Runnable run) {
    return assertThrows(TablekeepException.class, run::run);
  }

  @Test
  void anObjectBehavesLikeASortedMapThroughAnyNumberOfChanges() {
    for (long seed = 1; seed <= 60; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int keys = seed % 3 == 0 ? 20 : seed % 3 == 1 ? 200 : 3000;
      TreeMap<String, Object> expected = new TreeMap<>();
      JsonObject object = JsonObject.empty(0);
      for (int step = 1; step <= 3000; step++) {
        boolean growing = step < 1500;
        String key = "k" + random.nextInt(keys);
        if (random.nextInt(10) < (growing ? 8 : 2)) {
          expected.put(key, (long) step);
          object = object.with(key, (long) step, step);
        } else {
          expected.remove(key);
          object = object.without(key, step);
        }
        assertEquals(expected.get(key), object.get(key));
        if (step % 250 == 0) {
          assertSameMembers("seed " + seed + " step " + step, expected, object);
        }
      }
    }
  }

  private static void assertSameMembers(
      String what, NavigableMap<String, Object> expected, JsonObject object) {
    assertEquals(List.copyOf(expected.keySet()), object.keys(), what);
    TreeMap<String, Object> found = new TreeMap<>();
    object.forEach(found::put);
    assertEquals(expected, found, what);
    JsonObject again = JsonObject.of(expected, 9);
    assertEquals(again, object, what);
    assertEquals(again.hashCode(), object.hashCode(), what);
    assertEquals(again.toString(), object.toString(), what);
  }

  @Test
  void theBlocksOfALargeObjectStayWithinTheirBounds() {
    SplittableRandom random = new SplittableRandom(5);
    Block block = new Block.Leaf(new String[] {"k0"}, new Object[] {0L});
    List<String> there = new ArrayList<>(List.of("k0"));
    for (int i = 1; i < 20_000; i++) {
      if (i < 10_000 || random.nextInt(3) == 0) {
        block = block.put("k" + i, 0L);
        there.add("k" + i);
      } else {
        block = block.remove(there.remove(random.nextInt(there.size())));
      }
      if (block.width() > Block.MAX) {
        block = Block.Branch.of(block.split());
      }
    }
    int entries = 0;
    List<Block.Leaf> leaves = Block.leaves(block);
    for (Block.Leaf leaf : leaves) {
      assertTrue(leaf.width() > 0 && leaf.width() <= Block.MAX);
      entries += leaf.width();
    }
    assertEquals(there.size(), entries);
    assertTrue(leaves.size() < entries / 6, leaves.size() + " leaves for " + entries);
  }

  @Test
  void howAnObjectIsKeptDoesNotShow() {
    SplittableRandom random = new SplittableRandom(77);
    for (int i = 0; i < 300; i++) {
      RandomJson json = new RandomJson(random);
      JsonObject plain = json.object(4);
      JsonObject packed = Packing.pack(plain);
      JsonObject read =
          (JsonObject) JsonReader.read(Canonical.bytes(plain), JsonReader.Limits.DOCUMENT, 3);
      JsonObject grown = JsonObject.empty(0);
      List<String> keys = new ArrayList<>(plain.keys());
      while (!keys.isEmpty()) {
        String key = keys.remove(random.nextInt(keys.size()));
        grown = grown.with(key, plain.get(key), 5);
      }
      for (int extra = 0; extra < 80 && i % 3 == 0; extra++) {
        grown = grown.with("extra" + extra, 1L, 6);
      }
      for (int extra = 0; extra < 80 && i % 3 == 0; extra++) {
        grown = grown.without("extra" + extra, 7);
      }
      List<JsonObject> all =
          List.of(plain, packed, read, grown, Packing.pack(grown), Packing.pack(read));
      for (JsonObject a : all) {
        assertEquals(Canonical.hash(plain), Canonical.hash(a));
        for (JsonObject b : all) {
          assertEquals(a, b);
          assertEquals(a.hashCode(), b.hashCode());
        }
      }
      JsonObject other = plain.with("another", 1L, 2);
      for (JsonObject a : all) {
        assertTrue(!a.equals(other) && !other.equals(a) && !Packing.pack(other).equals(a));
      }
    }
  }

  @Test
  void aChangeCopiesItsPathAndSharesTheRest() {
    JsonObject before = doc("{'a':{'x':{'y':1}},'b':{'z':[1]},'c':[[1],[2]]}");
    JsonObject after = Trees.set(before, Pointer.parse("/a/x/y"), 2L, 9);
    assertEquals("{\"a\":{\"x\":{\"y\":2}},\"b\":{\"z\":[1]},\"c\":[[1],[2]]}", after.toString());
    assertSame(before.get("b"), after.get("b"));
    assertSame(before.get("c"), after.get("c"));
    assertEquals(9, after.version());
    assertEquals(9, ((JsonObject) Trees.get(after, "a", "x")).version());
    assertEquals(1, ((JsonObject) Trees.get(after, "b")).version());
    JsonObject inArray = Trees.set(before, Pointer.parse("/c/1/0"), 3L, 10);
    assertEquals("[[1],[3]]", String.valueOf(inArray.get("c")));
    assertEquals(10, ((JsonContainer) inArray.get("c")).version());
    assertEquals(1, ((JsonContainer) Trees.get(inArray, "c", "0")).version());
  }

  @Test
  void settingAnEqualValueIsNoChange() {
    JsonObject before = doc("{'a':{'x':{'y':1,'l':[1,{'q':2}]}},'n':null}");
    assertSame(before, Trees.set(before, Pointer.parse("/a/x/y"), 1L, 9));
    assertSame(
        before, Trees.set(before, Pointer.parse("/a"), json("{'x':{'l':[1,{'q':2}],'y':1}}"), 9));
    assertSame(before, Trees.set(before, Pointer.root(), json(before.toString()), 9));
    assertSame(before, before.with("n", JsonNull.NULL, 9));
    assertSame(before, before.without("nothing", 9));
  }

  @Test
  void aNewValueKeepsWhatIsEqualInTheOldOneAndStampsTheRest() {
    JsonObject before = doc("{'a':{'same':{'s':[1,2]},'other':{'o':1}}}");
    JsonObject value =
        (JsonObject)
            JsonReader.read(
                "{\"other\":{\"o\":2,\"deep\":{\"d\":{}}},\"same\":{\"s\":[1,2]}}"
                    .getBytes(StandardCharsets.UTF_8),
                JsonReader.Limits.FRAME,
                0);
    JsonObject after = Trees.set(before, Pointer.parse("/a"), value, 9);
    assertSame(Trees.get(before, "a", "same"), Trees.get(after, "a", "same"));
    for (String path : List.of("/a", "/a/other", "/a/other/deep", "/a/other/deep/d")) {
      assertEquals(9, ((JsonContainer) Trees.get(after, Pointer.parse(path))).version(), path);
    }
    // an older subtree in another place is as new there as the change that put it there
    JsonObject moved = Trees.set(after, Pointer.parse("/b"), Trees.get(after, "a"), 12);
    assertEquals(12, ((JsonContainer) Trees.get(moved, "b", "same", "s")).version());
    assertEquals(1, ((JsonContainer) Trees.get(moved, "a", "same", "s")).version());
  }

  @Test
  void aRefusedChangeNamesThePlaceAtFault() {
    JsonObject root = doc("{'a':{'x':1},'l':[1,2],'s':'text'}");
    assertEquals(
        "/b", refused(() -> Trees.set(root, Pointer.parse("/b/c/d"), 1L, 2)).field().orElseThrow());
    assertEquals(
        "no-such-value", refused(() -> Trees.set(root, Pointer.parse("/b/c"), 1L, 2)).code());
    assertEquals(
        "not-a-container", refused(() -> Trees.set(root, Pointer.parse("/s/c"), 1L, 2)).code());
    assertEquals(
        "/s", refused(() -> Trees.set(root, Pointer.parse("/s/c/d"), 1L, 2)).field().orElseThrow());
    assertEquals("bad-index", refused(() -> Trees.set(root, Pointer.parse("/l/01"), 1L, 2)).code());
    assertEquals(
        "/l/2", refused(() -> Trees.set(root, Pointer.parse("/l/2"), 1L, 2)).field().orElseThrow());
    assertEquals(
        "/a/y", refused(() -> Trees.remove(root, Pointer.parse("/a/y"), 2)).field().orElseThrow());
    assertEquals("no-such-value", refused(() -> Trees.remove(root, Pointer.root(), 2)).code());
    assertEquals("not-an-object", refused(() -> Trees.set(root, Pointer.root(), 1L, 2)).code());
    assertEquals(
        "{\"b\":{\"c\":{\"d\":1}}}",
        Trees.put(JsonObject.empty(1), Pointer.parse("/b/c/d"), 1L, 2).toString());
    assertEquals(
        "not-a-container", refused(() -> Trees.put(root, Pointer.parse("/s/c"), 1L, 2)).code());
  }

  @Test
  void nothingIsNestedDeeperThanTheReaderTakes() {
    StringBuilder deepest = new StringBuilder("1");
    for (int i = 0; i < Trees.MAX_DEPTH; i++) {
      deepest.insert(0, i % 2 == 0 ? "[" : "{\"k\":").append(i % 2 == 0 ? "]" : "}");
    }
    Object deep =
        JsonReader.read(
            deepest.toString().getBytes(StandardCharsets.UTF_8), JsonReader.Limits.DOCUMENT, 1);
    assertEquals(deep, Trees.set(json("1"), Pointer.root(), deep, 2));
    assertEquals(
        "too-deep", refused(() -> Trees.put(JsonObject.empty(1), Pointer.of("a"), deep, 2)).code());
    String[] keys = new String[Trees.MAX_DEPTH];
    Arrays.fill(keys, "k");
    JsonObject made = Trees.put(JsonObject.empty(1), Pointer.of(keys), 1L, 2);
    assertEquals(made, JsonReader.read(Canonical.bytes(made), JsonReader.Limits.DOCUMENT, 1));
    assertEquals(
        "too-deep",
        refused(() -> Trees.put(made, Pointer.of(keys), JsonObject.empty(1), 2)).code());
    assertEquals(
        "too-deep",
        refused(() -> Trees.put(JsonObject.empty(1), Pointer.of(keys).child("k"), 1L, 2)).code());
  }

  @Test
  void theWeightOfAValueIsAboutTheLengthOfItsText() {
    JsonObject campaign = SampleCampaign.ofAbout(200_000, 2);
    int length = Canonical.bytes(campaign).length;
    assertEquals((double) length, (double) Trees.weigh(campaign, Long.MAX_VALUE), length * 0.1);
    assertTrue(Trees.weigh(campaign, 1_000) > 1_000);
    assertTrue(Trees.weigh(campaign, 1_000) < 10_000);
  }

  @Test
  void aLongTextWithADashIsKeptSmallAndReadAsItIs() {
    String wide = "A dash \u2014 and so on, \"quoted\", \\ and\nmore. ".repeat(20);
    JsonObject written =
        JsonObject.of(Map.of("text", wide, "list", JsonArray.of(List.of(wide), 1)), 1);
    JsonObject read = doc(written.toString().replace("'", ""));
    JsonObject set =
        Trees.put(
            Trees.put(JsonObject.empty(1), Pointer.of("text"), wide, 2),
            Pointer.of("list"),
            JsonArray.of(List.of(wide), 2),
            2);
    for (JsonObject object : List.of(written, read, set, Packing.pack(read))) {
      assertEquals(wide, object.get("text"));
      assertEquals(wide, Trees.get(object, "list", "0"));
      assertEquals(List.of(wide), ((JsonArray) object.get("list")).elements());
      assertEquals(written, object);
      assertEquals(written.hashCode(), object.hashCode());
      assertEquals(written.toString(), object.toString());
      assertTrue(object.open().kept("text") instanceof WideText);
      assertTrue(((JsonArray) object.get("list")).kept(0) instanceof WideText);
    }
    assertSame(read, Trees.set(read, Pointer.of("text"), wide, 9));
    assertSame(read, Trees.set(read, Pointer.of("list", "0"), wide, 9));
    assertEquals(wide, Trees.set((Object) "x", Pointer.root(), wide, 9));
    assertTrue(!read.equals(Trees.set(read, Pointer.of("text"), wide.replace("dash", "cash"), 9)));
  }

  @Test
  void whatIsNoTreeValueIsRefusedWhereItIsPutIn() {
    JsonObject root = JsonObject.empty(1);
    for (Object bad :
        new Object[] {1, 1.0f, 2.0, Double.NaN, 1L << 60, 'c', new Object(), List.of()}) {
      assertThrows(
          IllegalArgumentException.class, () -> root.with("k", bad, 2), String.valueOf(bad));
      assertThrows(IllegalArgumentException.class, () -> JsonObject.of(Map.of("k", bad), 2));
      assertThrows(IllegalArgumentException.class, () -> JsonArray.of(List.of(bad), 2));
    }
  }

  @Test
  void pointersOfTheStandardLeadWhereItSays() {
    Object own =
        json(
            "{'cases':[{'pointer':'/a~1b','value':1},{'pointer':'/m~0n/1','value':8},{'pointer':'/','value':0}],"
                + "'document':{'a/b':1,'m~n':[7,8],'':0}}");
    Object table =
        Shared.data("json/json-pointer-rfc6901/rfc6901-section5-6.json")
            .map(bytes -> JsonReader.read(bytes, JsonReader.Limits.DOCUMENT, 1))
            .orElse(own);
    for (Object set : List.of(own, table)) {
      for (Object one : ((JsonArray) Trees.get(set, "cases")).elements()) {
        String text = (String) Trees.get(one, "pointer");
        Pointer pointer = Pointer.parse(text);
        assertEquals(Trees.get(one, "value"), Trees.get(Trees.get(set, "document"), pointer), text);
        assertEquals(text, pointer.toString());
      }
    }
    assertNull(Trees.get(json("[1]"), "00"));
    assertNull(Trees.get(json("[1]"), "-"));
    assertNull(Trees.get(json("[1]"), "1"));
  }

  @Test
  void whatEveryoneUsesIsSharedAndStrangersDoNotPushItOut() {
    String text = "{'seen-by-everyone':1}";
    for (int i = 0; i < 3; i++) {
      doc(text); // asked for more than once: here to stay
    }
    String key = Interning.text("seen-by-everyone");
    for (int i = 0; i < 200_000; i++) {
      JsonObject.empty(1).with("stranger" + i, "value" + i, 2);
      Interning.text("stranger-text" + i);
    }
    assertSame(key, Interning.text("seen-by-" + "everyone".trim()));
    assertTrue(Interning.stats().textMisses() > 200_000);
  }
}
