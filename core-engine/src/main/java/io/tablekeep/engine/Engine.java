package io.tablekeep.engine;

import io.tablekeep.sdk.model.document.CampaignDocument;
import io.tablekeep.sdk.state.DocumentId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

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
   *     too-many-campaigns}, {@code journal-damaged} or {@code store-unavailable}
   */
  CompletableFuture<Campaign> open(String id);

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
   * @return name of each action → {@code {description, roles, edit, payload: JSON Schema}}
   */
  Map<String, Object> actions(String system);

  /**
   * Closes every campaign with a snapshot; waits for it, at most half a minute.
   *
   * <p>Not to be called from an event loop.
   */
  @Override
  void close();
}
