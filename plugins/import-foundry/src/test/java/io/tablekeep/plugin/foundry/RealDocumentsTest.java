package io.tablekeep.plugin.foundry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.transfer.ImportLimits;
import io.tablekeep.sdk.transfer.ImportReport;
import io.tablekeep.sdk.transfer.ImportReport.Fate;
import io.tablekeep.sdk.transfer.ImportResult;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents that others wrote, where they are at hand. */
class RealDocumentsTest {
  private static final ImportLimits USUAL = ImportLimits.defaults();

  @TempDir Path folder;

  @Test
  void everythingIsReadAndComesBack() throws IOException {
    for (String name : List.of("heroes", "monsters", "items", "spells")) {
      Optional<Path> file = Samples.data(name + ".jsonl");
      if (file.isEmpty()) {
        continue;
      }
      ImportResult result = Samples.read(file.get(), USUAL);
      List<Changes.Change.Put> puts = Samples.puts(result);
      List<String> lines = Files.readAllLines(file.get());
      assertEquals(lines.size(), puts.size());
      int fields = 0;
      int known = 0;
      for (int i = 0; i < lines.size(); i++) {
        Object source = FoundryJson.parse(lines.get(i));
        assertEquals(source, FoundryExport.document(Samples.entity(puts.get(i))), name + ' ' + i);
        @SuppressWarnings("unchecked")
        Map<String, Object> document = (Map<String, Object>) source;
        Field root =
            document.containsKey("items")
                ? Fields.actor()
                : document.containsKey("sorting") && !document.containsKey("system")
                    ? Fields.folder()
                    : Fields.item();
        Understood understood = new Understood(document, root);
        fields += understood.fields();
        known += understood.known();
      }
      ImportReport report = ((ImportResult.Read) result).report();
      System.out.printf(
          "%s: %d documents, %d of %d fields understood (%.1f %%); report: %d kept, %d changed, %d"
              + " not understood%n",
          name,
          lines.size(),
          known,
          fields,
          100.0 * known / fields,
          report.count(Fate.KEPT),
          report.count(Fate.CHANGED),
          report.count(Fate.NOT_UNDERSTOOD));
      assertTrue(known >= 0.9 * fields, name + ": " + known + " of " + fields);
    }
  }

  /** Fifty megabytes, in a process that has 256 for everything. */
  @Test
  void aLargeFileNeedsNoLargeHeap() throws Exception {
    Path large = folder.resolve("large.jsonl");
    int documents = 0;
    try (BufferedWriter out = Files.newBufferedWriter(large, StandardCharsets.UTF_8)) {
      String line = Samples.data("monsters.jsonl").isPresent() ? real() : Samples.HERO;
      while (documents * (long) line.length() < 50L << 20) {
        out.write(line.replace("0000", "%04d".formatted(documents % 10_000)));
        out.newLine();
        documents++;
      }
    }
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Large.class.getName(),
                large.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(120, TimeUnit.SECONDS), said);
    assertEquals(0, process.exitValue(), said);
    System.out.println(said.strip());
    assertTrue(said.contains(documents + " documents"), said);
  }

  private static String real() throws IOException {
    return Files.readAllLines(Samples.data("monsters.jsonl").orElseThrow()).get(10);
  }

  /** Imports one file. */
  static final class Large {
    private Large() {}

    /** Run in a process of its own. */
    public static void main(String[] args) throws IOException {
      long start = System.nanoTime();
      ImportResult result = Samples.read(Path.of(args[0]), ImportLimits.defaults());
      int count = Samples.puts(result).size();
      long mega = (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20;
      System.out.println(
          count
              + " documents in "
              + (System.nanoTime() - start) / 1_000_000
              + " ms, "
              + mega
              + " MB");
    }
  }
}
