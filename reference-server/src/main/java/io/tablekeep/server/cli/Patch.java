package io.tablekeep.server.cli;

import io.tablekeep.engine.state.JsonWriter;
import io.tablekeep.engine.state.patch.JsonPatch;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Applies a JSON Patch to a file, with the code that the engine patches documents with. */
@Command(
    name = "patch",
    description = "Applies an RFC 6902 patch to a JSON file; the file itself stays as it is.")
final class Patch extends Work {
  @Parameters(index = "0", paramLabel = "DOC", description = "A JSON file.")
  Path document = Path.of("");

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PATCH",
      description = "A JSON Patch (RFC 6902); may be left out with --canonical.")
  @Nullable Path patch;

  @Option(names = "--canonical", description = "Print the canonical form (RFC 8785).")
  boolean canonical;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT",
      description = "Write the result to a file instead of standard output.")
  @Nullable Path output;

  @Override
  int work(Console console) throws IOException {
    Path changes = patch;
    if (changes == null && !canonical) {
      throw new TablekeepException(
          ErrorKind.USER, "usage", "A patch is needed, or --canonical without one.");
    }
    Object value = JsonFiles.read(document);
    if (changes != null) {
      value = apply(value, JsonFiles.read(changes));
    }
    // The engine's own text is canonical; pretty printing is for people.
    String text = canonical ? JsonWriter.text(value) : Pretty.of(value) + "\n";
    Path to = output;
    if (to != null) {
      JsonFiles.write(to, text);
    }
    if (json) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("bytes", text.getBytes(StandardCharsets.UTF_8).length);
      line.put("sha256", io.tablekeep.engine.state.Canonical.hash(value));
      if (to == null) {
        line.put("result", text);
      } else {
        line.put("output", to.toString());
      }
      console.json(line);
    } else if (to == null) {
      console.raw(text);
    }
    return ExitCode.OK;
  }

  /** One operation after the other, so that the one at fault can be named. */
  private static Object apply(Object value, Object patch) {
    return JsonPatch.parse(patch).apply(value, 0);
  }
}
