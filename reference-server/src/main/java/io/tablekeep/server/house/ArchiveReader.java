package io.tablekeep.server.house;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.journal.entry.JournalException;
import io.tablekeep.engine.state.Canonical;
import io.tablekeep.sdk.asset.AssetBatch;
import io.tablekeep.sdk.asset.AssetId;
import io.tablekeep.sdk.asset.AssetLimits;
import io.tablekeep.sdk.asset.AssetStore;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.Appended;
import io.tablekeep.sdk.store.CampaignStore;
import io.tablekeep.sdk.store.DocumentInfo;
import io.tablekeep.sdk.store.Epoch;
import io.tablekeep.sdk.store.StoredEntry;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Brings archives back. Under its old name a campaign gets its journal back entry for entry; under
 * another name it begins anew with the document. Blocks.
 */
public final class ArchiveReader {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();
  private static final int DOCUMENT_BYTES = 64 << 20;
  private static final int MANIFEST_BYTES = 8 << 20;
  private static final int BATCH_BYTES = 1 << 20;
  private static final int BATCH = 500;

  private final Engine engine;
  private final CampaignStore store;
  private final AssetStore assets;

  /**
   * Reads into a store.
   *
   * @param engine opens what was brought back
   * @param store takes the journals
   * @param assets takes the pictures
   */
  public ArchiveReader(Engine engine, CampaignStore store, AssetStore assets) {
    this.engine = engine;
    this.store = store;
    this.assets = assets;
  }

