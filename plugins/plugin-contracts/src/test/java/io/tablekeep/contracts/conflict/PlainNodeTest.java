package io.tablekeep.contracts.conflict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tablekeep.sdk.error.NodeException;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.state.Pointer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlainNodeTest {
  private final Node root =
      new PlainNode(
          Pointer.root(),
          Plain.of(
              Map.of(
                  "hp",
                  7,
                  "half",
                  0.5,
                  "name",
                  "Bram",
                  "up",
                  true,
                  "none",
                  Optional.empty(),
                  "list",
                  List.of(1, 2))));

  /** Of everything. */
  record Sheet(
      int hp,
      double half,
      String name,
      Optional<Duration> rest,
      Map<String, Long> more,
      List<Integer> list) {}

  @Test
  void whatStandsThereIsRead() {
    assertEquals(7, root.at("hp").asInt());
    assertEquals(0.5, root.at("half").asDouble());
    assertEquals("Bram", root.at("name").asText());
    assertEquals(2, root.at("list", "1").asLong());
    assertEquals(3, root.at("none").asInt(3));
    assertEquals(3, root.at("nothing", "there").asInt(3));
    assertEquals(Node.Kind.NULL, root.at("none").kind());
    assertFalse(root.at("list", "01").exists());
    assertEquals("/list/1", root.at("list").children().toList().get(1).pointer().toString());
  }

  @Test
  void whatDoesNotFitIsSaid() {
    assertThrows(NodeException.class, () -> root.at("name").asInt(3));
    assertThrows(NodeException.class, () -> root.at("half").asLong());
    assertThrows(NodeException.class, () -> root.at("nothing").asText());
    assertThrows(NodeException.class, () -> root.at("nothing").value());
    assertThrows(NodeException.class, () -> root.at("list").as(Sheet.class));
  }

  @Test
  void aRecordIsWrittenAndRead() {
    Sheet sheet =
        new Sheet(1, 2, "c", Optional.of(Duration.ofMinutes(3)), Map.of("a", 1L), List.of(4, 5));
    Node node = new PlainNode(Pointer.of("sheet"), Plain.of(sheet));
    assertEquals("PT3M", node.at("rest").asText());
    assertEquals(sheet, node.as(Sheet.class));
  }
}
