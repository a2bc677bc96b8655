package io.tablekeep.engine;

import io.tablekeep.engine.residency.Residents;
import io.tablekeep.engine.view.Pictures;
import io.tablekeep.sdk.conflict.ConflictResolver;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.model.document.CampaignDocument;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.state.Node;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Opens campaigns on a store and keeps their tables. Thread-safe. */
public interface Engine extends AutoCloseable {
  /**
   * Starts an engine.
   *
   * @param options what it stands on
   * @return the engine, at once; campaigns are opened when asked for
   */
  static Engine start(EngineOptions options) {
    return new TableEngine(options);
  }

  /**
   * Creates a campaign and opens it.
   *
   * @param id key of the campaign: lower-case letters, digits and hyphens
   * @param document what it begins with
   * @return the campaign, durable; or a failure with code {@code campaign-exists} or that of what
   *     is wrong with the document
   */
  CompletableFuture<Campaign> create(String id, CampaignDocument document);

  /**
   * Creates a campaign from JSON and opens it.
   *
   * @param id key of the campaign
   * @param json the document in UTF-8, checked like a typed one
   * @return as above
   */
  CompletableFuture<Campaign> create(String id, byte[] json);

  /**
   * Opens a campaign, or finds it open.
   *
   * @param id key of the campaign
   * @return the campaign; or a failure with code {@code no-such-campaign}, {@code
   *     too-many-campaigns}, {@code journal-damaged}, {@code store-unavailable}, or {@code
   *     elsewhere} when another node of the cluster keeps it
   */
  CompletableFuture<Campaign> open(String id);

  /**
   * Creates a document of any kind and opens it. One that is no campaign has a loop, a journal and
   * seats like one; its rules are those of its kind, and its participants stand in it too.
   *
   * @param id its name
   * @param json what it begins with, in UTF-8, checked against the records of its kind
   * @return the document; or a failure with code {@code campaign-exists} or that of what is wrong
   */
  CompletableFuture<Campaign> create(DocumentId id, byte[] json);

  /**
   * Creates a document of any kind from a tree and opens it; one that is too large to be a text in
   * memory can be made so.
   *
   * @param id its name
   * @param document what it begins with, checked against the records of its kind
   * @return as above
   */
  CompletableFuture<Campaign> create(DocumentId id, Node document);

  /**
   * Opens a document of any kind, or finds it open.
   *
   * @param id its name
   * @return the document; or a failure with code {@code no-such-campaign}, for other kinds {@code
   *     no-such-document}, or as with {@link #open(String)}
   */
  CompletableFuture<Campaign> open(DocumentId id);

  /**
   * How much is in memory. Costs a look at each document that is.
   *
   * @return documents, those that somebody sits at, and bytes
   */
  Residents.Usage usage();

  /**
   * What is in memory. Costs a look at each document that is.
   *
   * @return each document, in no order
   */
  List<Residents.Stay> stays();

  /**
   * Reads a document that another node has open and is about to give away, without taking it over:
   * opening it afterwards reads only what was written since. What was read is kept for half a
   * minute and counts for nothing; asked again, what was written meanwhile is read too.
   *
   * @param id its name
   * @return done when it was read; or a failure with code {@code overloaded} when too many others
   *     were, or that of the journal
   */
  CompletableFuture<Void> prepare(DocumentId id);

  /**
   * Lets go of a document for a node that has prepared it: what is on its way is finished, no
   * snapshot is taken, and seats are told that it has {@code moved} when it was given away.
   *
   * @param id its name
   * @param give makes the other node its owner, called once when nothing more is written here;
   *     never for a document that is not open or is being closed
   * @return completes when nothing is left in memory, whatever came of giving
   */
  CompletableFuture<Void> handOver(DocumentId id, Supplier<? extends CompletionStage<?>> give);

  /**
   * Lets go of a document for another node: what is on its way is finished, a snapshot is taken,
   * seats are told that it has {@code moved}. Whoever asks for it afterwards opens it again, here
   * too, unless its {@link EngineOptions#ownership} has gone elsewhere meanwhile.
   *
   * @param id its name
   * @return completes when nothing is left in memory; at once for one that is not open
   */
  CompletableFuture<Void> release(DocumentId id);

