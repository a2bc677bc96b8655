package io.tablekeep.engine.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.Seed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedSourceTest {
  @TempDir Path folder;

  private final List<Long> told = new ArrayList<>();

  private WatchedSource source(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("map.uvtt"), bytes);
    return new WatchedSource(
        FileSource.of(file),
        (read, of) -> {
          assertEquals(bytes.length, of);
          told.add(read);
        });
  }

  @Test
  void howFarAFileIsReadIsToldInSmallSteps() throws IOException {
    SplittableRandom random =
        new SplittableRandom(Seed.of("howFarAFileIsReadIsToldInSmallSteps", 1));
    byte[] bytes = new byte[30_000];
    random.nextBytes(bytes);
    WatchedSource source = source(bytes);
    try (InputStream in = source.open()) {
      byte[] some = new byte[257];
      while (true) {
        int read =
            switch (random.nextInt(3)) {
              case 0 -> in.read();
              case 1 -> (int) in.skip(random.nextInt(40)) - (in.available() == 0 ? 1 : 0);
              default -> in.read(some, 0, 1 + random.nextInt(some.length));
            };
        if (read < 0) {
          break;
        }
      }
    }
    assertEquals(0L, told.get(0));
    assertEquals(bytes.length, told.get(told.size() - 1));
    assertEquals(told.stream().sorted().distinct().toList(), told);
    assertTrue(told.size() > 20 && told.size() <= 103, () -> told.toString());
  }

  @Test
  void whatIsReadOnceMoreBeginsAnewAndIsTheSame() throws IOException {
    byte[] bytes = {1, 2, 3};
    WatchedSource source = source(bytes);
    for (int i = 0; i < 2; i++) {
      try (InputStream in = source.open()) {
        assertArrayEquals(bytes, in.readAllBytes());
      }
    }
    assertEquals(List.of(0L, 3L, 0L, 3L), told);
    assertEquals("map.uvtt", source.name());
  }
}
