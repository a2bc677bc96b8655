package io.tablekeep.sdk.laws;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Laws about source text, for every module below a folder. */
final class SourceLaws {
  static final int MAX_LINES = 400;

  private final Path root;

  SourceLaws(Path root) {
    this.root = root;
  }

  /** The project's root: the folder above us that holds {@code .mvn}. */
  static Path projectRoot() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve(".mvn"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  List<Path> mainSources() throws IOException {
    Path main = Path.of("src", "main", "java");
    Predicate<Path> ours =
        file -> {
          String path = root.relativize(file).toString();
          return path.endsWith(".java") && path.contains(main.toString());
        };
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(ours).sorted().toList();
    }
  }

  List<String> tooLong() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : mainSources()) {
      long lines = Files.readAllLines(file, StandardCharsets.UTF_8).size();
      if (lines > MAX_LINES) {
        found.add(root.relativize(file) + ": " + lines);
      }
    }
    return found;
  }

  List<String> unexplainedPackages() throws IOException {
    TreeSet<Path> folders = new TreeSet<>();
    for (Path file : mainSources()) {
      folders.add(file.resolveSibling("package-info.java"));
    }
    List<String> found = new ArrayList<>();
    for (Path info : folders) {
      String text = Files.exists(info) ? Files.readString(info) : "";
      if (!text.contains("/**") || !text.contains("@NullMarked")) {
        found.add(root.relativize(info).toString());
      }
    }
    return found;
  }
}
