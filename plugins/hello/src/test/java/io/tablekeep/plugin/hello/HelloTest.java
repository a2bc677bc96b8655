package io.tablekeep.plugin.hello;

import static io.tablekeep.testkit.TestTable.BRAM;
import static io.tablekeep.testkit.TestTable.CORA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tablekeep.engine.Receipt.Outcome;
import io.tablekeep.testkit.Golden;
import io.tablekeep.testkit.TestTable;
import java.nio.file.Path;
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
    table.dice(18).when("ada", new Hello.Leap(BRAM, 2)).approved();
    assertEquals("proud", table.document().at("actors", "bram", "hello", "mood").asText());
  }

  @Test
  void aBadLeapMakesWet() {
    table
        .dice(9)
        .when("ada", new Hello.Leap(BRAM, 2))
        .approved()
        .seenBy("gm", "/actors/bram/hello/mood", "wet");
  }

  @Test
  void nothingHappensWhenTheGameMasterDeclines() {
    table.dice(18).when("ada", new Hello.Leap(BRAM, 2)).declined("The puddle is a lake.");
    assertFalse(table.document().at("actors", "bram", "hello").exists());
  }

  @Test
  void everyoneSeesWhoWaves() {
    table.when("ada", new Hello.Wave(BRAM)).applied().heardBy("ben", "Bram waves.");
  }

  @Test
  void nobodyWavesForAnother() {
    assertEquals(Outcome.REFUSED, table.seat("ada").act(new Hello.Wave(CORA)).outcome());
    assertEquals(List.of(), table.seat("ben").chat());
  }

  @Test
  void aLeapIsToldAsItWasRecorded() {
    table.everyoneSits().dice(18);
    table.when("ada", new Hello.Leap(BRAM, 2)).approved();
    table.when("ben", new Hello.Wave(CORA));
    Golden.check(Path.of("src/test/golden/leap.txt"), table.transcript());
  }
}
