package io.tablekeep.engine.cluster.placement;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.Seed;
import io.tablekeep.engine.cluster.placement.NodeCard.Capacity;
import io.tablekeep.engine.cluster.placement.NodeCard.Held;
import io.tablekeep.engine.cluster.placement.NodeCard.Pulse;
import io.tablekeep.sdk.error.TablekeepException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NodeCardsTest {
  @Test
  void whatIsWrittenIsRead() {
    SplittableRandom random = Seed.random("NodeCardsTest");
    for (int i = 0; i < 2_000; i++) {
      NodeCard card = any(random);
      byte[] bytes = NodeCards.encode(card);
      assertTrue(bytes.length <= NodeCards.MOST_BYTES, () -> card.toString());
      assertEquals(card, NodeCards.decode(bytes));
    }
  }

  private static NodeCard any(SplittableRandom random) {
    int documents = random.nextInt(1 << random.nextInt(1, 31));
    NodeState[] states = NodeState.values();
    return new NodeCard(
        "ñ".repeat(random.nextInt(1, 65)),
        "x".repeat(random.nextInt(1, 129)),
        random.nextLong(Long.MAX_VALUE),
        random.nextLong(Long.MAX_VALUE),
        random.nextLong(Long.MAX_VALUE),
        states[random.nextInt(states.length)],
        new Capacity(
            random.nextDouble(0.125, 64),
            random.nextInt(1, Integer.MAX_VALUE),
            random.nextLong(1, Long.MAX_VALUE)),
        new Held(
            documents,
            random.nextInt(documents + 1),
            random.nextLong(Long.MAX_VALUE),
            random.nextInt(100)),
        new Pulse(
            random.nextDouble(),
            random.nextDouble(),
            random.nextLong(1L << random.nextInt(1, 62)),
            random.nextLong(1L << random.nextInt(1, 62))));
  }

  @Test
  void theFirstFormatIsReadForEver() {
    String written =
        "01010261310204613140310301010401010501000601020702e8070802a006090580"
            + "c0f0f50b0a01640b010a0c058088debe010d01000e010d0f02e8071002e8071102a01f";
    NodeCard card = Cards.ready("a1", 100);
    assertEquals(card, NodeCards.decode(HexFormat.of().parseHex(written)));
    assertTrue(NodeCards.encode(card).length < 96, "cards are small");
  }

  @Test
  void fieldsOfALaterReleaseAreSkipped() {
    NodeCard card = Cards.ready("a", 100);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(NodeCards.encode(card));
    out.writeBytes(new byte[] {40, 3, 1, 2, 3, (byte) 0x81, 1, 0});
    assertEquals(card, NodeCards.decode(out.toByteArray()));
  }

  @Test
  void aStateOfALaterReleaseGivesTheNodeNothing() {
    NodeCard card = Cards.ready("a", 100);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(NodeCards.encode(card));
    out.writeBytes(new byte[] {6, 1, 77});
    assertEquals(NodeState.STARTING, NodeCards.decode(out.toByteArray()).state());
  }

  @Test
  void whatIsNoCardIsRefusedWithACode() {
    byte[] good = NodeCards.encode(Cards.ready("a", 100));
    for (int length = 0; length < good.length; length++) {
      byte[] cut = Arrays.copyOf(good, length);
      try {
        NodeCards.decode(cut);
      } catch (TablekeepException e) {
        assertEquals("bad-card", e.code());
      }
    }
    SplittableRandom random = Seed.random("NodeCardsTest.noise");
    for (int i = 0; i < 20_000; i++) {
      byte[] noise = good.clone();
      noise[random.nextInt(1, noise.length)] = (byte) random.nextInt();
      try {
        NodeCards.decode(noise);
      } catch (TablekeepException e) {
        assertEquals("bad-card", e.code());
      }
    }
    byte[] later = good.clone();
    later[0] = 2;
    TablekeepException e = assertThrows(TablekeepException.class, () -> NodeCards.decode(later));
    assertEquals("card-format", e.code());
    byte[] huge = new byte[NodeCards.MOST_BYTES + 1];
    assertThrows(TablekeepException.class, () -> NodeCards.decode(huge));
  }

  @Test
  void readingDoesNotTouchTheBytes() {
    byte[] bytes = NodeCards.encode(Cards.ready("a", 100));
    byte[] before = bytes.clone();
    NodeCards.decode(bytes);
    assertArrayEquals(before, bytes);
  }
}
