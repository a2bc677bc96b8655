package io.tablekeep.engine.state.bind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.engine.state.JsonContainer;
import io.tablekeep.engine.state.JsonNull;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.engine.state.JsonWriter;
import io.tablekeep.engine.state.RandomJson;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.state.bind.Records.UnknownKeys;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.TokenRef;
import io.tablekeep.sdk.model.map.Grid;
import io.tablekeep.sdk.model.map.TableMap;
import io.tablekeep.sdk.model.map.Token;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.state.Pointer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RecordsTest {
  enum Mood {
    PROUD,
    QUITE_WET
  }

  record Inner(String name, Optional<Inner> next) {}

  record All(
      int i,
      long l,
      short s,
      byte b,
      double d,
      float f,
      boolean t,
      String text,
      Mood mood,
      Instant at,
      Duration within,
      TokenRef token,
      Optional<String> maybe,
      List<Inner> list,
      Set<Mood> moods,
      Map<ActorRef, Integer> scores,
      Object any,
      @Default("7") int seven) {}

  record Small(int n) {
    Small {
      if (n == 13) {
        throw new IllegalArgumentException("13 is unlucky.");
      }
      if (n == 14) {
        throw new IllegalStateException("broken");
      }
      if (n == 15) {
        throw new TablekeepException(ErrorKind.USER, "fifteen", "Not 15.", "/n");
      }
    }
  }

  record Holder(List<Small> smalls, Map<String, Small> named) {}

  private static Object json(String text) {
    return JsonReader.read(
        text.replace('\'', '"').getBytes(StandardCharsets.UTF_8), JsonReader.Limits.FRAME, 1);
  }

  private static String refusal(String text, Class<?> type, UnknownKeys unknown) {
    TablekeepException e =
        assertThrows(TablekeepException.class, () -> Records.read(json(text), type, unknown), text);
    return e.code() + " " + e.field().orElse("-");
  }

  private static All all() {
    return new All(
        -5,
        1L << 50,
        (short) 300,
        (byte) -7,
        2.5,
        0.25f,
        true,
        "t",
        Mood.QUITE_WET,
        Instant.parse("2026-01-31T19:30:00Z"),
        Duration.ofSeconds(20),
        new TokenRef("tavern", "bram"),
        Optional.of("yes"),
        List.of(new Inner("a", Optional.of(new Inner("b", Optional.empty())))),
        new LinkedHashSet<>(List.of(Mood.QUITE_WET, Mood.PROUD)),
        Map.of(new ActorRef("a1"), 3),
        Map.of("k", List.of(1L, Optional.empty())),
        8);
  }

  @Test
  void everyKindOfComponentGoesOutAndComesBack() {
    Object tree = Records.write(all(), 4);
    assertEquals(
        "{\"any\":{\"k\":[1,null]},\"at\":\"2026-01-31T19:30:00Z\",\"b\":-7,\"d\":2.5,\"f\":0.25,\"i\":-5,"
            + "\"l\":1125899906842624,\"list\":[{\"name\":\"a\",\"next\":{\"name\":\"b\"}}],\"maybe\":\"yes\","
            + "\"mood\":\"quite-wet\",\"moods\":[\"proud\",\"quite-wet\"],\"s\":300,\"scores\":{\"a1\":3},\"seven\":8,"
            + "\"t\":true,\"text\":\"t\",\"token\":\"tavern/bram\",\"within\":\"PT20S\"}",
        JsonWriter.text(tree));
    assertEquals(all(), Records.read(tree, All.class, UnknownKeys.REFUSED));
    assertEquals(4, ((JsonContainer) Trees.get(tree, "list", "0", "next")).version());
  }

  @Test
  void absentComponentsAreTheirDefaultOrAreMissed() {
    All read =
        Records.read(
            json(
                "{'i':1,'l':2,'s':3,'b':4,'d':5,'f':6,'t':false,'text':'','mood':'proud','at':'2026-01-31T19:30:00Z',"
                    + "'within':'PT1S','token':'a/b','any':1}"),
            All.class,
            UnknownKeys.REFUSED);
    assertEquals(Optional.empty(), read.maybe());
    assertEquals(List.of(), read.list());
    assertEquals(Map.of(), read.scores());
    assertEquals(7, read.seven());
    assertEquals("value-missing /n", refusal("{}", Small.class, UnknownKeys.IGNORED));
  }

  @Test
  void whatDoesNotFitIsRefusedWithAPointerIntoTheValue() {
    assertEquals("wrong-type ", refusal("[]", Small.class, UnknownKeys.IGNORED));
    assertEquals("wrong-type /n", refusal("{'n':'1'}", Small.class, UnknownKeys.IGNORED));
    assertEquals("wrong-type /n", refusal("{'n':null}", Small.class, UnknownKeys.REFUSED));
    assertEquals("value-missing /n", refusal("{'n':null}", Small.class, UnknownKeys.IGNORED));
    assertEquals("not-an-integer /n", refusal("{'n':1.5}", Small.class, UnknownKeys.IGNORED));
    assertEquals("out-of-range /n", refusal("{'n':2147483648}", Small.class, UnknownKeys.IGNORED));
    assertEquals("out-of-range /n", refusal("{'n':1e300}", Small.class, UnknownKeys.IGNORED));
    assertEquals("unknown-key /m~1x", refusal("{'n':1,'m/x':1}", Small.class, UnknownKeys.REFUSED));
    assertEquals(1, Records.read(json("{'n':1,'m':1}"), Small.class, UnknownKeys.IGNORED).n());
    assertEquals(
        "wrong-type /smalls/1/n",
        refusal("{'smalls':[{'n':1},{'n':true}]}", Holder.class, UnknownKeys.IGNORED));
    assertEquals(
        "unknown-key /named/a~0b/x",
        refusal("{'named':{'a~b':{'n':1,'x':2}}}", Holder.class, UnknownKeys.REFUSED));
    assertEquals(
        "bad-value /smalls/0", refusal("{'smalls':[{'n':13}]}", Holder.class, UnknownKeys.IGNORED));
    assertEquals(
        "fifteen /smalls/0/n", refusal("{'smalls':[{'n':15}]}", Holder.class, UnknownKeys.IGNORED));
    assertEquals("bad-value ", refusal("'nobody here'", ActorRef.class, UnknownKeys.IGNORED));
    assertEquals("duplicate-element /1", refusal("['a','a']", Set.class, UnknownKeys.IGNORED));
  }

  @Test
  void aRecordWhoseOwnCodeBreaksIsTheFaultOfItsPlugin() {
    TablekeepException e =
        assertThrows(
            TablekeepException.class,
            () -> Records.read(json("{'smalls':[{'n':14}]}"), Holder.class, UnknownKeys.IGNORED));
    assertEquals(ErrorKind.PLUGIN, e.kind());
    assertEquals("record-failed", e.code());
    assertEquals("/smalls/0", e.field().orElseThrow());
    assertEquals("broken", e.getCause().getMessage());
  }

  private static String unwritable(Object value) {
    TablekeepException e = assertThrows(TablekeepException.class, () -> Records.write(value, 1));
    assertEquals(ErrorKind.PLUGIN, e.kind());
    return e.code() + " " + e.field().orElse("-");
  }

  @Test
  void whatADocumentCannotHoldIsRefusedWithItsPlace() {
    assertEquals("not-finite /a/1", unwritable(Map.of("a", List.of(1, Double.NaN))));
    assertEquals("number-too-large /a", unwritable(Map.of("a", 1L << 60)));
    assertEquals("lone-surrogate /a", unwritable(Map.of("a", "x\ud800")));
    assertEquals("lone-surrogate /\udc00", unwritable(Map.of("\udc00", "x")));
    assertEquals("not-a-value /a", unwritable(Map.of("a", new StringBuilder())));
    assertEquals("not-a-value ", unwritable(Map.of(1, 2)));
    List<Object> knot = new ArrayList<>();
    knot.add(knot);
    assertTrue(unwritable(knot).startsWith("too-deep"));
    Map<String, Object> hole = new HashMap<>();
    hole.put("a", null);
    assertEquals("not-a-value /a", unwritable(hole));
  }

  @Test
  void aRecordLaidOverAnObjectKeepsTheKeysItDoesNotName() {
    Token bram = Token.of(new ActorRef("bram"), new Point(1, 2));
    TableMap map = TableMap.empty("Tavern", Grid.squares(10, 10));
    TableMap with =
        new TableMap(
            map.name(),
            map.picture(),
            map.grid(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of("t1", bram, "t2", bram),
            map.lighting(),
            false,
            "",
            false);
    JsonObject old = (JsonObject) Records.write(with, 1);
    old = Trees.put(old, Pointer.parse("/d20/weather"), "rain", 2);
    old = Trees.put(old, Pointer.parse("/tokens/t1/d20/aura"), 3L, 2);
    old = Trees.put(old, Pointer.parse("/grid/isometric"), true, 2);
    old = Trees.put(old, Pointer.parse("/tokens/t1/name"), "Old", 2);
    TableMap changed =
        new TableMap(
            "Inn",
            map.picture(),
            map.grid(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of("t1", bram),
            map.lighting(),
            false,
            "",
            false);
    Object laid = Records.onto(old, changed, 3);
    assertEquals("rain", Trees.get(laid, "d20", "weather"));
    assertEquals(3L, Trees.get(laid, "tokens", "t1", "d20", "aura"));
    assertEquals(true, Trees.get(laid, "grid", "isometric"));
    assertEquals("Inn", Trees.get(laid, "name"));
    assertEquals(null, Trees.get(laid, "tokens", "t1", "name"), "an empty component goes");
    assertEquals(null, Trees.get(laid, "tokens", "t2"), "a map is a value: its own keys only");
    assertEquals(changed, Records.read(laid, TableMap.class, UnknownKeys.IGNORED));
  }

  @Test
  void plainValuesAndTreesAreTheSame() {
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 500; i++) {
      Object tree = new RandomJson(random).value(4);
      assertEquals(tree, Records.write(Plain.of(tree), 3));
      assertEquals(tree, Records.write(NodeView.of(tree), 3));
    }
    assertEquals(JsonNull.NULL, Records.write(Optional.empty(), 1));
  }
}
