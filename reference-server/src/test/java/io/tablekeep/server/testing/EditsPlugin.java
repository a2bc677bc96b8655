package io.tablekeep.server.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** Packs {@link EditsSystem} as a plugin, as anyone would pack theirs. */
public final class EditsPlugin {
  private EditsPlugin() {}

  /** Writes the plugin into a folder that is there. */
  public static void into(Path folder) throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Plugin-Id", "edits");
    main.putValue("Plugin-Version", "1.0.0");
    try (OutputStream file = Files.newOutputStream(folder.resolve("edits.jar"));
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      String name = EditsSystem.class.getName();
      put(out, "META-INF/extensions.idx", (name + "\n").getBytes(StandardCharsets.UTF_8));
      put(out, name);
      for (Class<?> nested : EditsSystem.class.getDeclaredClasses()) {
        put(out, nested.getName());
      }
    }
  }

  private static void put(JarOutputStream out, String type) throws IOException {
    String path = type.replace('.', '/') + ".class";
    try (InputStream in = EditsPlugin.class.getClassLoader().getResourceAsStream(path)) {
      if (in == null) {
        throw new IOException("missing " + path);
      }
      put(out, path, in.readAllBytes());
    }
  }

  private static void put(JarOutputStream out, String name, byte[] bytes) throws IOException {
    out.putNextEntry(new ZipEntry(name));
    out.write(bytes);
    out.closeEntry();
  }
}
