package io.tablekeep.engine.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.pf4j.DefaultPluginDescriptor;
import org.pf4j.ManifestPluginDescriptorFinder;
import org.pf4j.PluginDescriptor;
import org.pf4j.PropertiesPluginDescriptorFinder;

/**
 * A file of a plugin folder, looked into before any code of it runs.
 *
 * @param file the jar or zip
 * @param sha256 its hash; empty when it cannot be read
 * @param descriptor what it says of itself; id and version are set, made up when it says nothing
 * @param roots jars and folders its classes come from, in order
 */
record PluginFile(Path file, String sha256, PluginDescriptor descriptor, List<Path> roots) {
  static final String INDEX = "META-INF/extensions.idx";
  private static final long MAX_BYTES = 512L << 20;
  private static final String SDK = "io/tablekeep/sdk/";

  String id() {
    return descriptor.getPluginId();
  }

  String version() {
    return Optional.ofNullable(descriptor.getVersion()).orElse("");
  }

  static boolean looksLikePlugin(Path file) {
    String name = file.getFileName().toString();
    return Files.isRegularFile(file) && !name.startsWith(".") && (isZip(file) || isJar(name));
  }

  private static boolean isJar(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(".jar");
  }

  private static boolean isZip(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".zip");
  }

  /** What is known before the file is opened as an archive. */
  static PluginFile of(Path file) {
    DefaultPluginDescriptor nothing =
        new DefaultPluginDescriptor(
            file.getFileName().toString(), "", "org.pf4j.Plugin", "", "", "", "");
    return new PluginFile(file, hash(file), nothing, List.of());
  }

  /** Reads manifest and contents. */
  PluginFile inspect(Staging staging, PluginTrust trust) throws PluginRefused {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new PluginRefused(
            "plugin-unreadable", "The file is larger than " + (MAX_BYTES >> 20) + " MiB.");
      }
      Path copy = staging.copy(file, sha256);
      trust.check(file, copy, sha256);
      return isZip(file) ? inspectZip(staging.unpack(copy, sha256)) : inspectJar(copy);
    } catch (IOException | RuntimeException e) {
      // PF4J wraps what it meets in exceptions of its own; the root cause tells.
      throw new PluginRefused(
          "plugin-unreadable", "The file cannot be read as a jar or zip; it may be damaged.", e);
    }
  }

  private PluginFile inspectJar(Path copy) throws IOException, PluginRefused {
    try (JarFile jar = new JarFile(copy.toFile())) {
      if (jar.getManifest() == null) {
        throw new PluginRefused("plugin-manifest", "The jar has no META-INF/MANIFEST.MF.");
      }
    }
    return with(new ManifestPluginDescriptorFinder().find(copy), List.of(copy));
  }

  private PluginFile inspectZip(Path folder) throws IOException, PluginRefused {
    Path manifest = folder.resolve("classes/META-INF");
    PluginDescriptor found;
    if (Files.exists(folder.resolve("plugin.properties"))) {
      found = new PropertiesPluginDescriptorFinder().find(folder);
    } else if (Files.exists(manifest.resolve("MANIFEST.MF"))) {
      found = new ManifestPluginDescriptorFinder().find(manifest);
    } else {
      throw new PluginRefused(
          "plugin-manifest",
          "The zip has neither classes/META-INF/MANIFEST.MF nor plugin.properties.");
    }
    return with(found, Staging.roots(folder));
  }

  private PluginFile with(PluginDescriptor found, List<Path> from) throws PluginRefused {
    String id = Optional.ofNullable(found.getPluginId()).orElse("");
    if (!id.matches("[a-z][a-z0-9._-]{0,63}")) {
      throw new PluginRefused(
          "plugin-manifest",
          id.isEmpty()
              ? "The manifest has no Plugin-Id."
              : "The Plugin-Id '"
                  + id
                  + "' is not of lower-case letters, digits, dots and hyphens.");
    }
    return new PluginFile(file, sha256, found, from);
  }

  /** A copy of the SDK in a plugin is a different SDK: its extensions would never be found. */
  void refuseBundledSdk() throws PluginRefused {
    for (Path root : roots) {
      try {
        if (holdsSdk(root)) {
          throw new PluginRefused(
              "plugin-bundles-sdk",
              nameOf(root)
                  + " brings its own copy of the Tablekeep SDK; give sdk-api the scope 'provided',"
                  + " so that it stays out of the file.");
        }
      } catch (IOException e) {
        throw new PluginRefused(
            "plugin-unreadable", nameOf(root) + " cannot be read; it may be damaged.", e);
      }
    }
  }

  /** As its author knows it, not as the copy is called. */
  private Path nameOf(Path root) {
    return (isZip(file) ? root : file).getFileName();
  }

  private static boolean holdsSdk(Path root) throws IOException {
    if (Files.isDirectory(root)) {
      return Files.exists(root.resolve(SDK));
    }
    try (ZipFile zip = new ZipFile(root.toFile())) {
      return zip.stream().map(ZipEntry::getName).anyMatch(name -> name.startsWith(SDK));
    }
  }

  static String hash(Path file) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(sha.digest());
    } catch (IOException e) {
      return ""; // Whoever opens it next says what is wrong.
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
