package io.tablekeep.plugin.uvtt;

import io.tablekeep.engine.asset.FileAssetStore;
import io.tablekeep.engine.plugin.PluginRunner;
import io.tablekeep.engine.transfer.FileSource;
import io.tablekeep.engine.transfer.Imports;
import io.tablekeep.engine.transfer.PreparedImport;
import io.tablekeep.sdk.asset.AssetLimits;
import io.tablekeep.sdk.model.map.TableMap;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Changes.Change;
import io.tablekeep.sdk.transfer.ImportLimits;
import io.tablekeep.sdk.transfer.ImportReport;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** The importer on a real asset store, and maps small enough to read. */
final class UvttFixture {
  /** Two by two cells of ten pixels. */
  static final String PICTURE = Base64.getEncoder().encodeToString(png(20, 20));

  final FileAssetStore store;
  private final Path folder;

  UvttFixture(Path folder) throws IOException {
    this.folder = folder;
    this.store = FileAssetStore.open(folder.resolve("assets"), 1L << 30);
  }

  /** What was imported. */
  record Imported(TableMap map, Map<String, Object> extras, ImportReport report) {
    long lines(ImportReport.Fate fate) {
      return report.count(fate);
    }

    String line(String at) {
      return report.lines().stream()
          .filter(line -> line.at().equals(at))
          .map(line -> line.fate() + " " + line.sentence())
          .findFirst()
          .orElse("no line at " + at);
    }
  }

  Imported read(String json) throws IOException {
    return read(Files.writeString(folder.resolve("small.uvtt"), json));
  }

  Imported read(Path file) throws IOException {
    return read(file, ImportLimits.defaults());
  }

  Imported read(byte[] bytes, ImportLimits limits) throws IOException {
    return read(Files.write(folder.resolve("small.dd2vtt"), bytes), limits);
  }

  Imported read(Path file, ImportLimits limits) throws IOException {
    Imports imports =
        new Imports(
            List.of(new UvttImporter()),
            store,
            limits,
            new AssetLimits(32 << 20, 100_000_000),
            () -> "m1",
            PluginRunner.DIRECT);
    try (PreparedImport prepared = imports.read(FileSource.of(file))) {
      prepared.commitAssets();
      return imported(prepared.changes(), prepared.report());
    }
  }

  static Imported imported(Changes changes, ImportReport report) {
    TableMap map = null;
    Map<String, Object> extras = new TreeMap<>();
    for (Change change : changes.list()) {
      Change.Put put = (Change.Put) change;
      if (put.at().toString().equals("/maps/m1")) {
        map = (TableMap) put.value();
      } else {
        extras.put(put.at().toString(), put.value());
      }
    }
    return new Imported(Optional.ofNullable(map).orElseThrow(), extras, report);
  }

  /** A map of 2 × 2 cells, with more parts to come before its end. */
  static String map(String parts) {
    return """
        {"format": 0.3,
         "resolution": {"map_origin": {"x": 0, "y": 0}, "map_size": {"x": 2, "y": 2}, "pixels_per_grid": 10}
         %s}
        """
        .formatted(parts.isEmpty() ? "" : ", " + parts);
  }

  static byte[] png(int width, int height) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The folder of inputs from elsewhere, when it stands beside the project. */
  static Optional<Path> data(String path) {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      for (Path data : Stream.of("shared/data", "../shared/data").map(at::resolve).toList()) {
        if (Files.exists(data.resolve(path))) {
          return Optional.of(data.resolve(path));
        }
      }
    }
    System.out.println("left out: there is no shared/data/" + path);
    return Optional.empty();
  }
}
