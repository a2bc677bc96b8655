package io.tablekeep.server.house;

import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.transfer.FileSource;
import io.tablekeep.engine.transfer.Imports;
import io.tablekeep.engine.transfer.PreparedImport;
import io.tablekeep.sdk.asset.AssetLimits;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.transfer.ImportLimits;
import io.tablekeep.sdk.transfer.ImportReport;
import io.tablekeep.sdk.transfer.Importer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** Brings files into campaigns: archives of this program, and whatever a plugin reads. Blocks. */
public final class FileImports {
  /** The format of archives, beside those of plugins. */
  public static final String ARCHIVE = "archive";

  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

  private final House house;
  private final Engine engine;
  private final SecureRandom chance = new SecureRandom();

  /**
   * Imports into a house.
   *
   * @param house its plugins read, its store and pictures take
   * @param engine the engine on it
   */
  public FileImports(House house, Engine engine) {
    this.house = house;
    this.engine = engine;
  }

  /**
   * What came of an import.
   *
   * @param campaign key of the campaign
   * @param format who read the file
   * @param created whether the campaign is new
   * @param version its version afterwards
   * @param sha256 hash of its document afterwards
   * @param report what became of each item; empty for an archive, of which everything is kept
   */
  public record Outcome(
      String campaign,
      String format,
      boolean created,
      long version,
      String sha256,
      ImportReport report) {
    /**
     * The same as plain values.
     *
     * @return for JSON, in a sensible order
     */
    public Map<String, Object> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("campaign", campaign);
      json.put("format", format);
      json.put("created", created);
      json.put("version", version);
      json.put("sha256", sha256);
      json.put("kept", report.count(ImportReport.Fate.KEPT));
      json.put("changed", report.count(ImportReport.Fate.CHANGED));
      json.put("notUnderstood", report.count(ImportReport.Fate.NOT_UNDERSTOOD));
      List<Map<String, String>> lines = new ArrayList<>();
      for (ImportReport.Line line : report.lines()) {
        if (line.fate() != ImportReport.Fate.KEPT) {
          lines.add(
              Map.of(
                  "fate",
                  line.fate().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                  "at",
                  line.at(),
                  "sentence",
                  line.sentence()));
        }
      }
      json.put("lines", lines);
      return json;
    }
  }

  /**
   * Imports a file.
   *
   * @param file the file
   * @param name the name it had, whose ending tells the format when none is given
   * @param format id of an importer, or {@value #ARCHIVE}
   * @param campaign where to: an existing campaign, or the name of a new one
   * @return what came of it
   * @throws IOException when a disk fails
   * @throws TablekeepException when the file is refused
   */
  public Outcome run(Path file, String name, Optional<String> format, Optional<String> campaign)
      throws IOException {
    try {
      boolean archive =
          format.isPresent() ? format.get().equals(ARCHIVE) : ArchiveReader.isArchive(file);
      if (archive) {
        ArchiveReader reader = new ArchiveReader(engine, house.store(), house.assets());
        Campaign.State state = reader.read(file, campaign);
        String id = campaign.orElseGet(() -> nameOf(file));
        return new Outcome(
            id, ARCHIVE, true, state.version(), state.sha256(), ImportReport.builder().build());
      }
      return read(file, name, format, campaign);
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw e;
    }
  }

  private static String nameOf(Path archive) {
    try {
      return ArchiveReader.manifest(archive).campaign();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Outcome read(Path file, String name, Optional<String> format, Optional<String> campaign)
      throws IOException {
    List<Importer> all = house.plugins().extensions(Importer.class);
    String known = name;
    if (format.isPresent()) {
      all = all.stream().filter(each -> each.id().equals(format.get())).toList();
      if (all.isEmpty()) {
        throw new TablekeepException(
            ErrorKind.USER,
            "no-such-format",
            "No plugin reads the format \"" + format.get() + "\"; see the command plugins.");
      }
      // Whoever names the format need not name the file after it.
      known = name + '.' + all.get(0).endings().iterator().next();
    }
    Imports imports =
        new Imports(
            all,
            house.assets(),
            ImportLimits.defaults(),
            AssetLimits.defaults(),
            this::newId,
            house.importing());
    try (PreparedImport read = imports.read(new FileSource(file, known, Files.size(file)))) {
      read.commitAssets();
      String by = format.orElseGet(() -> name.substring(name.lastIndexOf('.') + 1));
      Landing landing = new Landing(engine);
      Campaign.State state = landing.put(read.changes(), read.assets(), campaign, by, name);
      return new Outcome(
          landing.campaign(),
          by,
          landing.created(),
          state.version(),
          state.sha256(),
          read.report());
    }
  }

  private String newId() {
    StringBuilder id = new StringBuilder(16);
    for (int i = 0; i < 16; i++) {
      id.append(LETTERS.charAt(chance.nextInt(LETTERS.length())));
    }
    return id.toString();
  }
}
