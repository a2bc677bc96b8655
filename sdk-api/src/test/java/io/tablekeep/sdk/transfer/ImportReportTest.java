package io.tablekeep.sdk.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tablekeep.sdk.transfer.ImportReport.Fate;
import org.junit.jupiter.api.Test;

class ImportReportTest {
  @Test
  void linesBeyondTheLimitAreCountedOnly() {
    ImportReport.Builder builder = ImportReport.builder();
    for (int i = 0; i < ImportReport.MAX_LINES + 5; i++) {
      builder.kept("/" + i, "kept");
    }
    ImportReport report = builder.build();
    assertEquals(ImportReport.MAX_LINES, report.lines().size());
    assertEquals(5, report.more());
  }

  @Test
  void fatesAreCounted() {
    ImportReport report =
        ImportReport.builder()
            .kept("/a", "a")
            .changed("/b", "b")
            .changed("/c", "c")
            .notUnderstood("/d", "d")
            .build();
    assertEquals(1, report.count(Fate.KEPT));
    assertEquals(2, report.count(Fate.CHANGED));
    assertEquals(1, report.count(Fate.NOT_UNDERSTOOD));
  }
}
