package io.tablekeep.engine.state.bind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.engine.state.Packing;
import io.tablekeep.engine.state.RandomJson;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.state.Values;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.NodeException;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.state.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class NodeViewTest {
  record Sheet(int hp, @Default("10") int ac, Optional<Depth> depth) {}

  record Depth(int metres) {}

  private final JsonObject root =
      (JsonObject)
          json(
              "{'actors':{'a':{'hp':7,'name':'Bram','half':0.5,'big':3000000000,'dead':false,'none':null,"
                  + "'list':[1,{'x':2}],'depth':{'metres':3,'other':4}},'b':{}}}");

  private static Object json(String text) {
    return JsonReader.read(
        text.replace('\'', '"').getBytes(StandardCharsets.UTF_8), JsonReader.Limits.FRAME, 1);
  }

  private static String fault(Runnable read) {
    NodeException e = assertThrows(NodeException.class, read::run);
    assertEquals(ErrorKind.PLUGIN, e.kind());
    return e.code() + " " + e.field().orElse("-");
  }

  @Test
  void valuesAreReadAtTheirPlaces() {
    Node a = NodeView.of(root).at("actors", "a");
    assertEquals(7, a.at("hp").asInt());
    assertEquals(7L, a.at("hp").asLong(1));
    assertEquals(7.0, a.at("hp").asDouble());
    assertEquals(3_000_000_000L, a.at("big").asLong());
    assertEquals(0.5, a.at("half").asDouble(9));
    assertEquals("Bram", a.at("name").asText());
    assertFalse(a.at("dead").asBoolean());
    assertEquals(2, a.at(Pointer.parse("/list/1/x")).asInt());
    assertEquals("x", a.at("list", "1", "x").key());
    assertEquals("/actors/a/list/1/x", a.at("list", "1", "x").pointer().toString());
    assertEquals(Map.of("x", 2L), a.at("list", "1").value());
    assertEquals(List.of(1L, Map.of("x", 2L)), a.at("list").value());
    assertEquals(Optional.empty(), a.at("none").value());
    assertEquals(new Sheet(7, 10, Optional.of(new Depth(3))), a.as(Sheet.class));
    assertEquals(List.of("a", "b"), List.copyOf(NodeView.of(root).at("actors").keys()));
    assertEquals(List.of("0", "1"), List.copyOf(a.at("list").keys()));
    assertEquals(
        List.of("/actors/a", "/actors/b"),
        NodeView.of(root).at("actors").children().map(n -> n.pointer().toString()).toList());
    assertEquals(2, a.at("list").children().count());
    assertEquals(2, a.at("list").size());
    assertEquals(0, a.at("name").size());
    List<Node.Kind> kinds = new ArrayList<>();
    for (String key : List.of("hp", "name", "dead", "none", "list", "depth", "missing")) {
      kinds.add(a.at(key).kind());
    }
    assertEquals(
        List.of(
            Node.Kind.NUMBER,
            Node.Kind.TEXT,
            Node.Kind.BOOLEAN,
            Node.Kind.NULL,
            Node.Kind.ARRAY,
            Node.Kind.OBJECT,
            Node.Kind.MISSING),
        kinds);
  }

  @Test
  void aDefaultStandsForWhatIsMissingOrNullButNotForAnotherType() {
    Node a = NodeView.of(root).at("actors", "a");
    assertEquals(3, a.at("missing").asInt(3));
    assertEquals("x", a.at("none").asText("x"));
    assertTrue(a.at("missing", "below").asBoolean(true));
    assertEquals("wrong-type /actors/a/name", fault(() -> a.at("name").asInt(3)));
    assertEquals("wrong-type /actors/a/hp", fault(() -> a.at("hp").asText("x")));
    assertEquals("wrong-type /actors/a/none", fault(() -> a.at("none").asText()));
    assertEquals("value-missing /actors/a/missing/x", fault(() -> a.at("missing", "x").asInt()));
    assertEquals(
        "value-missing /actors/c",
        fault(() -> NodeView.of(root).at("actors", "c").as(Sheet.class)));
    assertEquals(
        "value-missing /actors/b/hp",
        fault(() -> NodeView.of(root).at("actors", "b").as(Sheet.class)));
    assertEquals("not-an-integer /actors/a/half", fault(() -> a.at("half").asInt()));
    assertEquals("out-of-range /actors/a/big", fault(() -> a.at("big").asInt()));
    assertEquals(
        "value-missing /actors/c", fault(() -> NodeView.of(root).at("actors", "c").value()));
  }

  private List<String> movedBy(Consumer<Node> rule, String change) {
    ReadSet reads = new ReadSet(root);
    try {
      rule.accept(NodeView.of(root, reads));
    } catch (NodeException e) {
      // what was missing was read, too
    }
    String[] parts = change.split("=", 2);
    Object value = json(parts[1]);
    JsonObject now = Trees.put(root, Pointer.parse(parts[0]), value, 2);
    return reads.moved(now).stream().map(Pointer::toString).toList();
  }

  @Test
  void onlyWhatWasReadMakesAProposalStale() {
    Consumer<Node> hp = n -> n.at("actors", "a", "hp").asInt();
    assertEquals(List.of(), movedBy(hp, "/actors/a/name='Eve'"));
    assertEquals(List.of(), movedBy(hp, "/actors/a/hp=7.0"));
    assertEquals(List.of("/actors/a/hp"), movedBy(hp, "/actors/a/hp=8"));
    assertEquals(List.of("/actors/a/hp"), movedBy(hp, "/actors={}"));
    Consumer<Node> keys = n -> n.at("actors").keys();
    assertEquals(List.of(), movedBy(keys, "/actors/a/hp=8"));
    assertEquals(List.of("/actors"), movedBy(keys, "/actors/c={}"));
    assertEquals(
        List.of("/actors"),
        movedBy(n -> n.at("actors").children().forEach(Node::key), "/actors/c={}"));
    assertEquals(
        List.of("/actors/a/list"),
        movedBy(n -> n.at("actors", "a", "list").size(), "/actors/a/list=[1]"));
    assertEquals(
        List.of(), movedBy(n -> n.at("actors", "a", "list").size(), "/actors/a/list=[1,2]"));
    Consumer<Node> missing = n -> n.at("actors", "c", "hp").asInt();
    assertEquals(List.of(), movedBy(missing, "/actors/c={}"));
    assertEquals(List.of("/actors/c/hp"), movedBy(missing, "/actors/c={'hp':1}"));
    Consumer<Node> exists = n -> n.at("actors", "a").exists();
    assertEquals(List.of(), movedBy(exists, "/actors/a={'hp':1}"));
    assertEquals(List.of("/actors/c"), movedBy(n -> n.at("actors", "c").exists(), "/actors/c={}"));
    assertEquals(
        List.of(), movedBy(n -> n.at("actors", "a"), "/actors/a=1"), "at alone reads nothing");
    Consumer<Node> sheet = n -> n.at("actors", "a").as(Sheet.class);
    assertEquals(List.of(), movedBy(sheet, "/actors/a/name='Eve'"));
    assertEquals(List.of(), movedBy(sheet, "/actors/a/depth/other=5"));
    assertEquals(List.of("/actors/a/depth/metres"), movedBy(sheet, "/actors/a/depth/metres=5"));
    assertEquals(
        List.of("/actors/a/ac"), movedBy(sheet, "/actors/a/ac=11"), "an absent component counts");
    assertEquals(
        List.of("/actors/a"), movedBy(n -> n.at("actors", "a").value(), "/actors/a/list/1/x=9"));
  }

  @Test
  void whatARuleReadsOfItsOwnChangesCountsAsReadOfTheBase() {
    ReadSet reads = new ReadSet(root);
    JsonObject candidate = Trees.set(root, Pointer.parse("/actors/a/hp"), 0L, 2);
    assertEquals(0, NodeView.of(candidate, reads).at("actors", "a", "hp").asInt());
    assertEquals(List.of(), reads.moved(root));
    assertEquals(
        List.of(), reads.moved(Trees.set(root, Pointer.parse("/actors/a/name"), "Eve", 3)));
    assertEquals(1, reads.moved(Trees.set(root, Pointer.parse("/actors/a/hp"), 0L, 3)).size());
  }

  @Test
  void readingTooMuchMeansHavingReadEverything() {
    ReadSet few = new ReadSet(root);
    Node again = NodeView.of(root, few);
    for (int i = 0; i < 100_000; i++) {
      again.at("actors", "a", "hp").asInt();
    }
    assertEquals(1, few.reads().size());
    ReadSet many = new ReadSet(root);
    Node node = NodeView.of(root, many);
    for (int i = 0; i < 100_000; i++) {
      node.at("actors", "nobody" + i).exists();
    }
    assertEquals(1, many.reads().size());
    assertEquals(List.of(Pointer.root()), many.moved(root.with("x", 1L, 2)));
    assertEquals(List.of(), many.moved(root));
  }

  @Test
  void aReadThatWouldComeOutOtherwiseIsAlwaysFound() {
    for (long seed = 1; seed <= 2_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      RandomJson json = new RandomJson(random);
      JsonObject before = json.object(4);
      Object after = json.changed(before, 4, 2);
      ReadSet reads = new ReadSet(before);
      Object base = seed % 2 == 0 ? before : Packing.pack(before);
      List<Object> seen = new ArrayList<>();
      List<Object> now = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        seen.add(look(NodeView.of(base, reads), new SplittableRandom(seed * 100 + i)));
        now.add(look(NodeView.of(after), new SplittableRandom(seed * 100 + i)));
      }
      if (!seen.equals(now)) {
        assertFalse(reads.moved(after).isEmpty(), "seed " + seed);
      }
      assertEquals(List.of(), reads.moved(Packing.pack(before)), "seed " + seed);
      for (ReadSet.Read read : reads.reads()) {
        assertFalse(read.moved(before));
        if (read.what() == ReadSet.What.VALUE) {
          assertTrue(Values.same(read.seen(), Trees.get(before, read.at())));
        }
      }
    }
  }

  /** Wanders down and reads something. */
  private static Object look(Node node, SplittableRandom random) {
    Node at = node;
    while (at.size() > 0 && random.nextInt(4) > 0) {
      List<String> keys = List.copyOf(at.keys());
      at = at.at(keys.get(random.nextInt(keys.size())));
    }
    return switch (random.nextInt(4)) {
      case 0 -> at.exists();
      case 1 -> at.keys();
      case 2 -> at.kind();
      default -> at.exists() ? at.value() : "nothing";
    };
  }
}
