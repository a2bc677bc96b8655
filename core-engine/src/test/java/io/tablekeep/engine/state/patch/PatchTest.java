package io.tablekeep.engine.state.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.engine.state.JsonWriter;
import io.tablekeep.engine.state.RandomJson;
import io.tablekeep.engine.state.SampleCampaign;
import io.tablekeep.engine.state.Shared;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PatchTest {
  private static Object json(String text) {
    return JsonReader.read(
        text.replace('\'', '"').getBytes(StandardCharsets.UTF_8), JsonReader.Limits.DOCUMENT, 1);
  }

  private static Object patched(Object root, Object patch) {
    return JsonPatch.parse(patch).apply(root, 2);
  }

  private static TablekeepException refused(String root, String patch) {
    return assertThrows(TablekeepException.class, () -> patched(json(root), json(patch)));
  }

  @Test
  void thePublishedSuiteOfRfc6902Passes() {
    int run = 0;
    for (String file : List.of("tests.json", "spec_tests.json")) {
      Optional<byte[]> data = Shared.data("json/json-patch-tests/" + file);
      if (data.isEmpty()) {
        continue;
      }
      JsonArray tests =
          (JsonArray) JsonReader.read(withoutDoubleKeys(data.get()), JsonReader.Limits.DOCUMENT, 1);
      for (int i = 0; i < tests.size(); i++) {
        run += suiteTest(file, i, (JsonObject) tests.get(i));
      }
    }
    System.out.println("RFC 6902 suite: " + run + " tests run");
    assertTrue(run == 0 || run > 100, run + " tests");
  }

  /** Two tests have the key "op" twice on purpose; the reader refuses these before any patch. */
  private static byte[] withoutDoubleKeys(byte[] suite) {
    assertEquals(
        "json-duplicate-key",
        assertThrows(
                TablekeepException.class,
                () -> JsonReader.read(suite, JsonReader.Limits.DOCUMENT, 1))
            .code());
    return new String(suite, StandardCharsets.UTF_8)
        .replaceAll("(\"value\": \"qux\",\\s*)\"op\"", "$1\"twice\"")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static int suiteTest(String file, int number, JsonObject test) {
    String name = file + " " + number + ": " + test.get("comment");
    if (!test.has("patch")
        || String.valueOf(test.get("error")).contains("two 'op'")
        || JsonWriter.text(test).contains("\"twice\"")) {
      return 0;
    }
    Object doc = test.get("doc");
    if (test.has("error")) {
      TablekeepException e =
          assertThrows(TablekeepException.class, () -> patched(doc, test.get("patch")), name);
      assertTrue(e.field().isPresent(), name);
    } else {
      Object made = patched(doc, test.get("patch"));
      if (test.has("expected")) {
        assertEquals(test.get("expected"), made, name);
      }
    }
    return 1;
  }

  @Test
  void everyOperationDoesWhatItSays() {
    Object doc = json("{'a':{'b':1},'l':[1,2]}");
    assertEquals(
        json("{'a':{'b':2},'l':[0,1,2,3],'m':{'b':2},'n':[1]}"),
        patched(
            doc,
            json(
                "[{'op':'replace','path':'/a/b','value':2},{'op':'add','path':'/l/0','value':0},"
                    + "{'op':'add','path':'/l/-','value':3},{'op':'copy','from':'/a','path':'/m'},"
                    + "{'op':'add','path':'/x','value':[1]},{'op':'move','from':'/x','path':'/n'},"
                    + "{'op':'test','path':'/n','value':[1.0]},{'op':'add','path':'/y','value':null},"
                    + "{'op':'remove','path':'/y'}]")));
    assertEquals(json("[1]"), patched(doc, json("[{'op':'replace','path':'','value':[1]}]")));
  }

  @Test
  void aFailedPatchNamesTheOperationAndThePlace() {
    assertEquals(
        "/a/c",
        refused(
                "{'a':{}}",
                "[{'op':'test','path':'','value':{'a':{}}},{'op':'remove','path':'/a/c'}]")
            .field()
            .orElseThrow());
    assertTrue(
        refused(
                "{'a':{}}",
                "[{'op':'test','path':'','value':{'a':{}}},{'op':'remove','path':'/a/c'}]")
            .getMessage()
            .startsWith("Operation 1 (remove)"));
    assertEquals(
        "test-failed", refused("{'a':1}", "[{'op':'test','path':'/a','value':'1'}]").code());
    assertEquals(
        "move-into-itself",
        refused("{'a':{}}", "[{'op':'move','from':'/a','path':'/a/b'}]").code());
    assertEquals("bad-index", refused("[1]", "[{'op':'add','path':'/3','value':1}]").code());
    assertEquals("bad-index", refused("[1]", "[{'op':'copy','from':'/0','path':'/01'}]").code());
    assertEquals("no-such-value", refused("{}", "[{'op':'replace','path':'/a','value':1}]").code());
    assertEquals(
        "no-such-value", refused("[1]", "[{'op':'replace','path':'/-','value':1}]").code());
    assertEquals(
        "/1/op",
        refused("{}", "[{'op':'remove','path':'/a'},{'op':'spam','path':'/a'}]")
            .field()
            .orElseThrow());
    assertEquals("/0/path", refused("{}", "[{'op':'remove','path':'a'}]").field().orElseThrow());
    assertEquals("/0", refused("{}", "[{'op':'add','path':'/a'}]").field().orElseThrow());
    assertEquals(
        "/0/from", refused("{}", "[{'op':'copy','path':'/a','from':3}]").field().orElseThrow());
    assertEquals("", refused("{}", "{}").field().orElseThrow());
  }

  @Test
  void aPatchThatWouldGrowWithoutEndIsRefused() {
    StringBuilder wide = new StringBuilder("[");
    StringBuilder deep = new StringBuilder("[");
    for (int i = 0; i < 70; i++) {
      wide.append("{'op':'copy','from':'/a','path':'/a/").append(i).append("'},");
      deep.append("{'op':'copy','from':'','path':'/a'},");
    }
    String end = "{'op':'remove','path':'/a'}]";
    assertTrue(
        List.of("patch-too-large", "too-deep")
            .contains(refused("{'a':{'x':1}}", wide + end).code()));
    assertTrue(
        List.of("patch-too-large", "too-deep")
            .contains(refused("{'a':{'x':1}}", deep + end).code()));
    String flat = "{'op':'copy','from':'/l','path':'/l/-'},".repeat(5);
    assertEquals(
        1,
        ((JsonArray)
                    Trees.get(
                        patched(
                            json("{'l':[1]}"),
                            json("[" + flat + "{'op':'copy','from':'/l/0','path':'/n'}]")),
                        "l"))
                .size()
            - 5);
  }

  @Test
  void anythingMayBeOfferedAsAPatch() {
    for (long seed = 1; seed <= 5_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      RandomJson json = new RandomJson(random);
      Object root = json.value(3);
      StringBuilder patch = new StringBuilder("[");
      for (int i = random.nextInt(4); i >= 0; i--) {
        JsonObject op =
            JsonObject.empty(0)
                .with(
                    "op",
                    random.nextInt(9) == 0
                        ? json.value(1)
                        : List.of("add", "remove", "replace", "move", "copy", "test")
                            .get(random.nextInt(6)),
                    1)
                .with("path", place(json, random), 1)
                .with("from", place(json, random), 1)
                .with("value", json.value(2), 1);
        patch
            .append(
                random.nextInt(9) == 0
                    ? json.value(2) instanceof JsonArray a ? a : 1
                    : random.nextInt(9) == 0 ? op.without("path", 1) : op)
            .append(i > 0 ? "," : "]");
      }
      try {
        Object made = patched(root, json(patch.toString().replace('\'', ' ')));
        assertEquals(made, JsonReader.read(JsonWriter.bytes(made), JsonReader.Limits.DOCUMENT, 0));
      } catch (TablekeepException e) {
        assertTrue(e.field().isPresent(), "seed " + seed + ": " + e);
      }
    }
  }

  private static Object place(RandomJson json, SplittableRandom random) {
    StringBuilder place = new StringBuilder();
    for (int i = random.nextInt(3); i > 0; i--) {
      place.append('/').append(json.text());
    }
    return random.nextInt(20) == 0 ? json.value(1) : place.toString();
  }

  @Test
  void theTablesOfRfc7396Pass() {
    List<Object> tables = new ArrayList<>();
    tables.add(
        json(
            "[{'original':{'a':'b','c':{'d':1}},'patch':{'a':null,'c':{'e':{'x':null,'y':1}}},'result':{'c':{'d':1,'e':{'y':1}}}}]"));
    for (String file : List.of("rfc7396-appendix-a.json", "test/fixtures/index.json")) {
      Shared.data("json/merge-patch-rfc7386/" + file)
          .ifPresent(bytes -> tables.add(JsonReader.read(bytes, JsonReader.Limits.DOCUMENT, 1)));
    }
    for (Object table : tables) {
      for (Object row : ((JsonArray) table).elements()) {
        JsonObject test = (JsonObject) row;
        if (test.has("original") && test.has("patch")) {
          assertEquals(
              test.get("result"),
              MergePatch.apply(test.get("original"), test.get("patch"), 2),
              test.toString());
        }
      }
    }
  }

  @Test
  void differencesOfRandomTreesLeadFromOneToTheOther() {
    int merged = 0;
    for (long seed = 1; seed <= 6_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      RandomJson json = new RandomJson(random);
      JsonObject a = json.object(4);
      Object changed =
          random.nextInt(5) == 0 ? json.object(4) : json.changed(json.changed(a, 4, 2), 4, 3);
      String what = "seed " + seed;
      JsonPatch patch = Diff.patch(a, changed);
      assertEquals(changed, patch.apply(a, 9), what);
      assertEquals(JsonWriter.text(changed), JsonWriter.text(patch.apply(a, 9)), what);
      assertEquals(a.equals(changed), patch.ops().isEmpty(), what);
      assertEquals(
          patch,
          JsonPatch.parse(
              JsonReader.read(JsonWriter.bytes(patch.toTree(0)), JsonReader.Limits.DOCUMENT, 0)),
          what);
      Object walked = walked(a, changed);
      assertEquals(changed, walked, what);
      if (changed instanceof JsonObject b) {
        merged += mergeLeads(what, a, b) ? 1 : 0;
      }
    }
    assertTrue(merged > 1_000, merged + " had a merge patch");
  }

  private static Object walked(Object a, Object b) {
    Object[] made = {a};
    Diff.walk(
        a,
        b,
        new Diff.Visitor() {
          @Override
          public void set(Pointer at, @Nullable Object before, Object after) {
            assertEquals(before, Trees.get(a, at));
            made[0] = Trees.set(made[0], at, after, 9);
          }

          @Override
          public void remove(Pointer at, Object before) {
            assertEquals(before, Trees.get(a, at));
            made[0] = Trees.remove(made[0], at, 9);
          }
        });
    return made[0];
  }

  private static boolean mergeLeads(String what, JsonObject a, JsonObject b) {
    Optional<JsonObject> merge = MergePatch.of(a, b, 0);
    JsonWriter writer = new JsonWriter();
    writer.array().value("before");
    boolean written = MergePatch.write(a, b, writer);
    writer.value("after").endArray();
    String expected = "[\"before\"," + merge.map(m -> m + ",").orElse("") + "\"after\"]";
    assertEquals(expected, new String(writer.toBytes(), StandardCharsets.UTF_8), what);
    assertEquals(merge.isPresent(), written, what);
    merge.ifPresent(m -> assertEquals(b, MergePatch.apply(a, m, 9), what));
    return merge.isPresent();
  }

  @Test
  void aNullToBeSetHasNoMergePatch() {
    JsonObject a = (JsonObject) json("{'a':1,'b':{'c':1}}");
    assertTrue(MergePatch.of(a, a.with("n", json("null"), 2), 0).isEmpty());
    assertTrue(MergePatch.of(a, a.with("n", json("{'x':{'y':null}}"), 2), 0).isEmpty());
    assertEquals(
        json("{'n':[null]}"), MergePatch.of(a, a.with("n", json("[null]"), 2), 0).orElseThrow());
    assertEquals(json("{'b':null}"), MergePatch.of(a, a.without("b", 2), 0).orElseThrow());
    assertEquals(json("{}"), MergePatch.of(a, a, 0).orElseThrow());
  }

  @Test
  void movingATokenIsOneMemberInTheMergePatchWhateverTheSize() {
    for (int size : new int[] {50_000, 1_000_000}) {
      JsonObject before = SampleCampaign.ofAbout(size, 3);
      Pointer token = SampleCampaign.someToken(before);
      JsonObject after =
          Trees.set(Trees.set(before, token.child("x"), 77L, 5), token.child("y"), 78L, 5);
      assertEquals(2, Diff.patch(before, after).ops().size());
      JsonWriter writer = new JsonWriter();
      assertTrue(MergePatch.write(before, after, writer));
      assertTrue(writer.length() < 90, new String(writer.toBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void whatIsEqualThoughRebuiltIsNoDifference() {
    JsonObject a = SampleCampaign.ofAbout(50_000, 3);
    JsonObject b = (JsonObject) JsonReader.read(JsonWriter.bytes(a), JsonReader.Limits.DOCUMENT, 8);
    assertTrue(Diff.patch(a, b).ops().isEmpty());
    assertEquals("{}", MergePatch.of(a, b, 0).orElseThrow().toString());
    assertSame(a, Trees.set(a, Pointer.root(), b, 9));
    assertFalse(Diff.patch(a, b.with("x", 1L, 9)).ops().isEmpty());
  }
}