  /**
   * Whether a file looks like an archive of this program.
   *
   * @param file any file
   * @return true when it is a zip with a manifest
   */
  public static boolean isArchive(Path file) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return zip.getEntry(Archive.MANIFEST) != null && zip.getEntry(Archive.DOCUMENT) != null;
    } catch (IOException notAZip) {
      return false;
    }
  }

  /**
   * The manifest of an archive.
   *
   * @param file the archive
   * @return what it says
   * @throws IOException when the file cannot be read
   * @throws TablekeepException code {@code archive-damaged}
   */
  public static Archive manifest(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return manifest(zip);
    }
  }

  /**
   * Brings a campaign back.
   *
   * @param file the archive
   * @param as another name for the campaign
   * @return the campaign, whose document is that of the archive
   * @throws IOException when a disk fails
   * @throws TablekeepException code {@code not-an-archive}, {@code archive-damaged}, {@code
   *     campaign-exists}, or one of the engine
   */
  public Campaign.State read(Path file, Optional<String> as) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Archive manifest = manifest(zip);
      byte[] document = bytes(zip, Archive.DOCUMENT, DOCUMENT_BYTES);
      if (!Canonical.hashOf(document).equals(manifest.sha256())) {
        throw damaged("its document is not the one of its manifest");
      }
      String id = as.orElse(manifest.campaign());
      if (!DocumentId.isValid(id)) {
        throw damaged("it names no campaign");
      }
      pictures(zip, manifest);
      boolean same = id.equals(manifest.campaign()) && manifest.journal();
      return same ? replayed(zip, manifest) : begun(id, document);
    } catch (ZipException notAZip) {
      throw new TablekeepException(
          ErrorKind.USER, "not-an-archive", "This is not an archive of a campaign.");
    } catch (EOFException cut) {
      throw damaged("one of its files ends too early");
    }
  }

  private static Archive manifest(ZipFile zip) throws IOException {
    byte[] json = bytes(zip, Archive.MANIFEST, MANIFEST_BYTES);
    try {
      Archive manifest = JSON.readValue(json, Archive.class);
      if (!Archive.FORMAT.equals(manifest.format())) {
        throw damaged("its manifest is of another program");
      }
      if (manifest.archiveVersion() > Archive.VERSION) {
        throw new TablekeepException(
            ErrorKind.USER,
            "archive-too-new",
            "The archive was written by a newer Tablekeep; use that to read it.");
      }
      return manifest;
    } catch (com.fasterxml.jackson.core.JacksonException e) {
      throw damaged("its manifest cannot be read");
    }
  }

  private static byte[] bytes(ZipFile zip, String name, int most) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw damaged("it has no " + name);
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length > most) {
        throw damaged(name + " is too large");
      }
      return bytes;
    }
  }

  private void pictures(ZipFile zip, Archive manifest) throws IOException {
    try (AssetBatch batch = assets.batch(AssetLimits.defaults())) {
      for (String name : manifest.assets()) {
        AssetId wanted = new AssetId(name);
        ZipEntry entry = zip.getEntry(Archive.ASSETS + name);
        if (entry == null) {
          throw damaged("it lacks the picture " + name);
        }
        try (InputStream in = zip.getInputStream(entry)) {
          if (!batch.put(in).id().equals(wanted)) {
            throw damaged("the picture " + name + " is another one");
          }
        }
      }
      batch.commit();
    }
  }

  private Campaign.State begun(String id, byte[] document) {
    Campaign campaign = engine.create(id, document).join();
    return campaign.state().join();
  }

  private Campaign.State replayed(ZipFile zip, Archive manifest) throws IOException {
    DocumentId id = DocumentId.campaign(manifest.campaign());
    Optional<DocumentInfo> known = store.describe(id).toCompletableFuture().join();
    if (known.isPresent()) {
      throw new TablekeepException(
          ErrorKind.USER,
          "campaign-exists",
          "There is a campaign \"" + id.id() + "\" already; give the import another name.");
    }
    Epoch epoch = store.acquire(id, "import").toCompletableFuture().join();
    try {
      long written = append(zip, id, epoch);
      if (written != manifest.version()) {
        throw damaged("its journal ends at entry " + written + " of " + manifest.version());
      }
      Campaign.State state = engine.open(id.id()).join().state().join();
      if (!state.sha256().equals(manifest.sha256())) {
        throw damaged("its journal does not lead to its document");
      }
      return state;
    } catch (Throwable e) {
      // Nothing of an archive that does not lead to its document is kept.
      forget(id, e);
      if (e instanceof CompletionException wrapped
          && wrapped.getCause() instanceof JournalException journal) {
        throw damaged("its journal is damaged, " + journal.getMessage());
      }
      throw e;
    }
  }

  /** Removes what was written; where that fails too, the first failure is the one that is told. */
  private void forget(DocumentId id, Throwable why) {
    try {
      engine.open(id.id()).thenCompose(Campaign::close).handle((done, fault) -> true).join();
      Epoch last = store.acquire(id, "import").toCompletableFuture().join();
      store.delete(id, last).toCompletableFuture().join();
    } catch (RuntimeException e) {
      why.addSuppressed(e);
    }
  }

  private long append(ZipFile zip, DocumentId id, Epoch epoch) throws IOException {
    ZipEntry entry = zip.getEntry(Archive.JOURNAL);
    if (entry == null) {
      throw damaged("it has no journal");
    }
    int most = store.limits().entryBytes();
    try (InputStream in = new java.io.BufferedInputStream(zip.getInputStream(entry), 64 << 10)) {
      long position = 0;
      List<StoredEntry> batch = new ArrayList<>();
      int size = 0;
      ByteArrayOutputStream line = new ByteArrayOutputStream(4 << 10);
      while (true) {
        int b = in.read();
        if (b >= 0 && b != '\n') {
          if (line.size() >= most) {
            throw damaged("its journal has an entry that is too large");
          }
          line.write(b);
          continue;
        }
        if (line.size() > 0) {
          batch.add(new StoredEntry(position + batch.size() + 1, line.toByteArray()));
          size += line.size();
          line.reset();
        }
        if (!batch.isEmpty() && (b < 0 || batch.size() >= BATCH || size >= BATCH_BYTES)) {
          position = put(id, epoch, position, batch);
          batch = new ArrayList<>();
          size = 0;
        }
        if (b < 0) {
          return position;
        }
      }
    }
  }

  private long put(DocumentId id, Epoch epoch, long after, List<StoredEntry> batch) {
    Appended appended = store.append(id, epoch, after, batch).toCompletableFuture().join();
    if (appended instanceof Appended.Durable) {
      return after + batch.size();
    }
    throw new TablekeepException(
        ErrorKind.RESOURCE, "store-refused", "The store did not take the journal: " + appended);
  }

  private static TablekeepException damaged(String what) {
    return new TablekeepException(
        ErrorKind.USER, "archive-damaged", "The archive cannot be used: " + what + ".");
  }
}
