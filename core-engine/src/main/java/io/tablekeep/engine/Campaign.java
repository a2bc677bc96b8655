package io.tablekeep.engine;

import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.state.Pointer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** An open campaign, or another document that is open like one. Thread-safe. */
public interface Campaign {
  /**
   * Its identity.
   *
   * @return the document's id
   */
  DocumentId id();

  /**
   * The loop this campaign runs on, for callers that want to be on its thread.
   *
   * @return the loop
   */
  Loop loop();

  /**
   * Takes a seat that sees everything its participant may see.
   *
   * @param participant key of who sits down
   * @param listener receives what the seat is told, beginning with the welcome
   * @return the seat, or a failure with code {@code no-such-participant}, {@code too-many-seats} or
   *     {@code campaign-closed}
   */
  default CompletableFuture<Seat> join(String participant, SeatListener listener) {
    return join(SeatRequest.whole(participant), listener);
  }

  /**
   * Takes a seat.
   *
   * @param request who sits down, and with what in hand
   * @param listener receives what the seat is told, beginning with the welcome, or with {@link
   *     SeatListener#resumed}
   * @return the seat, before its view is made; or a failure with code {@code no-such-participant},
   *     {@code too-many-seats}, {@code bad-device}, {@code too-much-open} or {@code
   *     campaign-closed}. When too many come in at once the listener is told so instead of the
   *     welcome, by {@link SeatListener#closed(String, String, java.time.Duration)} with code
   *     {@code join-storm} or {@code overloaded}, or {@code behind} while this engine does not have
   *     all that the resume token tells of and cannot write
   */
  CompletableFuture<Seat> join(SeatRequest request, SeatListener listener);

  /**
   * What a participant sees at a place, without sitting down.
   *
   * @param participant key of who looks
   * @param at the place; the root for everything they see
   * @return the value; or a failure with code {@code no-such-participant}, {@code no-such-place}
   *     when they see nothing there, or {@code join-storm} when too much is being looked at
   */
  CompletableFuture<Look> look(String participant, Pointer at);

  /**
   * A page of what a participant sees at a place, without sitting down.
   *
   * @param participant key of who looks
   * @param page which page
   * @return the page; or a failure as of {@link #look(String, Pointer)}
   */
  CompletableFuture<Page> page(String participant, Page.Of page);

  /**
   * What a participant sees at a place.
   *
   * @param participant who looked
   * @param json the value as JSON in UTF-8
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, not copied; equality is never asked
  record Look(Participant participant, byte[] json) {}

  /**
   * What was, as participants saw it.
   *
   * @return answers questions about the past
   */
  Past past();

  /**
   * The durable document as it is now, for the host: it holds every secret.
   *
   * @return version and document
   */
  CompletableFuture<State> state();

  /**
   * The same without the text, which for a large document takes much memory.
   *
   * @return version and hash
   */
  CompletableFuture<Digest> digest();

  /**
   * What a document is, without what is in it.
   *
   * @param version its version
   * @param sha256 hash of its canonical text, in lower-case hexadecimal
   */
  record Digest(long version, String sha256) {}

  /**
   * The durable document as it is now, for the host: it holds every secret. Costs nothing; the
   * whole tree stays in memory for as long as the node is held.
   *
   * @return an immutable view of the document
   */
  CompletableFuture<Node> look();

  /**
   * Tells each durable state from now on, the present one first, for the host: it holds every
   * secret. While somebody watches the document stays in memory.
   *
   * @param watcher told on the document's loop
   * @return ends it, to be run on the document's loop; or a failure when the document cannot be
   *     opened, or {@code seat-gone} when it is being let go
   */
  CompletableFuture<Runnable> watch(Watcher watcher);

  /** Told what a document is, on its loop. */
  interface Watcher {
    /**
     * What it is now.
     *
     * @param version of the entry that has changed it last; rises
     * @param root an immutable view of all of it
     */
    void shown(long version, Node root);

    /** It left memory: another node keeps it, or nobody. Nothing more is told. */
    void ended();
  }

  /**
   * The document at one version.
   *
   * @param version number of the last journal entry in it
   * @param canonical the document in canonical form (RFC 8785)
   * @param sha256 hash of that form, lower-case hexadecimal
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, not copied; equality is never asked
  record State(long version, byte[] canonical, String sha256) {}

  /**
   * Puts changes into the document that no seat sends: an import. They pass the shapes and
   * derivations of the campaign's game system like every other candidate, and make one journal
   * entry in nobody's name; seats see the difference like that of any action.
   *
   * @param type what happens, for the journal, such as {@code import.uvtt}
   * @param about details for the journal, what a document can hold
   * @param changes what is put and removed; nothing is said and no action follows
   * @return applied or refused, durable, or to be tried again; the field of a refusal is the place
   *     in the document. A failure when the document would be none any more. Never both changed and
   *     refused
   */
  CompletableFuture<Receipt> amend(String type, Map<String, Object> about, Changes changes);

  /**
   * Writes a snapshot, lets every seat go and forgets the campaign; the store keeps it.
   *
   * @return completes when nothing is left in memory
   */
  CompletableFuture<Void> close();
}
