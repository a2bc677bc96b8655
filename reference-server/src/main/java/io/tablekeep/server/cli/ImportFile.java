package io.tablekeep.server.cli;

import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.transfer.ImportReport;
import io.tablekeep.server.house.FileImports;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings a file in. */
@Command(
    name = "import",
    description = "Brings in a file: an archive written by export, or what a plugin reads.")
final class ImportFile extends Work {
  @Mixin Settings settings = new Settings();

  @Parameters(index = "0", paramLabel = "FILE", description = "The file.")
  Path file = Path.of("");

  @Option(
      names = "--campaign",
      paramLabel = "ID",
      description =
          "Where to: a campaign that is there, or the name of a new one (default: the archive's own"
              + " name, or one made from the file's).")
  @Nullable String campaign;

  @Option(
      names = "--compendium",
      paramLabel = "ID",
      description =
          "Where to instead: a compendium, to copy from at any table; one that is there, or the name"
              + " of a new one.")
  @Nullable String compendium;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "The file's format (default: told by its ending).")
  @Nullable String format;

  @Override
  int work(Console console) throws Exception {
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(file.toString());
    }
    String shelf = compendium;
    if (shelf != null && campaign != null) {
      throw new TablekeepException(
          ErrorKind.USER, "usage", "A file goes to a campaign or to a compendium.");
    }
    try (Workshop workshop = Workshop.open(settings.resolve())) {
      String name = file.getFileName().toString();
      Progress progress = new Progress(console, name, System::nanoTime);
      FileImports imports = new FileImports(workshop.house(), workshop.engine(), progress);
      Optional<String> reader = Optional.ofNullable(format);
      FileImports.Outcome outcome =
          shelf == null
              ? imports.run(file, name, reader, Optional.ofNullable(campaign))
              : imports.shelve(file, name, reader, shelf);
      if (json) {
        console.json(outcome.json());
      } else {
        print(console, outcome);
      }
    }
    return ExitCode.OK;
  }

  private static void print(Console console, FileImports.Outcome outcome) {
    for (ImportReport.Line line : outcome.report().lines()) {
      if (line.fate() != ImportReport.Fate.KEPT) {
        String fate = line.fate().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        console.say(fate + " " + line.at() + ": " + line.sentence());
      }
    }
    String kind = outcome.document().kind().label();
    console.say(
        kind.substring(0, 1).toUpperCase(Locale.ROOT)
            + kind.substring(1)
            + ' '
            + outcome.document().id()
            + " is at version "
            + outcome.version()
            + ", document "
            + outcome.sha256());
  }
}
