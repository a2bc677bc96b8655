package io.tablekeep.server.dice;

import io.tablekeep.engine.dice.check.DiceCheck;
import io.tablekeep.engine.dice.check.DiceFault;
import io.tablekeep.engine.dice.check.DiceReport;
import io.tablekeep.engine.journal.entry.Entry;
import io.tablekeep.engine.journal.entry.EntryDecoder;
import io.tablekeep.engine.journal.entry.JournalException;
import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.StoredEntry;
import io.tablekeep.server.house.Archive;
import io.tablekeep.server.house.ArchiveReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Checks the dice in files: archives, journals, and what a server answered. Goes on after what is
 * damaged, so that one run names all that is wrong. Blocks.
 */
public final class DiceFiles {
  private static final JsonReader.Limits LIMITS = JsonReader.Limits.DOCUMENT;
  private static final int MOST_BYTES = 64 << 20;

  private DiceFiles() {}

  /**
   * Checks a file.
   *
   * @param file an archive, a journal with one entry a line, or an answer of {@code
   *     /api/campaigns/ID/dice} (or an array of several, in order)
   * @return what was found
   * @throws IOException when it cannot be read
   * @throws TablekeepException code {@code not-dice} when it is none of these
   */
  public static DiceReport check(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(file.toString());
    }
    if (ArchiveReader.isArchive(file)) {
      return archive(file);
    }
    if (file.toString().endsWith(".jsonl")) {
      try (InputStream in = Files.newInputStream(file)) {
        return journal(campaignOf(file), in);
      }
    }
    if (Files.size(file) > MOST_BYTES) {
      throw none("it is larger than 64 MiB");
    }
    try {
      return told(JsonReader.read(Files.readAllBytes(file), LIMITS, 0));
    } catch (TablekeepException | IllegalArgumentException e) {
      throw none(String.valueOf(e.getMessage()));
    }
  }

  /** What a server told of one epoch, or of several. */
  static DiceReport told(Object value) {
    List<JsonObject> all = new ArrayList<>();
    if (value instanceof JsonArray array) {
      for (int i = 0; i < array.size(); i++) {
        all.add(object(array.get(i)));
      }
    } else {
      all.add(object(value));
    }
    if (all.isEmpty() || !(all.get(0).get("campaign") instanceof String campaign)) {
      throw new IllegalArgumentException("it names no campaign");
    }
    DiceCheck check = new DiceCheck(campaign);
    all.forEach(check::see);
    return check.report();
  }

  private static JsonObject object(Object value) {
    if (value instanceof JsonObject object) {
      return object;
    }
    throw new IllegalArgumentException("it is no answer about dice");
  }

  private static DiceReport archive(Path file) throws IOException {
    String campaign = ArchiveReader.manifest(file).campaign();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry journal = zip.getEntry(Archive.JOURNAL);
      if (journal == null) {
        throw none("the archive holds no journal");
      }
      try (InputStream in = zip.getInputStream(journal)) {
        return journal(campaign, in);
      }
    }
  }

  /** A journal that lies beside the manifest it was exported with is of that campaign. */
  private static String campaignOf(Path journal) throws IOException {
    Path manifest = journal.resolveSibling(Archive.MANIFEST);
    if (Files.isRegularFile(manifest)
        && JsonReader.readObject(Files.readAllBytes(manifest), LIMITS, 0).get("campaign")
            instanceof String campaign) {
      return campaign;
    }
    throw none("a journal.jsonl is checked beside its manifest.json, which names the campaign");
  }

  private static DiceReport journal(String campaign, InputStream in) throws IOException {
    DocumentId document = DocumentId.campaign(campaign);
    DiceCheck check = new DiceCheck(campaign);
    List<DiceFault> damaged = new ArrayList<>();
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    long position = 0;
    int chain = EntryDecoder.seed(document);
    boolean whole = true;
    for (String line; (line = lines.readLine()) != null; ) {
      StoredEntry stored = new StoredEntry(++position, line.getBytes(StandardCharsets.UTF_8));
      if (whole) {
        try {
          chain = EntryDecoder.chain(document, stored, chain);
        } catch (JournalException altered) {
          whole = false;
          damaged.add(
              new DiceFault(
                  "entry " + position, "journal-altered", String.valueOf(altered.getMessage())));
        }
      }
      try {
        Entry entry = EntryDecoder.decode(document, stored);
        check.see(entry);
      } catch (JournalException unreadable) {
        damaged.add(
            new DiceFault(
                "entry " + position, unreadable.code(), String.valueOf(unreadable.getMessage())));
      }
    }
    DiceReport report = check.report();
    List<DiceFault> all = new ArrayList<>(damaged);
    all.addAll(report.faults());
    return new DiceReport(campaign, report.epochs(), all, report.notes());
  }

  private static TablekeepException none(String why) {
    return new TablekeepException(
        ErrorKind.USER, "not-dice", "No dice can be checked in that file: " + why + ".");
  }
}
