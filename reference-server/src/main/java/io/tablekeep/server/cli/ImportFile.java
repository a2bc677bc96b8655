package io.tablekeep.server.cli;

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
    description = "FileImports a file: an archive written by export, or what a plugin reads.")
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
      names = "--format",
      paramLabel = "FORMAT",
      description = "The file's format (default: told by its ending).")
  @Nullable String format;

  @Override
  int work(Console console) throws Exception {
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(file.toString());
    }
    try (Workshop workshop = Workshop.open(settings.resolve())) {
      FileImports.Outcome outcome =
          new FileImports(workshop.house(), workshop.engine())
              .run(
                  file,
                  file.getFileName().toString(),
                  Optional.ofNullable(format),
                  Optional.ofNullable(campaign));
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
    console.say(
        "Campaign "
            + outcome.campaign()
            + " is at version "
            + outcome.version()
            + ", document "
            + outcome.sha256());
  }
}
