package io.tablekeep.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
  @Test
  void aLongReadingSaysEveryTwoSecondsHowFarItIsAndAShortOneNothing() {
    StringWriter results = new StringWriter();
    StringWriter remarks = new StringWriter();
    AtomicLong clock = new AtomicLong(5);
    Progress progress =
        new Progress(
            new Console(new PrintWriter(results), new PrintWriter(remarks)), "srd.zip", clock::get);
    for (int percent = 0; percent <= 100; percent++) {
      progress.read(percent * 10L, 1000);
      clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(60));
    }
    assertEquals("", results.toString());
    assertEquals(
        "srd.zip: 34 % read\nsrd.zip: 68 % read\n", remarks.toString().replace("\r\n", "\n"));
  }
}
