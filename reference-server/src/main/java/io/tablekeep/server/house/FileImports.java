package io.tablekeep.server.house;

import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.transfer.FileSource;
import io.tablekeep.engine.transfer.Imports;
import io.tablekeep.engine.transfer.PreparedImport;
import io.tablekeep.engine.transfer.WatchedSource;
import io.tablekeep.sdk.asset.AssetLimits;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.DocumentId;
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

/**
 * Brings files into campaigns and compendia: archives of this program, and whatever a plugin reads.
 * Blocks.
 */
public final class FileImports {
  /** The format of archives, beside those of plugins. */
  public static final String ARCHIVE = "archive";

  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

  private final House house;
  private final Engine engine;
  private final SecureRandom chance = new SecureRandom();
  private final WatchedSource.Watch watch;

  /**
   * Imports into a house.
   *
   * @param house its plugins read, its store and pictures take
   * @param engine the engine on it
   */
  public FileImports(House house, Engine engine) {
    this(house, engine, (read, of) -> {});
  }

  /**
   * Imports into a house, with somebody who follows how files are read.
   *
   * @param house its plugins read, its store and pictures take
   * @param engine the engine on it
   * @param watch told how far a file has been read, on the thread that imports
   */
  public FileImports(House house, Engine engine, WatchedSource.Watch watch) {
    this.house = house;
    this.engine = engine;
    this.watch = watch;
  }

  /**
   * What came of an import.
   *
   * @param document the campaign or compendium
   * @param format who read the file
   * @param created whether it is new
   * @param version its version afterwards
   * @param sha256 hash of its document afterwards
   * @param report what became of each item; empty for an archive, of which everything is kept
   */
  public record Outcome(
      DocumentId document,
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
      json.put(document.kind().label(), document.id());
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
        ArchiveReader reader = new ArchiveReader(engine, house.store(), house.pictures());
        Campaign.State state = reader.read(file, campaign);
        String id = campaign.orElseGet(() -> nameOf(file));
        return new Outcome(
            DocumentId.campaign(id),
            ARCHIVE,
            true,
            state.version(),
            state.sha256(),
            ImportReport.builder().build());
      }
      return land(file, name, format, campaign);
    } catch (OutOfMemoryError full) {
      throw noRoom(full);
    } catch (CompletionException e) {
      if (e.getCause() instanceof OutOfMemoryError full) {
        throw noRoom(full);
      }
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

  /**
   * Imports a file into a compendium: what it would put into a campaign becomes entries.
   *
   * @param file the file
   * @param name the name it had, whose ending tells the format when none is given
   * @param format id of an importer
   * @param compendium where to: one that is there, or the name of a new one
   * @return what came of it
   * @throws IOException when a disk fails
   * @throws TablekeepException when the file is refused
   */
  public Outcome shelve(Path file, String name, Optional<String> format, String compendium)
      throws IOException {
    if (!DocumentId.isValid(compendium)) {
      throw new TablekeepException(
          ErrorKind.USER,
          "bad-compendium-id",
          "A compendium's id is 1 to 64 lower-case letters, digits and hyphens.");
    }
    DocumentId id = new DocumentId(DocumentId.Kind.COMPENDIUM, compendium);
    String by = by(name, format);
    try (PreparedImport read = read(file, name, format, true)) {
      if (!read.assets().isEmpty()) {
        throw new TablekeepException(
            ErrorKind.USER, "not-for-a-compendium", "A compendium holds no pictures.");
      }
      Shelving.Shelved is = new Shelving(engine).put(id, read.changes(), by, name);
      Campaign.Digest digest = is.digest();
      return new Outcome(id, by, is.created(), digest.version(), digest.sha256(), read.report());
    } catch (OutOfMemoryError full) {
      throw noRoom(full);
    } catch (CompletionException e) {
      if (e.getCause() instanceof OutOfMemoryError full) {
        throw noRoom(full);
      }
      throw e.getCause() instanceof RuntimeException known ? known : e;
    }
  }

  /** Nothing of it counts: what is not whole is taken for broken off, and made anew. */
  private static TablekeepException noRoom(OutOfMemoryError full) {
    return new TablekeepException(
        ErrorKind.RESOURCE,
        "not-enough-memory",
        "The file needs more memory than the program has, and nothing of it was brought in. Give"
            + " Java more (-Xmx), or bring it in in parts.",
        null,
        full);
  }

  private static String by(String name, Optional<String> format) {
    return format.orElseGet(() -> name.substring(name.lastIndexOf('.') + 1));
  }

  private PreparedImport read(Path file, String name, Optional<String> format, boolean packed)
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
            house.pictures(),
            ImportLimits.defaults(),
            AssetLimits.defaults(),
            this::newId,
            house.importing());
    return imports.read(
        new WatchedSource(new FileSource(file, known, Files.size(file)), watch), packed);
  }

  private Outcome land(Path file, String name, Optional<String> format, Optional<String> campaign)
      throws IOException {
    try (PreparedImport read = read(file, name, format, false)) {
      read.commitAssets();
      String by = by(name, format);
      Landing landing = new Landing(engine);
      Campaign.State state = landing.put(read.changes(), read.assets(), campaign, by, name);
      return new Outcome(
          DocumentId.campaign(landing.campaign()),
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
