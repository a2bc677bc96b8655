package io.tablekeep.sdk.baseline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Takes the SDK as it is compiled here for the baseline from now on, and writes down why. */
final class Cut {
  private Cut() {}

  public static void main(String[] arguments) throws IOException {
    String reason = arguments.length == 1 ? arguments[0].strip() : "";
    if (reason.length() < 10 || reason.startsWith("${")) {
      throw new IllegalArgumentException(
          "Say why the baseline is replaced, in one sentence: -Dreason=\"…\"");
    }
    Path folder = Path.of("src/baseline");
    Path jar = folder.resolve("sdk-api.jar");
    Path changes = folder.resolve("CHANGES.md");
    Path cut = Path.of("target/baseline.jar");
    ApiStubs.of(Path.of("target/classes")).write(cut);
    List<String> breaks = Files.exists(jar) ? ApiBreaks.between(jar, cut) : List.of();
    Files.copy(cut, jar, StandardCopyOption.REPLACE_EXISTING);
    StringBuilder entry = new StringBuilder("\n## ");
    entry.append(LocalDate.now(ZoneOffset.UTC)).append("\n\n").append(reason).append('\n');
    breaks.forEach(each -> entry.append("\n- breaks ").append(each));
    Files.writeString(
        changes, entry.append(breaks.isEmpty() ? "" : "\n"), StandardOpenOption.APPEND);
  }
}
