package io.tablekeep.corpus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Keeps the samples as they are built now: three plugins, and two of contract samples. */
final class Cut {
  private static final Path CORPUS = Path.of("src/corpus");
  private static final String CONTRACTS = "io/tablekeep/contracts/";

  private Cut() {}

  public static void main(String[] arguments) throws IOException {
    for (String plugin : List.of("hello", "duel", "import-uvtt")) {
      Files.copy(
          built(plugin), CORPUS.resolve(plugin + ".jar"), StandardCopyOption.REPLACE_EXISTING);
    }
    pack(
        "memory-store",
        CONTRACTS + "store/MemoryStores",
        List.of("AbstractStore", "InMemoryStore", "Later", "MemoryStores", "Tables", "Write"));
    pack("tally", CONTRACTS + "conflict/Tally", List.of("Tally"));
  }

  private static Path built(String plugin) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("..", plugin, "target"))) {
      return files
          .filter(
              file -> file.getFileName().toString().matches(plugin + "-[0-9.]+(-SNAPSHOT)?\\.jar"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static void pack(String id, String extension, List<String> classes) throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    String folder = extension.substring(0, extension.lastIndexOf('/'));
    for (String from : List.of("classes", "test-classes")) {
      Path compiled = Path.of("../plugin-contracts/target", from, folder);
      try (Stream<Path> files = Files.list(compiled)) {
        for (Path file : files.toList()) {
          String name = file.getFileName().toString();
          if (classes.contains(name.split("[$.]", 2)[0])) {
            entries.put(folder + '/' + name, Files.readAllBytes(file));
          }
        }
      }
    }
    entries.put(
        "META-INF/MANIFEST.MF",
        "Manifest-Version: 1.0\nPlugin-Id: %s\nPlugin-Version: 0.1.0\nPlugin-Provider: Tablekeep\n"
            .formatted(id)
            .getBytes(StandardCharsets.UTF_8));
    entries.put(
        "META-INF/extensions.idx",
        (extension.replace('/', '.') + '\n').getBytes(StandardCharsets.UTF_8));
    Path jar = CORPUS.resolve(id + ".jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        ZipEntry made = new ZipEntry(entry.getKey());
        made.setTimeLocal(LocalDateTime.of(2025, 1, 1, 0, 0));
        zip.putNextEntry(made);
        zip.write(entry.getValue());
      }
    }
  }
}
