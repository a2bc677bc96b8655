package io.tablekeep.server.assets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of tiles when the server starts again. */
class TileStoreTest {
  @TempDir Path folder;

  private void set(String name, int bytes, int hours) throws IOException {
    Path set = Files.createDirectory(folder.resolve(name));
    Files.write(set.resolve("0-0"), new byte[bytes]);
    Files.setLastModifiedTime(set, FileTime.fromMillis(hours * 3_600_000L));
  }

  @Test
  void theNewestSetsStayAndWhatIsNoneGoes() throws Exception {
    set("c".repeat(32), 100, 1);
    set("a".repeat(32), 100, 2);
    set("b".repeat(32), 100, 3);
    set("d".repeat(32) + ".part", 100, 4);
    set("elsewhere", 100, 5);
    Files.write(folder.resolve("note.txt"), new byte[100]);
    Vertx vertx = Vertx.vertx();
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    TileStore store = new TileStore(vertx, folder, 250, meters);
    try (Stream<Path> left = Files.list(folder)) {
      Set<String> names = new TreeSet<>();
      left.forEach(each -> names.add(each.getFileName().toString()));
      assertEquals(Set.of("a".repeat(32), "b".repeat(32)), names);
      assertEquals(200, meters.get("tablekeep.tiles.bytes").gauge().value());
    } finally {
      store.close();
      vertx.close().await(10, TimeUnit.SECONDS);
    }
  }
}
