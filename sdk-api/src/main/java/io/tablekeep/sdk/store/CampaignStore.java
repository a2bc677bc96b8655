package io.tablekeep.sdk.store;

import io.tablekeep.sdk.state.DocumentId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Keeps the journals and snapshots of documents. Opened by a {@link StoreProvider}.
 *
 * <p><b>Threads.</b> Any thread may call; no call blocks on the medium. Stages complete on any
 * thread, possibly the caller's, before the call returns; dependants must be short, must not block,
 * and must not call {@link #close()}. Durable answers of one document come in the order of the
 * calls; a refusal may come before the answers to earlier calls. What one commit made durable is
 * answered back to back from one thread, so that a receiver who queues and wakes its loop once is
 * woken once a commit.
 *
 * <p><b>Order.</b> Writes to one document (acquire, append, snapshots, delete) take effect in the
 * order in which they are called, and may be pipelined: {@code append(.., 7, ..)} may be called
 * while the append that makes 7 is still on its way. When that one fails, all that build on it are
 * answered {@link Refusal#CONFLICT}. Different documents have no order among each other.
 *
 * <p><b>Authority.</b> Only the holder of the newest {@link Epoch} writes. When the stage of {@link
 * #acquire} has completed, nothing sent with an older epoch can become durable any more, and {@link
 * #read} shows the final truth: that is how a writer finds out what became of an {@link
 * Appended.Unknown}. An Unknown spends the epoch: whatever else is sent for that document with it
 * is refused ({@link Refusal#FENCED} or {@link Refusal#CONFLICT}).
 *
 * <p><b>Errors.</b> A write answers {@link Appended}. Everything else fails its stage with a {@link
 * StoreException}. A store never repeats a failed commit or sync by itself: what the medium then
 * holds is not known; it reopens the medium, believes what is there, and answers Unknown for what
 * was on the way.
 *
 * <p>Implemented by store plugins; called by the engine only.
 */
public interface CampaignStore extends AutoCloseable {

  /**
   * What this store offers beyond the common contract.
   *
   * @return an unmodifiable set that never changes
   */
  Set<StoreCapability> capabilities();

  /**
   * The sizes this store takes.
   *
   * @return at least {@link StoreLimits#MINIMUM} in each; never changes
   */
  StoreLimits limits();

  /**
   * Takes over a document: its epoch grows by at least one, durably, and all older ones are fenced
   * from now on. Works for documents that do not exist yet, or no more; that alone does not make
   * them exist.
   *
   * @param id the document
   * @param owner who takes it (host, process), 1 to 200 characters; shown to whoever is fenced
   * @return the new epoch; failed means: perhaps older ones are fenced; ask again
   */
  CompletionStage<Epoch> acquire(DocumentId id, String owner);

  /**
   * Adds entries at the end of a journal, all or none. The first append makes the document exist.
   *
   * @param id the document
   * @param epoch from {@link #acquire}
   * @param after the position of the entry before these; 0 for the first
   * @param entries positions {@code after + 1}, {@code after + 2}, …; at least one. The list is
   *     copied, the byte arrays are not
   * @return what became of it; {@link Appended.Durable} carries the last of the positions
   */
  CompletionStage<Appended> append(
      DocumentId id, Epoch epoch, long after, List<StoredEntry> entries);

  /**
   * Reads entries in order. Sees at least everything whose write was answered before this call.
   *
   * @param id the document; one that does not exist has no entries
   * @param after the position before the first wanted entry; 0 for the start
   * @param maxEntries at most so many, 1 or more; a store may give fewer
   * @param maxBytes stop before this many bytes of payload, but always give one entry
   * @return the entries {@code after + 1 …} without gaps. Entries that are kept elsewhere by now
   *     ({@link DocumentInfo#first()}) fail the stage instead of being skipped
   */
  CompletionStage<Page<StoredEntry>> read(DocumentId id, long after, int maxEntries, long maxBytes);

  /**
   * Keeps a snapshot; one of the same position is replaced.
   *
   * @param id the document
   * @param epoch from {@link #acquire}
   * @param snapshot its position is at most the last one of the journal, else {@link
   *     Refusal#CONFLICT}; at position 0 it makes a document exist that has no entries yet
   * @return what became of it
   */
  CompletionStage<Appended> putSnapshot(DocumentId id, Epoch epoch, StoredSnapshot snapshot);

  /**
   * The newest snapshot at or below a position.
   *
   * @param id the document
   * @param atOrBelow {@link Long#MAX_VALUE} for the newest of all
   * @return empty when there is none
   */
  CompletionStage<Optional<StoredSnapshot>> snapshot(DocumentId id, long atOrBelow);

  /**
   * All snapshots of a document, oldest first, without their bytes.
   *
   * @param id the document
   * @return the snapshots there are
   */
  CompletionStage<List<StoredSnapshot.Info>> snapshots(DocumentId id);

  /**
   * Forgets snapshots. Entries stay.
   *
   * @param id the document
   * @param epoch from {@link #acquire}
   * @param below those with a lower position go
   * @return what became of it
   */
  CompletionStage<Appended> dropSnapshots(DocumentId id, Epoch epoch, long below);

  /**
   * What is known of one document.
   *
   * @param id the document
   * @return empty when it does not exist
   */
  CompletionStage<Optional<DocumentInfo>> describe(DocumentId id);

  /**
   * Lists documents that exist, by id.
   *
   * @param kind which ones
   * @param after the id after which to begin, "" for the start
   * @param max at most so many, 1 or more; a store may give fewer
   * @return the next piece
   */
  CompletionStage<Page<DocumentInfo>> list(DocumentId.Kind kind, String after, int max);

  /**
   * Deletes a document with all entries and snapshots. The epoch used ends with it: writing again
   * needs {@link #acquire}, gives a higher epoch, and begins at position 1.
   *
   * @param id the document
   * @param epoch from {@link #acquire}
   * @return {@link Appended.Durable} with the last position it had; 0 when it did not exist
   */
  CompletionStage<Appended> delete(DocumentId id, Epoch epoch);

  /**
   * Looks at everything for damage, beside the running work. Slow: reads the whole medium.
   *
   * @param found told each problem as it is found, on a thread of the store, one at a time
   * @return the summary; a failed stage means that the check itself could not go on
   */
  CompletionStage<StoreHealth> check(Consumer<StoreHealth.Problem> found);

  /**
   * Numbers for metrics.
   *
   * @return the present ones
   */
  StoreStats stats();

  /**
   * Writes out what was accepted, answers it, and lets go of the medium. Later calls are answered
   * {@link Refusal#CLOSED}. May block; closing twice does nothing.
   */
  @Override
  void close();
}
