package io.tablekeep.plugin.hello;

import static io.tablekeep.testkit.TestTable.BRAM;
import static io.tablekeep.testkit.TestTable.CORA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tablekeep.engine.Receipt.Outcome;
import io.tablekeep.testkit.TestTable;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HelloTest {
  private final TestTable table = TestTable.playing(new Hello());

  @AfterEach
  void close() {
    table.close();
  }

  @Test
  void aGoodLeapMakesProud() {
    table.dice(18);
    table.seat("ada").act(new Hello.Leap(BRAM, 2));
    table.gm().approve();
    assertEquals("proud", table.document().at("actors", "bram", "hello", "mood").asText());
  }

  @Test
  void aBadLeapMakesWet() {
    table.dice(9);
    table.seat("ada").act(new Hello.Leap(BRAM, 2));
    table.gm().approve();
    assertEquals("wet", table.gm().view().at("actors", "bram", "hello", "mood").asText());
  }

  @Test
  void nothingHappensWhenTheGameMasterDeclines() {
    table.dice(18);
    assertEquals(Outcome.PENDING, table.seat("ada").act(new Hello.Leap(BRAM, 2)).outcome());
    table.gm().decline("The puddle is a lake.");
    assertFalse(table.document().at("actors", "bram", "hello").exists());
  }

  @Test
  void everyoneSeesWhoWaves() {
    assertEquals("ok", table.seat("ada").act(new Hello.Wave(BRAM)).code());
    assertEquals(List.of("Bram waves."), table.seat("ben").chat());
  }

  @Test
  void nobodyWavesForAnother() {
    assertEquals(Outcome.REFUSED, table.seat("ada").act(new Hello.Wave(CORA)).outcome());
    assertEquals(List.of(), table.seat("ben").chat());
  }
}
