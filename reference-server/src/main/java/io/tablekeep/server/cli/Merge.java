package io.tablekeep.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.engine.state.JsonWriter;
import io.tablekeep.engine.state.patch.ThreeWay;
import io.tablekeep.sdk.conflict.TextMerge;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Merges files as branches of a campaign are merged, before resolvers are asked. */
@Command(
    name = "merge",
    description = {
      "Merges two later versions of a file by what each changed of BASE: JSON member by member,",
      "anything else as text. Where both changed the same, OURS stays in JSON, both stand between"
          + " markers in text, the places are listed, and the exit code is 1.",
      "As git's merge driver: driver = tablekeep merge %%O %%A %%B -o %%A"
    })
final class Merge extends Work {
  @Parameters(index = "0", paramLabel = "BASE", description = "What both began with; may be empty.")
  Path base = Path.of("");

  @Parameters(index = "1", paramLabel = "OURS", description = "A later version.")
  Path ours = Path.of("");

  @Parameters(index = "2", paramLabel = "THEIRS", description = "Another later version.")
  Path theirs = Path.of("");

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT",
      description =
          "Write the result to a file instead of standard output; may be one of the three.")
  @Nullable Path output;

  /** What came of it: the text, and each place where people have to decide. */
  private record Merged(String text, List<Map<String, Object>> conflicts) {}

  @Override
  int work(Console console) throws IOException {
    String was = text(base);
    String one = text(ours);
    String two = text(theirs);
    Merged merged = json(was, one, two).orElseGet(() -> texts(was, one, two));
    Path to = output;
    if (to != null) {
      JsonFiles.write(to, merged.text());
    }
    if (json) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("conflicts", merged.conflicts());
      line.put(to == null ? "result" : "output", to == null ? merged.text() : to.toString());
      console.json(line);
    } else {
      if (to == null) {
        console.raw(merged.text());
      }
      merged.conflicts().forEach(each -> console.remark("conflict: " + each.get("path")));
    }
    return merged.conflicts().isEmpty() ? ExitCode.OK : ExitCode.REFUSED;
  }

  private static String text(Path file) throws IOException {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(JsonFiles.bytes(file))).toString();
    } catch (CharacterCodingException e) {
      throw new TablekeepException(
          ErrorKind.USER, "not-text", file + " is neither JSON nor text in UTF-8.");
    }
  }

  /** Empty when one of them is no JSON. */
  private static Optional<Merged> json(String was, String one, String two) {
    Object mine;
    Object yours;
    Object common;
    try {
      mine = tree(one);
      yours = tree(two);
      common = was.isBlank() ? JsonObject.empty(0) : tree(was);
    } catch (TablekeepException noJson) {
      return Optional.empty();
    }
    ThreeWay merged = ThreeWay.merge(common, mine, yours, 0);
    List<Map<String, Object>> conflicts = new ArrayList<>();
    for (ThreeWay.Clash clash : merged.clashes()) {
      Map<String, Object> conflict = new LinkedHashMap<>();
      conflict.put("path", clash.place().toString());
      put(conflict, "base", clash.base());
      put(conflict, "ours", clash.theirs());
      put(conflict, "theirs", clash.mine());
      conflicts.add(conflict);
    }
    // What was not merged stays laid out as it was.
    String text =
        merged.value().equals(mine)
            ? one
            : merged.value().equals(yours) ? two : Pretty.of(merged.value()) + '\n';
    return Optional.of(new Merged(text, conflicts));
  }

  private static void put(Map<String, Object> conflict, String key, @Nullable Object value) {
    if (value != null) {
      conflict.put(key, JsonWriter.text(value));
    }
  }

  private static Object tree(String text) {
    return JsonReader.read(text.getBytes(UTF_8), JsonReader.Limits.DOCUMENT, 0);
  }

  private Merged texts(String was, String one, String two) {
    TextMerge merged = TextMerge.of(was, one, two, "ours", "theirs");
    List<Map<String, Object>> conflicts = new ArrayList<>();
    String path = (output == null ? ours : output).toString();
    int line = 1;
    for (String each : merged.text().lines().toList()) {
      if (conflicts.size() < merged.conflicts() && each.equals("<<<<<<< ours")) {
        conflicts.add(Map.of("path", path + ':' + line));
      }
      line++;
    }
    return new Merged(merged.text(), conflicts);
  }
}
