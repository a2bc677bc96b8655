package io.tablekeep.plugin.postgres;

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
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Documents in a PostgreSQL database, which any number of servers may open at once: epochs decide
 * between them. Durable means that the commit has returned from a server that syncs each ({@code
 * fsync}, {@code synchronous_commit}). Writes are answered on the store's writing thread, all of
 * one commit back to back; reads on its reading threads.
 *
 * <p>What the server refuses is known not to be stored and says so. When the connection is lost, or
 * the server stays silent for too long, what was on the way is answered {@link Appended.Unknown}.
 * The store then reaches for the server again, after 0.1 to 5 s, and raises the epochs concerned;
 * until it has, writes are refused {@link Refusal#READ_ONLY} and reads fail as {@link
 * Refusal#UNAVAILABLE}.
 */
public final class PostgresStore implements CampaignStore {
  static final StoreLimits LIMITS = StoreLimits.MINIMUM;
  private static final int OWNER_LENGTH = 200;

  private final PostgresOptions options;
  private final Readers readers;
  private final Counters counters = new Counters();
  private final Inbox inbox;
  private final Writer writer;

  private PostgresStore(Database database, PostgresOptions options) throws SQLException {
    this.options = options;
    inbox = new Inbox(options, counters);
    writer = new Writer(database, options, inbox, counters);
    readers = new Readers(database, options.readers());
    writer.start();
  }

  /**
   * Opens a database with what suits a server. Blocks.
   *
   * @param location {@code //user:password@host:5432/database}, settings behind a question mark
   * @return the open store; the caller closes it
   * @throws StoreException with a sentence why it cannot be opened
   */
  public static PostgresStore open(String location) {
    return open(location, Map.of());
  }

  /**
   * Opens a database, and makes or updates its tables. Blocks.
   *
   * @param location {@code //user:password@host:5432/database}, settings behind a question mark
   * @param settings any of {@code schema readers queue-limit queue-bytes min-gap-micros
   *     max-gap-micros connect-timeout timeout allow-fsync-off password-file sslmode sslrootcert
   *     sslcert sslkey channelBinding}
   * @return the open store; the caller closes it
   * @throws StoreException INVALID for a bad location or setting, UNAVAILABLE when the server
   *     cannot be reached or does not let us in, READ_ONLY for a standby, UNSUPPORTED for a server
   *     that is not durable or a newer schema, DAMAGED for somebody else's schema; the message has
   *     no secrets
   */
  public static PostgresStore open(String location, Map<String, String> settings) {
    return open(location, settings, System::getenv, Schema.STEPS);
  }

  static PostgresStore open(
      String location,
      Map<String, String> settings,
      UnaryOperator<@Nullable String> environment,
      List<List<String>> steps) {
    Map<String, String> all = Address.settings(location, settings);
    int mark = location.indexOf('?');
    String place = mark < 0 ? location : location.substring(0, mark);
    PostgresOptions options = PostgresOptions.of(all);
    Address address = Address.of(place, all, environment);
    Schema schema = new Schema(options.schema(), steps);
    try {
      return new PostgresStore(new Database(address, options, schema), options);
    } catch (SQLException e) {
      throw SqlErrors.asException("Opening " + address, e);
    }
  }

  @Override
  public Set<StoreCapability> capabilities() {
    Set<StoreCapability> offered = EnumSet.allOf(StoreCapability.class);
    if (options.allowFsyncOff()) {
      offered.remove(StoreCapability.DURABLE);
    }
    return Set.copyOf(offered);
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
    return readers.ask("Reading " + id, session -> session.read(id, after, maxEntries, maxBytes));
  }

  @Override
  public CompletionStage<Optional<StoredSnapshot>> snapshot(DocumentId id, long atOrBelow) {
    return readers.ask("Reading a snapshot of " + id, session -> session.snapshot(id, atOrBelow));
  }

  @Override
  public CompletionStage<List<StoredSnapshot.Info>> snapshots(DocumentId id) {
    return readers.ask("Reading the snapshots of " + id, session -> session.snapshots(id));
  }

  @Override
  public CompletionStage<Optional<DocumentInfo>> describe(DocumentId id) {
    return readers.ask("Describing " + id, session -> session.describe(id));
  }

  @Override
  public CompletionStage<Page<DocumentInfo>> list(DocumentId.Kind kind, String after, int max) {
    return readers.ask("Listing documents", session -> session.list(kind, after, max));
  }

  @Override
  public CompletionStage<StoreHealth> check(Consumer<StoreHealth.Problem> found) {
    return readers.check(found);
  }

  /** {@code usedBytes} is up to a minute old; what is free on the server is not known. */
  @Override
  public StoreStats stats() {
    long commits = counters.commits.sum();
    return new StoreStats(
        inbox.count(),
        inbox.bytes(),
        options.queueLimit(),
        counters.usedBytes,
        -1,
        counters.entries.sum(),
        commits,
        commits,
        counters.rejected.sum(),
        counters.unknown.sum(),
        counters.recoveries.sum());
  }

  /** Answers what was accepted and closes the connections. Blocks. */
  @Override
  public synchronized void close() {
    readers.close();
    writer.close();
  }
}
