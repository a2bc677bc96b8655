package io.tablekeep.engine;

import io.tablekeep.engine.approval.People;
import io.tablekeep.engine.branch.Fork;
import io.tablekeep.engine.conflict.Panel;
import io.tablekeep.engine.document.Kinds;
import io.tablekeep.engine.journal.JournalOptions;
import io.tablekeep.engine.journal.Journals;
import io.tablekeep.engine.loop.CampaignHome;
import io.tablekeep.engine.loop.CampaignLoop;
import io.tablekeep.engine.metrics.HistoryMetrics;
import io.tablekeep.engine.metrics.SeatMetrics;
import io.tablekeep.engine.metrics.TableMetrics;
import io.tablekeep.engine.residency.Doorway;
import io.tablekeep.engine.residency.Residents;
import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.engine.runtime.vertx.VertxRuntime;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.engine.state.StateMetrics;
import io.tablekeep.engine.state.bind.NodeView;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.engine.table.RoleTable;
import io.tablekeep.engine.view.Pictures;
import io.tablekeep.engine.view.Viewer;
import io.tablekeep.engine.view.Views;
import io.tablekeep.sdk.conflict.ConflictResolver;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.model.document.CampaignDocument;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.store.CampaignStore;
import io.tablekeep.sdk.store.DocumentInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine: which campaigns are open, and with which rules. */
final class TableEngine implements Engine {
  private static final Logger LOG = LoggerFactory.getLogger(TableEngine.class);
  private static final int PAGE = 500;
  private static final Duration CLOSE = Duration.ofSeconds(30);

  private final CampaignStore store;
  private final EngineRuntime runtime;
  private final boolean ownRuntime;

  /** Kept, because meters hold what they read weakly. */
  private final StateMetrics stateMetrics = new StateMetrics();

  private final Library library;
  private final Replacing replacing;
  private final Kinds kinds;
  private final CampaignHome home;
  private final Forks forks;
  private final Residents residents;
  private final Panel panel;
  private final InMemory documents;

  /** Those in memory, from before they are looked at for their rules until they are gone. */
  private final Set<CampaignLoop> campaigns = ConcurrentHashMap.newKeySet();

  private final AtomicBoolean closed = new AtomicBoolean();

  TableEngine(EngineOptions options) {
    store = options.store();
    Limits limits = options.limits();
    stateMetrics.bindTo(options.meters());
    kinds = new Kinds(options.documents());
    library = new Library(options.systems(), kinds);
    ownRuntime = options.runtime().isEmpty();
    runtime =
        options.runtime().orElseGet(() -> VertxRuntime.builder().meters(options.meters()).build());
    panel = new Panel(runtime, limits.ruleBudget(), limits.faultsToQuarantine(), options.meters());
    panel.become(options.resolvers());
    residents = new Residents(runtime, options.residency(), options.meters());
    home =
        new CampaignHome(
            runtime,
            new Journals(
                store,
                runtime,
                JournalOptions.DEFAULT.withEntryBytes(limits.entryBytes()),
                options.meters(),
                options.owner()),
            limits,
            options.seats(),
            options.diceKey(),
            new TableMetrics(options.meters()),
            new SeatMetrics(options.meters()),
            new HistoryMetrics(options.meters()),
            panel,
            options.ownership(),
            library::book,
            this::healed,
            campaign -> documents().forget(campaign));
    replacing = new Replacing(runtime, library, () -> campaigns);
    documents = new InMemory(home, residents, options.ownership(), campaigns, replacing::opened);
    forks = new Forks(home, this::forked);
  }

  private CompletableFuture<Campaign> forked(Fork fork) {
    return runtime
        .offload(() -> library.forked(fork, runtime.now()))
        .toCompletableFuture()
        .thenCompose(
            root ->
                documents.opening(fork.document(), Optional.of(root), Optional.of(fork.origin())))
        .thenApply(this::doorway);
  }

  /** For what the home calls once there are documents. */
  private InMemory documents() {
    return documents;
  }

  private void healed(CampaignLoop campaign) {
    CompletableFuture<CampaignLoop> unused = replacing.opened(campaign);
  }

  @Override
  public CompletableFuture<SystemChange> replace(
      List<? extends GameSystem> systems, String release, boolean onlyIfSame) {
    return replacing.by(systems, release, onlyIfSame);
  }

  @Override
  public void resolvers(List<? extends ConflictResolver> resolvers) {
    panel.become(resolvers);
  }

  @Override
  public CompletableFuture<Boolean> pardon(String id) {
    return named(id)
        .thenCompose(this::inMemory)
        .thenCompose(campaign -> ((CampaignLoop) campaign).upgrades().pardon());
  }

