package io.tablekeep.server.cli;

import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that commands read and write whole. */
final class JsonFiles {
  private JsonFiles() {}

  static byte[] bytes(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    return Files.readAllBytes(file);
  }

  /** The tree in a file; what is wrong with it is told with the file's name. */
  static Object read(Path file) throws IOException {
    byte[] bytes = bytes(file);
    try {
      return JsonReader.read(bytes, JsonReader.Limits.DOCUMENT, 0);
    } catch (TablekeepException e) {
      throw new TablekeepException(
          ErrorKind.USER, e.code(), file + ": " + e.getMessage(), e.field().orElse(""));
    }
  }

  /**
   * Puts a text where perhaps another was: the old one is there until the new one is whole. What is
   * no file, such as a terminal, is written to, and a link stays one.
   */
  static void write(Path file, String text) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      Files.writeString(file, text, StandardCharsets.UTF_8);
      return;
    }
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    Path beside = target.resolveSibling("." + target.getFileName() + ".new");
    try {
      Files.writeString(beside, text, StandardCharsets.UTF_8);
      Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }
}
