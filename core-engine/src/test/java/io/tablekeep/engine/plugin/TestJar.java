package io.tablekeep.engine.plugin;

import io.tablekeep.sdk.game.GameSystem;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.pf4j.ExtensionPoint;
import org.slf4j.Logger;

/** A small plugin, compiled and packed on the spot. */
final class TestJar {
  private final Map<String, String> manifest = new LinkedHashMap<>();
  private final Map<String, byte[]> entries = new LinkedHashMap<>();
  private final List<Path> against = new ArrayList<>();
  private boolean hasManifest = true;

  static TestJar plugin(String id) {
    return new TestJar().manifest("Plugin-Id", id).manifest("Plugin-Version", "1.0.0");
  }

  /** A plugin that offers one game system; its body says more, such as what its text is. */
  static TestJar system(String id, String body) throws IOException {
    return plugin(id).source("p." + className(id), systemClass(className(id), body));
  }

  static String className(String id) {
    return Character.toUpperCase(id.charAt(0)) + id.substring(1).replace('-', '_');
  }

  static String systemClass(String name, String body) {
    return """
        package p;
        import io.tablekeep.sdk.game.*;
        import java.util.stream.*;
        import org.pf4j.Extension;
        @Extension public class NAME implements GameSystem {
          public String id() { return "LOWER"; }
          public void define(SystemDefinition system) {}
          BODY
        }
        """
        .replace("NAME", name)
        .replace("LOWER", name.toLowerCase(Locale.ROOT))
        .replace("BODY", body);
  }

  TestJar manifest(String key, String value) {
    manifest.put(key, value);
    return this;
  }

  TestJar noManifest() {
    hasManifest = false;
    return this;
  }

  /** Compiles one class more; PF4J's processor writes the extension index as for anybody. */
  TestJar source(String name, String code) throws IOException {
    compile(Map.of(name, code), against)
        .forEach(
            (path, bytes) ->
                entries.merge(
                    path,
                    bytes,
                    (old, more) -> path.equals(PluginFile.INDEX) ? join(old, more) : more));
    return this;
  }

  private static byte[] join(byte[] first, byte[] second) {
    String text =
        new String(first, StandardCharsets.UTF_8) + new String(second, StandardCharsets.UTF_8);
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** What later sources are compiled against, as files in a folder. */
  TestJar against(Path folder) {
    against.add(folder);
    return this;
  }

  TestJar entry(String path, String text) {
    return entry(path, text.getBytes(StandardCharsets.UTF_8));
  }

  TestJar entry(String path, byte[] bytes) {
    entries.put(path, bytes);
    return this;
  }

  TestJar without(String path) {
    Objects.requireNonNull(entries.remove(path), () -> path + " is not in " + entries.keySet());
    return this;
  }

  byte[] entry(String path) {
    return Objects.requireNonNull(entries.get(path), () -> path + " not in " + entries.keySet());
  }

  Path write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes(""));
  }

  /** The same as PF4J's zip: everything below {@code classes/}. */
  Path writeZip(Path file, Map<String, byte[]> libs) throws IOException {
    libs.forEach((name, bytes) -> entries.put("../lib/" + name, bytes));
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes("classes/"));
  }

  byte[] bytes(String below) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      if (hasManifest) {
        Manifest lines = new Manifest();
        lines.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.forEach((key, value) -> lines.getMainAttributes().putValue(key, value));
        zip.putNextEntry(new ZipEntry(below + "META-INF/MANIFEST.MF"));
        lines.write(zip);
      }
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        String path = below + entry.getKey();
        zip.putNextEntry(new ZipEntry(path.replace("classes/../", "")));
        zip.write(entry.getValue());
      }
    }
    return bytes.toByteArray();
  }

  /** Compiles classes; returns class files and whatever the processors wrote, by their paths. */
  static Map<String, byte[]> compile(Map<String, String> sources, List<Path> against)
      throws IOException {
    Path folder = Files.createTempDirectory("compiled-");
    try {
      return compile(sources, against, folder);
    } finally {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  private static Map<String, byte[]> compile(
      Map<String, String> sources, List<Path> against, Path folder) throws IOException {
    Path classes = Files.createDirectory(folder.resolve("classes"));
    List<String> arguments = new ArrayList<>(List.of("-d", classes.toString()));
    arguments.addAll(List.of("--release", "17", "-classpath", classpath(against)));
    if (Runtime.version().feature() >= 21) {
      arguments.add("-proc:full");
    }
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = folder.resolve(source.getKey().replace('.', '/') + ".java");
      Files.createDirectories(file.getParent());
      arguments.add(Files.writeString(file, source.getValue()).toString());
    }
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    if (compiler.run(null, messages, messages, arguments.toArray(String[]::new)) != 0) {
      throw new IllegalArgumentException(messages.toString(StandardCharsets.UTF_8));
    }
    Map<String, byte[]> result = new TreeMap<>();
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        result.put(classes.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return result;
  }

  private static String classpath(List<Path> more) {
    StringJoiner path = new StringJoiner(File.pathSeparator);
    more.forEach(folder -> path.add(folder.toString()));
    for (Class<?> type : List.of(GameSystem.class, ExtensionPoint.class, Logger.class)) {
      try {
        URI where = type.getProtectionDomain().getCodeSource().getLocation().toURI();
        path.add(Path.of(where).toString());
      } catch (URISyntaxException e) {
        throw new IllegalStateException(e);
      }
    }
    return path.toString();
  }
}
