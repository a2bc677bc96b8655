package io.tablekeep.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadingsTest {
  @Test
  void filesAreThereWhileTheyAreReadEachInItsOwnCampaign() {
    Readings readings = new Readings();
    try (Readings.Reading map = readings.begin("demo", "crypt.uvtt");
        Readings.Reading other = readings.begin("demo", "crypt.uvtt")) {
      map.read(30, 100);
      other.read(30, 100);
      assertEquals(2, readings.of("demo").size());
      assertEquals(
          Map.of("name", "crypt.uvtt", "read", 30L, "of", 100L), readings.of("demo").get(0));
      assertEquals(List.of(), readings.of("other"));
    }
    assertEquals(List.of(), readings.of("demo"));
  }
}
