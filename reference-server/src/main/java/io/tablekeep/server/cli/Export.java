package io.tablekeep.server.cli;

import io.tablekeep.engine.Campaign;
import io.tablekeep.server.house.Archive;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a campaign out. */
@Command(
    name = "export",
    description = "Writes a campaign with its journal and pictures to one archive.")
final class Export extends Work {
  @Mixin Settings settings = new Settings();

  @Parameters(index = "0", paramLabel = "CAMPAIGN", description = "The campaign's id.")
  String id = "";

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE",
      description = "The archive to write.")
  Path output = Path.of("");

  @Override
  int work(Console console) throws Exception {
    Path target = output.toAbsolutePath();
    Path part = target.resolveSibling(target.getFileName() + ".part");
    Archive manifest;
    try (Workshop workshop = Workshop.open(settings.resolve())) {
      Campaign campaign = workshop.engine().open(id).join();
      try (OutputStream to = Files.newOutputStream(part)) {
        manifest = workshop.house().archives().write(campaign, to);
      }
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
    if (json) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("campaign", manifest.campaign());
      line.put("output", target.toString());
      line.put("bytes", Files.size(target));
      line.put("version", manifest.version());
      line.put("sha256", manifest.sha256());
      line.put("assets", manifest.assets().size());
      line.put("missing", manifest.missing());
      console.json(line);
    } else {
      console.say(
          "Campaign "
              + manifest.campaign()
              + " at version "
              + manifest.version()
              + " is in "
              + target
              + ", document "
              + manifest.sha256());
    }
    return ExitCode.OK;
  }
}
