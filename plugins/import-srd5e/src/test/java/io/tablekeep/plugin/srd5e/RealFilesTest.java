package io.tablekeep.plugin.srd5e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.transfer.ImportReport.Fate;
import io.tablekeep.sdk.transfer.ImportResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The whole database, as it was given. */
class RealFilesTest {
  private static ImportResult.Read read(Path file) throws IOException {
    ImportResult result = Samples.read(file.getFileName().toString(), Files.readAllBytes(file));
    if (result instanceof ImportResult.Refused no) {
      throw new AssertionError(file + ": " + no);
    }
    return (ImportResult.Read) result;
  }

  @Test
  void everyFileIsReadWhole() throws IOException {
    Optional<Path> data = Samples.data();
    if (data.isEmpty()) {
      return;
    }
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(data.get())) {
      all.filter(file -> file.toString().endsWith(".json")).sorted().forEach(files::add);
    }
    long kept = 0;
    long changed = 0;
    long unknown = 0;
    for (Path file : files) {
      ImportResult.Read read = read(file);
      kept += read.report().count(Fate.KEPT);
      changed += read.report().count(Fate.CHANGED);
      unknown += read.report().count(Fate.NOT_UNDERSTOOD);
    }
    System.out.printf(
        "srd5e: %d files, kept %d, changed %d, not understood %d%n",
        files.size(), kept, changed, unknown);
    assertTrue(kept + changed + unknown > 2_000);
    assertTrue(unknown < 10, "not understood: " + unknown);
  }

  @Test
  void monstersCanAttackAndTheirBlocksAreWhole() throws IOException {
    Optional<Path> data = Samples.data();
    if (data.isEmpty()) {
      return;
    }
    int armed = 0;
    Set<String> names = new HashSet<>();
    List<Changes.Change.Put> puts = Samples.puts(read(data.get().resolve("5e-SRD-Monsters.json")));
    for (Changes.Change.Put put : puts) {
      Map<?, ?> monster = (Map<?, ?>) put.value();
      names.add(String.valueOf(monster.get("name")));
      Map<?, ?> block = (Map<?, ?>) ((Map<?, ?>) monster.get("d20")).get("block");
      assertTrue(block.get("hitPoints") instanceof Integer, () -> monster + "");
      armed += ((Map<?, ?>) block.get("attacks")).isEmpty() ? 0 : 1;
    }
    assertEquals(puts.size(), names.size());
    assertTrue(armed > puts.size() * 9 / 10, armed + " of " + puts.size() + " can attack");
  }
}
