package io.tablekeep.server.torture.rogue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.pf4j.Plugin;

/** Packs plugins. */
public final class RogueJar {
  private RogueJar() {}

  /** Writes the jar into a folder, which is made, and gives the folder. */
  public static Path into(Path folder) throws IOException {
    return into(
        folder, "rogue", RogueSystem.class, RogueSystem.Misdeed.class, RogueSystem.Chain.class);
  }

  /** The same of another plugin: its system, and what else it is made of. */
  public static Path into(Path folder, String id, Class<?> system, Class<?>... more)
      throws IOException {
    Files.createDirectories(folder);
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Plugin-Id", id);
    main.putValue("Plugin-Version", "1.0.0");
    for (Class<?> each : more) {
      if (Plugin.class.isAssignableFrom(each)) {
        main.putValue("Plugin-Class", each.getName());
      }
    }
    try (JarOutputStream out =
        new JarOutputStream(Files.newOutputStream(folder.resolve(id + ".jar")), manifest)) {
      out.putNextEntry(new ZipEntry("META-INF/extensions.idx"));
      out.write((system.getName() + "\n").getBytes(StandardCharsets.UTF_8));
      add(out, system);
      for (Class<?> each : more) {
        add(out, each);
      }
    }
    return folder;
  }

  private static void add(JarOutputStream out, Class<?> type) throws IOException {
    String name = type.getName().replace('.', '/') + ".class";
    out.putNextEntry(new ZipEntry(name));
    try (InputStream in = RogueJar.class.getClassLoader().getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("missing " + name);
      }
      in.transferTo(out);
    }
  }
}
