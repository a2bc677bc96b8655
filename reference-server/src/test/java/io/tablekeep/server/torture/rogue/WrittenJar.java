package io.tablekeep.server.torture.rogue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;

/** A plugin as its author builds it: one source file, compiled against the SDK, packed. */
public final class WrittenJar {
  private WrittenJar() {}

  /** Compiles a class without package and writes the plugin over the one that may be there. */
  public static void into(Path plugins, String id, String type, String source) throws IOException {
    Path work = Files.createTempDirectory("written");
    Path file = Files.writeString(work.resolve(type + ".java"), source);
    Path classes = Files.createDirectories(work.resolve("classes"));
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "--release",
                "17",
                "-proc:none",
                "-parameters",
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                file.toString());
    if (failed != 0) {
      throw new IOException(type + " does not compile");
    }
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Plugin-Id", id);
    main.putValue("Plugin-Version", "1.0.0");
    Files.createDirectories(plugins);
    List<Path> compiled;
    try (Stream<Path> all = Files.list(classes)) {
      compiled = all.toList();
    }
    try (JarOutputStream out =
        new JarOutputStream(Files.newOutputStream(plugins.resolve(id + ".jar")), manifest)) {
      out.putNextEntry(new ZipEntry("META-INF/extensions.idx"));
      out.write((type + "\n").getBytes(StandardCharsets.UTF_8));
      for (Path each : compiled) {
        out.putNextEntry(new ZipEntry(each.getFileName().toString()));
        out.write(Files.readAllBytes(each));
      }
    }
  }
}
