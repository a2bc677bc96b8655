package io.tablekeep.engine;

import io.tablekeep.engine.cluster.Ownership;
import io.tablekeep.engine.loop.CampaignHome;
import io.tablekeep.engine.loop.CampaignLoop;
import io.tablekeep.engine.residency.Residents;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.DocumentId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The documents in memory: each once, on their way in, in use, on their way out. Thread-safe. */
final class InMemory {
  private final CampaignHome home;
  private final Residents residents;
  private final Ownership ownership;
  private final Function<CampaignLoop, CompletableFuture<CampaignLoop>> opened;
  private final Map<DocumentId, CompletableFuture<Campaign>> open = new ConcurrentHashMap<>();

  /** Campaigns, from before they are looked at for their rules until they are gone. */
  private final Set<CampaignLoop> campaigns;

  private volatile boolean closed;

  InMemory(
      CampaignHome home,
      Residents residents,
      Ownership ownership,
      Set<CampaignLoop> campaigns,
      Function<CampaignLoop, CompletableFuture<CampaignLoop>> opened) {
    this.home = home;
    this.residents = residents;
    this.ownership = ownership;
    this.campaigns = campaigns;
    this.opened = opened;
  }

  /** The document, if it is in memory or on its way in. */
  Optional<CompletableFuture<Campaign>> find(DocumentId id) {
    return Optional.ofNullable(open.get(id));
  }

  /** Everything that is in memory or on its way in. */
  List<CompletableFuture<Campaign>> all() {
    return List.copyOf(open.values());
  }

  /** Everything that is in memory or on its way in; nothing else comes in. */
  List<CompletableFuture<Campaign>> close() {
    closed = true;
    return List.copyOf(open.values());
  }

  /** Opens a document, or makes it, or finds it in memory. */
  CompletableFuture<Campaign> opening(
      DocumentId document, Optional<JsonObject> genesis, Optional<JsonObject> origin) {
    if (closed) {
      return failed("engine-closed", "The engine is closed.");
    }
    CompletableFuture<Campaign> fresh = new CompletableFuture<>();
    CompletableFuture<Campaign> known = open.putIfAbsent(document, fresh);
    if (known != null) {
      return genesis.isEmpty()
          ? known
          : known
              .handle((campaign, failure) -> failure == null)
              .thenCompose(
                  exists ->
                      exists
                          ? failed("campaign-exists", "There is a campaign of that name already.")
                          : opening(document, genesis, origin));
    }
    return ownership
        .claim(document)
        .toCompletableFuture()
        .thenCompose(owned -> claimed(document, genesis, origin))
        .handle(
            (campaign, failure) -> {
              if (failure != null) {
                open.remove(document, fresh);
                fresh.completeExceptionally(cause(failure));
              } else {
                fresh.complete(campaign);
              }
              return campaign;
            })
        .thenCompose(campaign -> fresh);
  }

  private CompletableFuture<CampaignLoop> claimed(
      DocumentId document, Optional<JsonObject> genesis, Optional<JsonObject> origin) {
    CompletableFuture<CampaignLoop> found =
        residents
            .room()
            .thenCompose(
                room ->
                    genesis
                        .map(root -> home.create(document, root, origin))
                        .orElseGet(() -> home.open(document))
                        .whenComplete((campaign, failure) -> admit(campaign)));
    return found
        .whenComplete(
            (campaign, failure) -> {
              if (failure != null) {
                ownership.released(document);
              }
            })
        .thenCompose(opened);
  }

  private void admit(@Nullable CampaignLoop campaign) {
    if (campaign == null) {
      residents.givenUp();
    } else {
      if (campaign.id().kind() == DocumentId.Kind.CAMPAIGN) {
        campaigns.add(campaign);
      }
      residents.entered(campaign.resident());
    }
  }

  /** It is open no more. */
  void forget(CampaignLoop campaign) {
    open.computeIfPresent(
        campaign.id(), (id, future) -> future.getNow(null) == campaign ? null : future);
    campaigns.remove(campaign);
    residents.gone(campaign.resident());
    ownership.released(campaign.id());
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  private static <T> CompletableFuture<T> failed(String code, String message) {
    return CompletableFuture.failedFuture(
        new TablekeepException(ErrorKind.RESOURCE, code, message));
  }
}
