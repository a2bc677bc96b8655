package io.tablekeep.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Compares what a test tells with what it told when it was recorded, byte for byte. A recording is
 * a text file that is kept with the tests and reviewed like code. {@code -Dtablekeep.golden=record}
 * records anew instead of comparing.
 */
public final class Golden {
  private static final String PROPERTY = "tablekeep.golden";

  private Golden() {}

  /**
   * Compares, or records.
   *
   * @param file the recording, such as {@code src/test/golden/leap.txt}
   * @param told for instance {@link TestTable#transcript}
   * @throws AssertionError naming the first line that differs, or the missing file
   */
  public static void check(Path file, String told) {
    check(file, told, "record".equals(System.getProperty(PROPERTY)));
  }

  static void check(Path file, String told, boolean records) {
    try {
      if (records) {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Files.writeString(file, told);
        System.out.println("recorded " + file);
      } else if (!Files.exists(file)) {
        throw new AssertionError(
            file
                + " is not there; -D"
                + PROPERTY
                + "=record makes it. Read it before you keep it.");
      } else {
        compare(file, Files.readString(file), told);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void compare(Path file, String recorded, String told) {
    if (recorded.equals(told)) {
      return;
    }
    List<String> before = recorded.lines().toList();
    List<String> now = told.lines().toList();
    int line = 0;
    while (line < Math.min(before.size(), now.size()) && before.get(line).equals(now.get(line))) {
      line++;
    }
    throw new AssertionError(
        "%s differs from line %d on%n  recorded: %s%n  now:      %s%n(-D%s=record records anew)"
            .formatted(file, line + 1, at(before, line), at(now, line), PROPERTY));
  }

  private static String at(List<String> lines, int line) {
    return line < lines.size() ? lines.get(line) : "(nothing)";
  }
}
