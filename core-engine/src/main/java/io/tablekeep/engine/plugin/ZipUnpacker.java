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
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks plugins in PF4J's zip format: {@code classes/} and {@code lib/*.jar}. A class loader
 * cannot read a jar within a zip.
 */
final class ZipUnpacker implements Closeable {
  private static final int MAX_ENTRIES = 20_000;
  private static final long MAX_BYTES = 1L << 30;

  private final Optional<Path> kept;
  private @Nullable Path temporary;

  ZipUnpacker(Optional<Path> kept) {
    this.kept = kept;
  }

  /** Returns the folder with the contents, complete or not at all. */
  Path unpack(Path zip, String sha256) throws IOException {
    Path folder = folder();
    Path target = folder.resolve(sha256);
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
