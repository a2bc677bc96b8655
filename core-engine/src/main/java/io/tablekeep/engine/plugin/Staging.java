package io.tablekeep.engine.plugin;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Private copies of plugin files, named by their hash: a file in a plugin folder may be replaced
 * while its plugin runs. Zips in PF4J's format ({@code classes/} and {@code lib/*.jar}) are
 * unpacked, because a class loader cannot read a jar within a zip.
 */
final class Staging implements Closeable {
  private static final int MAX_ENTRIES = 20_000;
  private static final long MAX_BYTES = 1L << 30;

  /** How many files and folders are kept for next time; then the oldest go. */
  private static final int MOST_KEPT = 200;

  private final Optional<Path> kept;
  private final Set<Path> used = new HashSet<>();
  private @Nullable Path temporary;

  Staging(Optional<Path> kept) {
    this.kept = kept;
  }

  /** Copies a file, complete or not at all. */
  Path copy(Path file, String sha256) throws IOException, PluginRefused {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    Path target = folder().resolve(sha256 + (name.endsWith(".zip") ? ".zip" : ".jar"));
    used.add(target);
    if (Files.exists(target)) {
      return target;
    }
    Path half = Files.createTempFile(folder(), "copying-", "");
    try {
      Files.copy(file, half, StandardCopyOption.REPLACE_EXISTING);
      if (!PluginFile.hash(half).equals(sha256)) {
        throw new PluginRefused(
            "plugin-unreadable", "The file was being written while it was read.");
      }
      Files.move(half, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(half);
    }
    return target;
  }

  /** Returns the folder with the contents of a zip, complete or not at all. */
  Path unpack(Path zip, String sha256) throws IOException {
    Path folder = folder();
    Path target = folder.resolve(sha256);
    used.add(target);
    if (Files.isDirectory(target)) {
      return target;
    }
    Path half = Files.createTempDirectory(folder, "unpacking-");
    try {
      extract(zip, half);
      Files.move(half, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException e) {
      // Somebody else unpacked the same zip in the meantime.
      delete(half);
    } catch (IOException | RuntimeException e) {
      delete(half);
      throw e;
    }
    return target;
  }

  /** Forgets the oldest of what was not asked for here. */
  void tidy() throws IOException {
    List<Path> all;
    try (Stream<Path> list = Files.list(folder())) {
      all = list.sorted(Comparator.comparing((Path at) -> at.toFile().lastModified())).toList();
    }
    int most = all.size() - MOST_KEPT;
    for (Path old : all) {
      if (most > 0 && !used.contains(old)) {
        delete(old);
        most--;
      }
    }
  }

  /** Where the classes of an unpacked plugin come from. */
  static List<Path> roots(Path folder) throws IOException {
    List<Path> roots = new ArrayList<>();
    if (Files.isDirectory(folder.resolve("classes"))) {
      roots.add(folder.resolve("classes"));
    }
    if (Files.isDirectory(folder.resolve("lib"))) {
      try (Stream<Path> jars = Files.list(folder.resolve("lib"))) {
        jars.filter(jar -> jar.getFileName().toString().endsWith(".jar"))
            .sorted()
            .forEach(roots::add);
      }
    }
    return roots;
  }

  private Path folder() throws IOException {
    if (kept.isPresent()) {
      return Files.createDirectories(kept.get());
    }
    if (temporary == null) {
      temporary = Files.createTempDirectory("tablekeep-plugins-");
    }
    return temporary;
  }

  private static void extract(Path zip, Path into) throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      if (file.size() > MAX_ENTRIES) {
        throw new IOException("more than " + MAX_ENTRIES + " entries");
      }
      long left = MAX_BYTES;
      for (ZipEntry entry : (Iterable<ZipEntry>) file.stream().map(e -> (ZipEntry) e)::iterator) {
        Path target = into.resolve(entry.getName()).normalize();
        if (!target.startsWith(into)) {
          throw new IOException("an entry that points out of the zip: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          left -= copy(file.getInputStream(entry), target, left);
        }
      }
    }
  }

  private static long copy(InputStream from, Path to, long atMost) throws IOException {
    long copied = 0;
    byte[] buffer = new byte[16 << 10];
    try (from;
        OutputStream out = Files.newOutputStream(to)) {
      for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
        copied += n;
        if (copied > atMost) {
          throw new IOException("unpacks to more than " + (MAX_BYTES >> 20) + " MiB");
        }
        out.write(buffer, 0, n);
      }
    }
    return copied;
  }

  @Override
  public void close() throws IOException {
    if (temporary != null) {
      delete(temporary);
      temporary = null;
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.deleteIfExists(path);
    }
  }
}
