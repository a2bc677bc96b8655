package io.tablekeep.plugin.sqlite;

import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.Appended;
import io.tablekeep.sdk.store.CampaignStore;
import io.tablekeep.sdk.store.DocumentInfo;
import io.tablekeep.sdk.store.Epoch;
import io.tablekeep.sdk.store.Page;
import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreCapability;
import io.tablekeep.sdk.store.StoreException;
import io.tablekeep.sdk.store.StoreHealth;
import io.tablekeep.sdk.store.StoreLimits;
import io.tablekeep.sdk.store.StoreStats;
import io.tablekeep.sdk.store.StoredEntry;
import io.tablekeep.sdk.store.StoredSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Documents in one SQLite file. Durable means: the commit, and with it the sync of the write-ahead
 * file, has returned (WAL, {@code synchronous = FULL}). Writes are answered on the store's writing
 * thread, all of one commit back to back; reads on its reading threads.
 *
 * <p>When a write goes wrong, <em>no room</em> (full disk, {@code max-bytes}) and a file locked or
 * read-only from the start are known to have stored nothing and say so. After any other error, such
 * as a failed write or sync, it is answered {@link Appended.Unknown}; the store closes the file,
 * opens it again, believes what it finds, writes it back and syncs it, and raises the epochs
 * concerned. While that does not succeed, writes are refused {@link Refusal#READ_ONLY} and it is
 * tried once a second. A failed sync is never repeated as if nothing had happened.
 */
public final class SqliteStore implements CampaignStore {
  static final StoreLimits LIMITS = StoreLimits.MINIMUM;
  private static final int OWNER_LENGTH = 200;

  private final Database database;
  private final SqliteOptions options;
  private final SideLock lock;
  private final Readers readers;
  private final Counters counters = new Counters();
  private final Inbox inbox;
  private final Writer writer;

  private SqliteStore(Database database, SqliteOptions options, SideLock lock) throws SQLException {
    this.database = database;
    this.options = options;
    this.lock = lock;
    readers = new Readers(database, options.readers());
    inbox = new Inbox(options, counters);
    writer = new Writer(database, options, readers, inbox, counters);
    writer.start();
  }

  /**
   * Opens or makes a file, with what suits a server. Blocks.
   *
   * @param file where it is; missing folders are made
   * @return the open store; the caller closes it
   * @throws StoreException IN_USE, DAMAGED or UNAVAILABLE, with a sentence why
   */
  public static SqliteStore open(Path file) {
    return open(file, SqliteOptions.defaults());
  }

  /**
   * Opens or makes a file. Blocks.
   *
   * @param file where it is; missing folders are made
   * @param options how it works
   * @return the open store; the caller closes it
   * @throws StoreException IN_USE, DAMAGED or UNAVAILABLE, with a sentence why
   */
  public static SqliteStore open(Path file, SqliteOptions options) {
    return open(file, options, Database::plainly);
  }

  static SqliteStore open(Path file, SqliteOptions options, Database.Connector connector) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      SideLock lock = SideLock.take(file);
      try {
        Database database = new Database(file, options, connector);
        refuseDamage(database.wal(), options.salvage());
        return new SqliteStore(database, options, lock);
      } catch (IOException | SQLException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (SQLException e) {
      throw SqlErrors.asException("Opening " + file, e);
    } catch (IOException e) {
      throw new StoreException(
          Refusal.UNAVAILABLE, file + " cannot be opened: " + e.getMessage(), e);
    }
  }

  private static void refuseDamage(Path wal, boolean salvage) throws IOException {
    Optional<String> damage = WalScan.damage(wal);
    if (damage.isEmpty()) {
      return;
    }
    if (!salvage) {
      throw new StoreException(
          Refusal.DAMAGED,
          damage.get()
              + " What was written last would be lost. Restore a copy, or open with the setting"
              + " salvage=true to go on with what can be read.");
    }
    Path copy = wal.resolveSibling(wal.getFileName() + ".damaged-" + System.currentTimeMillis());
    Files.copy(wal, copy, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public Set<StoreCapability> capabilities() {
    return Set.of(StoreCapability.DURABLE, StoreCapability.INTEGRITY_CHECK);
  }

  @Override
  public StoreLimits limits() {
    return LIMITS;
  }

  @Override
  public CompletionStage<Epoch> acquire(DocumentId id, String owner) {
    if (owner.isEmpty() || owner.length() > OWNER_LENGTH) {
      return CompletableFuture.failedFuture(
          new StoreException(Refusal.INVALID, "An owner is named with 1 to 200 characters."));
    }
    Work.Acquire work = new Work.Acquire(id, owner);
    inbox.offer(work);
    return work.stage;
  }

  @Override
  public CompletionStage<Appended> append(
      DocumentId id, Epoch epoch, long after, List<StoredEntry> entries) {
    List<StoredEntry> copy = List.copyOf(entries);
    return offer(LIMITS.refuse(after, copy), new Work.Append(id, epoch, after, copy));
  }

  @Override
  public CompletionStage<Appended> putSnapshot(
      DocumentId id, Epoch epoch, StoredSnapshot snapshot) {
    return offer(LIMITS.refuse(snapshot), new Work.Put(id, epoch, snapshot));
  }

  @Override
  public CompletionStage<Appended> dropSnapshots(DocumentId id, Epoch epoch, long below) {
    return offer(Optional.empty(), new Work.Drop(id, epoch, below));
  }

  @Override
  public CompletionStage<Appended> delete(DocumentId id, Epoch epoch) {
    return offer(Optional.empty(), new Work.Delete(id, epoch));
  }

  private CompletionStage<Appended> offer(Optional<Appended.Rejected> refused, Work.Fenced work) {
    if (refused.isPresent()) {
      counters.rejected.increment();
      work.tell(refused.get());
    } else {
      inbox.offer(work);
    }
    return work.stage;
  }

  @Override
  public CompletionStage<Page<StoredEntry>> read(
      DocumentId id, long after, int maxEntries, long maxBytes) {
    return readers.ask(
        "Reading " + id,
        session -> session.atOnce(view -> view.read(id, after, maxEntries, maxBytes)));
  }

  @Override
  public CompletionStage<Optional<StoredSnapshot>> snapshot(DocumentId id, long atOrBelow) {
    return readers.ask(
        "Reading a snapshot of " + id,
        session -> session.atOnce(view -> view.snapshot(id, atOrBelow)));
  }

  @Override
  public CompletionStage<List<StoredSnapshot.Info>> snapshots(DocumentId id) {
    return readers.ask(
        "Reading the snapshots of " + id, session -> session.atOnce(view -> view.snapshots(id)));
  }

  @Override
  public CompletionStage<Optional<DocumentInfo>> describe(DocumentId id) {
    return readers.ask("Describing " + id, session -> session.atOnce(view -> view.describe(id)));
  }

  @Override
  public CompletionStage<Page<DocumentInfo>> list(DocumentId.Kind kind, String after, int max) {
    return readers.ask(
        "Listing documents", session -> session.atOnce(view -> view.list(kind, after, max)));
  }

  @Override
  public CompletionStage<StoreHealth> check(Consumer<StoreHealth.Problem> found) {
    return readers.ask("Checking", session -> new Checker(session, found).check());
  }

  @Override
  public StoreStats stats() {
    return new StoreStats(
        inbox.count(),
        inbox.bytes(),
        options.queueLimit(),
        database.usedBytes(),
        database.freeBytes(),
        counters.entries.sum(),
        counters.commits.sum(),
        counters.syncs.sum(),
        counters.rejected.sum(),
        counters.unknown.sum(),
        counters.recoveries.sum());
  }

  /**
   * Answers what was accepted and leaves one whole file behind, without a write-ahead file. Blocks.
   */
  @Override
  public synchronized void close() {
    readers.close();
    writer.close();
    try {
      lock.close();
    } catch (IOException e) {
      throw new StoreException(
          Refusal.UNAVAILABLE, "The lock of " + database.path() + " was not released.", e);
    }
  }
}