  @Override
  public CompletableFuture<Campaign> create(String id, CampaignDocument document) {
    try {
      JsonObject root = Records.writeRecord(document, 1);
      return named(id).thenCompose(name -> create(name, root));
    } catch (TablekeepException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public CompletableFuture<Campaign> create(String id, byte[] json) {
    return named(id).thenCompose(document -> create(document, json));
  }

  @Override
  public CompletableFuture<Campaign> create(DocumentId id, byte[] json) {
    return runtime
        .offload(
            () -> {
              JsonObject root = JsonReader.readObject(json, JsonReader.Limits.DOCUMENT, 1);
              Kinds.check(id.kind(), root);
              return root;
            })
        .toCompletableFuture()
        .thenCompose(root -> create(id, root));
  }

  @Override
  public CompletableFuture<Campaign> create(DocumentId id, Node document) {
    return runtime
        .offload(
            () -> {
              if (!(Records.write(document, 1) instanceof JsonObject root)) {
                throw new TablekeepException(
                    ErrorKind.USER, "not-an-object", "A document must be an object.", "");
              }
              Kinds.check(id.kind(), root);
              return root;
            })
        .toCompletableFuture()
        .thenCompose(root -> create(id, root));
  }

  private CompletableFuture<Campaign> create(DocumentId id, JsonObject document) {
    JsonObject named = document.with("id", id.id(), 1);
    return runtime
        .offload(() -> library.begun(id, library.stamped(named)))
        .toCompletableFuture()
        .thenCompose(root -> documents.opening(id, Optional.of(root), Optional.empty()))
        .thenApply(this::doorway);
  }

  @Override
  public CompletableFuture<Campaign> open(String id) {
    return named(id).thenCompose(this::open);
  }

  @Override
  public CompletableFuture<Campaign> open(DocumentId id) {
    return inMemory(id).thenApply(this::doorway);
  }

  @Override
  public Residents.Usage usage() {
    return residents.usage();
  }

  @Override
  public List<Residents.Stay> stays() {
    return residents.stays();
  }

  @Override
  public CompletableFuture<Void> prepare(DocumentId id) {
    return home.journals().prepare(id).toCompletableFuture();
  }

  @Override
  public CompletableFuture<Void> handOver(
      DocumentId id, Supplier<? extends CompletionStage<?>> give) {
    return leaving(id, campaign -> campaign.handOver(give));
  }

  @Override
  public CompletableFuture<Void> release(DocumentId id) {
    return leaving(id, CampaignLoop::handOver);
  }

  @Override
  public void doubt(String why) {
    for (CompletableFuture<Campaign> each : documents.all()) {
      CompletableFuture<Void> unused =
          each.thenAccept(campaign -> ((CampaignLoop) campaign).doubt(why));
    }
  }

  private CompletableFuture<Void> leaving(
      DocumentId id, Function<CampaignLoop, CompletableFuture<Void>> how) {
    return documents
        .find(id)
        .map(found -> found.thenCompose(campaign -> how.apply((CampaignLoop) campaign)))
        .orElseGet(() -> CompletableFuture.completedFuture(null));
  }

  @Override
  public CompletableFuture<DocumentId> branch(String id, String participant, String branch) {
    return open(id).thenCompose(parent -> forks.open(parent, participant, branch));
  }

  @Override
  public CompletableFuture<Pictures> pictures(String id, String participant) {
    return open(id)
        .thenCompose(Campaign::look)
        .thenApply(
            node -> {
              JsonObject root = (JsonObject) ((NodeView) node).tree();
              Views declared = library.views(node.at("campaign", "system").asText(""));
              Viewer viewer =
                  People.participant(root, participant).map(Viewer::of).orElseThrow(People::nobody);
              return new Pictures(declared, root, viewer);
            });
  }

  private Campaign doorway(Campaign campaign) {
    return new Doorway(campaign.id(), runtime, this::inMemory, documents::find);
  }

  private CompletableFuture<Campaign> inMemory(DocumentId id) {
    return documents.opening(id, Optional.empty(), Optional.empty());
  }

  private static CompletableFuture<DocumentId> named(String campaign) {
    try {
      return CompletableFuture.completedFuture(DocumentId.campaign(campaign));
    } catch (IllegalArgumentException e) {
      return CompletableFuture.failedFuture(
          new TablekeepException(
              ErrorKind.USER, "bad-campaign-id", String.valueOf(e.getMessage())));
    }
  }

  @Override
  public CompletableFuture<List<DocumentId>> campaigns() {
    return documents(DocumentId.Kind.CAMPAIGN);
  }

  @Override
  public CompletableFuture<List<DocumentId>> documents(DocumentId.Kind kind) {
    return list(kind, "", new ArrayList<>());
  }

  private CompletableFuture<List<DocumentId>> list(
      DocumentId.Kind kind, String after, List<DocumentId> found) {
    return store
        .list(kind, after, PAGE)
        .toCompletableFuture()
        .thenCompose(
            page -> {
              page.items().stream().map(DocumentInfo::id).forEach(found::add);
              return page.more()
                  ? list(kind, found.get(found.size() - 1).id(), found)
                  : CompletableFuture.completedFuture(List.copyOf(found));
            });
  }

  @Override
  public Map<String, Object> actions(String system) {
    return library.actions(system);
  }

  @Override
  public Map<String, Object> declared(String system) {
    return library.declared(system);
  }

  @Override
  public Map<String, Object> flags(String system) {
    return library.flags(system);
  }

  @Override
  public Map<String, Object> roles() {
    return RoleTable.published();
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    residents.stop();
    CompletableFuture<?>[] all =
        documents.close().stream()
            .map(future -> future.handle((campaign, failure) -> campaign))
            .map(
                future ->
                    future.thenCompose(
                        campaign ->
                            campaign == null
                                ? CompletableFuture.<Void>completedFuture(null)
                                : campaign.close()))
            .toArray(CompletableFuture[]::new);
    if (!runtime.await(CompletableFuture.allOf(all), CLOSE)) {
      LOG.error("not every campaign could be closed in order; journals are complete");
    }
    if (ownRuntime) {
      runtime.close();
    }
  }
}
