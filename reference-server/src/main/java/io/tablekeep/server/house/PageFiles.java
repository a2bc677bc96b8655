package io.tablekeep.server.house;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a plugin brings for the page: the files of its folder {@value #FOLDER}, read once, when it
 * is loaded. Nothing of its own code runs for that. Immutable.
 *
 * @param files bytes by name below the folder
 * @param tag names these very files: another one when anything in them is another
 */
public record PageFiles(Map<String, byte[]> files, String tag) {
  /** Where they lie in the plugin. */
  static final String FOLDER = "tablekeep/page/";

  private static final Logger LOG = LoggerFactory.getLogger(PageFiles.class);

  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}(/[A-Za-z0-9][A-Za-z0-9._-]{0,63}){0,4}");

  private static final int MOST_FILES = 200;
  private static final int MOST_BYTES = 8 << 20;
  private static final PageFiles NONE = new PageFiles(Map.of(), "");

  /** Reads what lies below the roots of a class loader; nothing when it is too much. */
  static PageFiles of(String plugin, @Nullable ClassLoader loader) {
    Map<String, byte[]> files = new TreeMap<>();
    try {
      if (loader instanceof URLClassLoader roots) {
        for (URL root : roots.getURLs()) {
          read(Path.of(root.toURI()), files);
        }
      }
    } catch (IOException | URISyntaxException e) {
      LOG.warn("what plugin {} brings for the page is left out: {}", plugin, e.getMessage());
      return NONE;
    }
    return files.isEmpty() ? NONE : new PageFiles(Map.copyOf(files), tag(files));
  }

  private static void read(Path root, Map<String, byte[]> into) throws IOException {
    if (!Files.isDirectory(root)) {
      try (JarFile jar = new JarFile(root.toFile())) {
        for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
          if (!entry.isDirectory() && entry.getName().startsWith(FOLDER)) {
            try (InputStream in = jar.getInputStream(entry)) {
              put(entry.getName().substring(FOLDER.length()), in, into);
            }
          }
        }
      }
      return;
    }
    Path folder = root.resolve(FOLDER);
    if (Files.isDirectory(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
          try (InputStream in = Files.newInputStream(file)) {
            put(folder.relativize(file).toString().replace('\\', '/'), in, into);
          }
        }
      }
    }
  }

  private static void put(String name, InputStream in, Map<String, byte[]> into)
      throws IOException {
    if (!NAME.matcher(name).matches()) {
      return;
    }
    int used = into.values().stream().mapToInt(bytes -> bytes.length).sum();
    byte[] bytes = in.readNBytes(MOST_BYTES - used + 1);
    if (used + bytes.length > MOST_BYTES || into.size() >= MOST_FILES) {
      throw new IOException(
          "%s holds more than %d files or %d MiB".formatted(FOLDER, MOST_FILES, MOST_BYTES >> 20));
    }
    into.putIfAbsent(name, bytes);
  }

  private static String tag(Map<String, byte[]> files) {
    MessageDigest digest = BundledPlugins.sha256();
    files.forEach(
        (name, bytes) -> {
          digest.update((name + '\0' + bytes.length + '\0').getBytes(StandardCharsets.UTF_8));
          digest.update(bytes);
        });
    return HexFormat.of().formatHex(digest.digest(), 0, 6);
  }
}
