package io.tablekeep.engine.plugin;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The jars and folders one plugin's code is read from, held open until the plugin goes. The JDK's
 * own way to them shares open jars between class loaders, so that closing one plugin breaks another
 * of the same file, and does not look at checksums.
 */
final class CodeRoots implements Closeable {
  private static final int MAX_ENTRY = 64 << 20;

  private final List<Root> roots = new ArrayList<>();

  CodeRoots(List<Path> from) throws IOException {
    try {
      for (Path path : from) {
        roots.add(Files.isDirectory(path) ? new Folder(path) : new Jar(path));
      }
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private sealed interface Root extends Closeable {
    Optional<byte[]> read(String name) throws IOException;

    URL url();

    Optional<Manifest> manifest() throws IOException;
  }

  /** Bytes, and where they stood. */
  @SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
  record Found(byte[] bytes, URL url, Optional<Manifest> manifest) {}

  Optional<Found> find(String name) throws IOException {
    for (Root root : roots) {
      Optional<byte[]> bytes = root.read(name);
      if (bytes.isPresent()) {
        return Optional.of(new Found(bytes.get(), root.url(), root.manifest()));
      }
    }
    return Optional.empty();
  }

  List<URL> urls() {
    return roots.stream().map(Root::url).toList();
  }

  @Override
  public void close() throws IOException {
    for (Root root : roots) {
      root.close();
    }
  }

  private static URL urlOf(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  private record Folder(Path path) implements Root {
    @Override
    public Optional<byte[]> read(String name) throws IOException {
      Path file = path.resolve(name).normalize();
      return file.startsWith(path) && Files.isRegularFile(file)
          ? Optional.of(Files.readAllBytes(file))
          : Optional.empty();
    }

    @Override
    public URL url() {
      return urlOf(path);
    }

    @Override
    public Optional<Manifest> manifest() {
      return Optional.empty();
    }

    @Override
    public void close() {}
  }

  private static final class Jar implements Root {
    private final Path path;
    private final JarFile file;

    Jar(Path path) throws IOException {
      this.path = path;
      this.file = new JarFile(path.toFile(), false, ZipFile.OPEN_READ, JarFile.runtimeVersion());
    }

    @Override
    public Optional<byte[]> read(String name) throws IOException {
      JarEntry entry = file.getJarEntry(name);
      if (entry == null || entry.isDirectory()) {
        return Optional.empty();
      }
      byte[] bytes;
      try (InputStream in = file.getInputStream(entry)) {
        bytes = in.readNBytes(MAX_ENTRY + 1);
      }
      if (bytes.length > MAX_ENTRY) {
        throw new ZipException(name + " is larger than " + (MAX_ENTRY >> 20) + " MiB");
      }
      CRC32 crc = new CRC32();
      crc.update(bytes);
      if (crc.getValue() != entry.getCrc()) {
        throw new ZipException(name + " is damaged: its checksum is wrong");
      }
      return Optional.of(bytes);
    }

    @Override
    public URL url() {
      return urlOf(path);
    }

    @Override
    public Optional<Manifest> manifest() throws IOException {
      return Optional.ofNullable(file.getManifest());
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