  /**
   * Has every document find out whether it is still this engine's, as after a time in which the
   * process stood still: each is read-only until its {@link EngineOptions#ownership} and its store
   * have said so, and one that another node has taken tells its seats that it has {@code moved}.
   *
   * @param why for the log
   */
  void doubt(String why);

  /**
   * Makes a branch of a campaign one that is kept. The first time it becomes a campaign of its own,
   * with what the parent was at the version the branch leaves from; from then on it is opened like
   * any other, by the id it has.
   *
   * @param id key of the campaign it leaves
   * @param participant key of the GM who opens it
   * @param branch the branch's key
   * @return the branch's id, for {@link #open(DocumentId)}; or a failure with code {@code gm-only},
   *     {@code no-such-branch}, {@code too-far}, {@code campaign-exists} when another campaign has
   *     its id, or as with {@link #open(String)}
   */
  CompletableFuture<DocumentId> branch(String id, String participant, String branch);

  /**
   * Which pictures of a campaign a participant may have.
   *
   * @param id key of the campaign
   * @param participant key of who asks
   * @return what may be asked, off the event loop, of the document as it is now; or a failure as
   *     with {@link #open(String)}, or with code {@code no-such-participant}
   */
  CompletableFuture<Pictures> pictures(String id, String participant);

  /**
   * The documents of a kind in the store.
   *
   * @param kind which kind
   * @return their ids, sorted
   */
  CompletableFuture<List<DocumentId>> documents(DocumentId.Kind kind);

  /**
   * The campaigns of the store.
   *
   * @return their ids, sorted
   */
  CompletableFuture<List<DocumentId>> campaigns();

  /**
   * What the declared actions of a campaign's system look like.
   *
   * @param system id of the system; {@code table} for the built-in actions alone
   * @return name of each action → {@code {description, roles, edit, offline, payload: JSON Schema,
   *     mine}}; {@code mine} names the components of the payload that must be the sender's own
   */
  Map<String, Object> actions(String system);

  /**
   * What a game system declares of its data, for pages that show it.
   *
   * @param system id of the system
   * @return {@code {version, shapes: [{at: pattern, schema: JSON Schema}], derived: [{at: pattern,
   *     key}]}}; the shape of its settings is among them; empty when there is no such system
   */
  Map<String, Object> declared(String system);

  /**
   * The features that campaigns of a system may turn on and off.
   *
   * @param system id of the system; {@code table} for the table's own alone
   * @return name of each flag → {@code {description, default}}
   */
  Map<String, Object> flags(String system);

  /**
   * Who may do what: the one table that is enforced.
   *
   * @return name of each built-in action → {@code {roles: {role: none | own | any}, writes:
   *     [pattern], note}}
   */
  Map<String, Object> roles();

  /**
   * Plays by other versions of game systems from now on, while people play. It is tried out on what
   * happened lately in each open campaign; then all of them pause, their data is brought to the new
   * version by the system's own migrations, and they go on by it. When anything fails, everything
   * stays as it was. Campaigns that are not open are migrated when they are opened.
   *
   * @param systems the new versions; a system that was not here is added
   * @param release what its author calls the version, for the journal
   * @param onlyIfSame whether to stay with the old one when the new one would have decided anything
   *     otherwise
   * @return what came of it; fails with code {@code replacing} when it is being done already,
   *     {@code rules-differ}, {@code campaigns-busy}, or of kind {@code PLUGIN} with the code of
   *     what is wrong with the system or its migrations
   */
  CompletableFuture<SystemChange> replace(
      List<? extends GameSystem> systems, String release, boolean onlyIfSame);

  /**
   * Has conflicts settled by others from now on; a resolver that was put aside for its faults is
   * asked again when it is among them. Calls {@code kinds} of each on this thread.
   *
   * @param resolvers all of them
   */
  void resolvers(List<? extends ConflictResolver> resolvers);

  /**
   * Brings a campaign's game system back that was put aside for its faults.
   *
   * @param id key of the campaign
   * @return whether it had been put aside; or a failure as with {@link #open(String)}
   */
  CompletableFuture<Boolean> pardon(String id);

  /**
   * Closes every campaign with a snapshot; waits for it, at most half a minute.
   *
   * <p>Not to be called from an event loop.
   */
  @Override
  void close();
}
