package io.tablekeep.server.testing;

import io.tablekeep.contracts.store.InMemoryStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** Packs the in-memory store as a plugin, as anyone would pack theirs. */
public final class MemoryPlugin {
  private MemoryPlugin() {}

  /** Writes the plugin into a folder. */
  public static Path into(Path folder) throws IOException {
    Files.createDirectories(folder);
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Plugin-Id", "store-memory");
    main.putValue("Plugin-Version", "1.0.0");
    Path jar = folder.resolve("store-memory.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      put(out, "META-INF/extensions.idx", utf8(MemoryProvider.class.getName() + "\n"));
      String provider = MemoryProvider.class.getName().replace('.', '/') + ".class";
      put(out, provider, read(provider));
      for (String name : contracts()) {
        put(out, name, read(name));
      }
    }
    return folder;
  }

  private static List<String> contracts() throws IOException {
    String one = InMemoryStore.class.getName().replace('.', '/');
    String folder = one.substring(0, one.lastIndexOf('/') + 1);
    Path home =
        Path.of(InMemoryStore.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    if (Files.isDirectory(home)) {
      try (Stream<Path> files = Files.list(home.resolve(folder))) {
        return files
            .map(file -> folder + file.getFileName())
            .filter(MemoryPlugin::needed)
            .sorted()
            .toList();
      }
    }
    try (java.util.jar.JarFile jar = new java.util.jar.JarFile(home.toFile())) {
      return jar.stream()
          .map(ZipEntry::getName)
          .filter(name -> name.startsWith(folder) && needed(name))
          .sorted()
          .toList();
    }
  }

  /** The suites themselves need JUnit, which no plugin sees. */
  private static boolean needed(String name) {
    return name.endsWith(".class") && !name.contains("Contract") && !name.contains("Fixture");
  }

  private static byte[] read(String name) throws IOException {
    try (InputStream in = MemoryPlugin.class.getClassLoader().getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("missing " + name);
      }
      return in.readAllBytes();
    }
  }

  private static void put(JarOutputStream out, String name, byte[] bytes) throws IOException {
    out.putNextEntry(new ZipEntry(name));
    out.write(bytes);
    out.closeEntry();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
