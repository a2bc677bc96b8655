package io.tablekeep.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_PROPERTIES)
@ResourceLock(Resources.SYSTEM_OUT)
class SeedTest {
  private final PrintStream usual = System.out;
  private final String given = System.getProperty(Seed.PROPERTY);

  @AfterEach
  void putBack() {
    System.setOut(usual);
    if (given == null) {
      System.clearProperty(Seed.PROPERTY);
    } else {
      System.setProperty(Seed.PROPERTY, given);
    }
  }

  @Test
  void whatIsPrintedCanBePassedBack() {
    System.clearProperty(Seed.PROPERTY);
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    long first = Seed.random("a test").nextLong();
    assertEquals(7, Seed.of("a test", 7));
    String said = printed.toString(StandardCharsets.UTF_8).lines().findFirst().orElseThrow();
    String option = "a test: -D" + Seed.PROPERTY + "=";
    assertTrue(said.startsWith(option), said);
    String value = said.substring(option.length());
    System.setProperty(Seed.PROPERTY, value);
    assertEquals(first, Seed.random("a test").nextLong());
    assertNotEquals(first, Seed.random("another test").nextLong());
    assertEquals(Long.parseLong(value), Seed.of("a test", 7));
    assertEquals(Long.parseLong(value), Seed.of("a test"));
  }

  @Test
  void theSeedOfADayIsTheSameAllDay() {
    System.clearProperty(Seed.PROPERTY);
    long before = Seed.of("a test");
    long after = Seed.of("a test");
    assertTrue(after - before == 0 || after - before == 10_000_000, "at midnight");
    assertEquals(0, before % 10_000_000);
  }
}
