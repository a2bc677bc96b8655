package io.tablekeep.server.house;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Unpacks the plugins that come with the server into a folder named by their hash, where they are
 * loaded like anyone's. Same plugins, same folder; other ones never mix.
 */
final class BundledPlugins {
  private static final List<String> NAMES =
      List.of(
          "d20.jar",
          "duel.jar",
          "fate.jar",
          "hello.jar",
          "import-foundry.jar",
          "import-srd5e.jar",
          "import-uvtt.jar",
          "resolver-table.jar",
          "store-postgres.jar",
          "store-sqlite.jar");

  private BundledPlugins() {}

  /**
   * Unpacks what is not there yet.
   *
   * @param into parent of the folders
   * @return the folder of these plugins
   * @throws IOException when the disk fails
   */
  static Path unpack(Path into) throws IOException {
    Map<String, byte[]> jars = new LinkedHashMap<>();
    MessageDigest digest = sha256();
    for (String name : NAMES) {
      try (InputStream in = BundledPlugins.class.getResourceAsStream("/bundled-plugins/" + name)) {
        if (in != null) {
          byte[] jar = in.readAllBytes();
          jars.put(name, jar);
          digest.update(jar);
        }
      }
    }
    String hash = HexFormat.of().formatHex(digest.digest()).substring(0, 32);
    Path folder = into.resolve("bundled-" + hash);
    Files.createDirectories(folder);
    for (Map.Entry<String, byte[]> jar : jars.entrySet()) {
      put(folder.resolve(jar.getKey()), jar.getValue());
    }
    return folder;
  }

  /** Writes a file unless it has these bytes already; never half of it. */
  private static void put(Path file, byte[] bytes) throws IOException {
    if (Files.exists(file)
        && MessageDigest.isEqual(
            sha256().digest(Files.readAllBytes(file)), sha256().digest(bytes))) {
      return;
    }
    Path beside = Files.createTempFile(file.getParent(), "plugin", ".part");
    Files.write(beside, bytes);
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
