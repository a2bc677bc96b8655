package io.tablekeep.engine;

import io.tablekeep.engine.journal.recovery.Calls;
import io.tablekeep.engine.loop.CampaignLoop;
import io.tablekeep.engine.loop.Difference;
import io.tablekeep.engine.loop.Upgraded;
import io.tablekeep.engine.loop.Upgrades;
import io.tablekeep.engine.rules.RuleBook;
import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.GameSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leads open campaigns to other versions of their game systems while people play, all of them or
 * none: tried out in each, then all pause, all data is brought to the new version, and only when
 * that has gone well everywhere does the first one go on by the new rules. Thread-safe.
 */
final class Replacing {
  private static final Logger LOG = LoggerFactory.getLogger(Replacing.class);

  /** How long campaigns may take to come to rest; then all go on as they were. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** How long trying out may take, while everyone plays. */
  private static final Duration TRIAL = Duration.ofSeconds(20);

  /** Why a campaign takes nothing any more, for good. */
  private static final Set<String> GOING = Set.of("campaign-closed", "moved");

  private final EngineRuntime runtime;
  private final Library library;
  private final Supplier<Collection<CampaignLoop>> open;
  private final AtomicBoolean busy = new AtomicBoolean();

  Replacing(
      EngineRuntime runtime, Library library, Supplier<Collection<CampaignLoop>> openCampaigns) {
    this.runtime = runtime;
    this.library = library;
    this.open = openCampaigns;
  }

  CompletableFuture<SystemChange> by(
      List<? extends GameSystem> systems, String release, boolean onlyIfSame) {
    if (!busy.compareAndSet(false, true)) {
      return CompletableFuture.failedFuture(
          new TablekeepException(
              ErrorKind.RESOURCE, "replacing", "A game system is being replaced already."));
    }
    return Calls.stage(() -> new Run(books(systems), release, onlyIfSame).go())
        .toCompletableFuture()
        .whenComplete((change, failure) -> busy.set(false));
  }

  private Map<String, RuleBook> books(List<? extends GameSystem> systems) {
    Map<String, RuleBook> books = new LinkedHashMap<>();
    for (GameSystem system : systems) {
      RuleBook book = library.compile(system);
      books.put(Library.id(book), book);
    }
    return books;
  }

  /**
   * Brings a campaign that was just opened, or goes on after its store failed, to the rules that
   * are here now, and its data to their version. When that cannot be, it is played without them and
   * its people are told why; the data stays as it is.
   */
  CompletableFuture<CampaignLoop> opened(CampaignLoop campaign) {
    Upgrades upgrades = campaign.upgrades();
    return upgrades
        .rules()
        .thenCompose(book -> upgrades.needs().thenCompose(needs -> fit(campaign, book, needs)))
        .thenApply(done -> campaign);
  }

  private CompletableFuture<Void> fit(CampaignLoop campaign, RuleBook book, boolean needs) {
    RuleBook now = library.find(Library.id(book)).orElse(book);
    return needs || now != book
        ? alone(campaign, now, "")
        : CompletableFuture.completedFuture(null);
  }

  private static CompletableFuture<Void> alone(
      CampaignLoop campaign, RuleBook book, String release) {
    Upgrades upgrades = campaign.upgrades();
    return upgrades
        .pause()
        .thenCompose(rest -> upgrades.prepare(book))
        .thenCompose(upgraded -> upgrades.become(book, release, upgraded))
        .exceptionallyCompose(
            failure -> {
              LOG.error(
                  "{} cannot be played by this version of {}",
                  campaign.id(),
                  Library.id(book),
                  failure);
              return upgrades.putAside(
                  "This campaign's data does not fit the version of its game system that is here."
                      + " Tell whoever hosts the table.");
            })
        .whenComplete((done, failure) -> upgrades.resume());
  }

  private final class Run {
    private final Map<String, RuleBook> next;
    private final Map<CampaignLoop, RuleBook> books = new ConcurrentHashMap<>();
    private final String release;
    private final boolean onlyIfSame;
    private final List<SystemChange.Otherwise> differences = new ArrayList<>();
    private long began;
    private long longest;

    Run(Map<String, RuleBook> next, String release, boolean onlyIfSame) {
      this.next = next;
      this.release = release;
      this.onlyIfSame = onlyIfSame;
    }

    CompletableFuture<SystemChange> go() {
      return playing()
          .thenCompose(
              campaigns ->
                  tryOut(campaigns)
                      .thenCompose(tried -> change(campaigns))
                      .thenCompose(changed -> late(campaigns.size())));
    }

    /** Open campaigns that are played by an older version of these rules. */
    private CompletableFuture<Set<CampaignLoop>> playing() {
      Set<CampaignLoop> found = ConcurrentHashMap.newKeySet();
      return each(
              open.get(),
              campaign ->
                  campaign
                      .upgrades()
                      .rules()
                      .thenAccept(
                          book -> {
                            RuleBook other = next.get(Library.id(book));
                            if (other != null && other != book) {
                              books.put(campaign, other);
                              found.add(campaign);
                            }
                          }))
          .thenApply(done -> found);
    }

    private RuleBook by(CampaignLoop campaign) {
      return Objects.requireNonNull(books.get(campaign));
    }

    private CompletableFuture<Void> tryOut(Set<CampaignLoop> campaigns) {
      CompletableFuture<Void> all =
          each(
              campaigns,
              campaign ->
                  campaign
                      .upgrades()
                      .tryOut(by(campaign))
                      .thenAccept(found -> found.forEach(one -> differs(campaign, one))));
      return inTime(all, TRIAL)
          .thenRun(
              () -> {
                if (onlyIfSame && !differences.isEmpty()) {
                  SystemChange.Otherwise first = differences.get(0);
                  throw new TablekeepException(
                      ErrorKind.USER,
                      "rules-differ",
                      "The new version would have decided %d actions otherwise; in %s %s: %s, not %s."
                          .formatted(
                              differences.size(),
                              first.campaign(),
                              first.action(),
                              first.now(),
                              first.was()));
                }
              });
    }

    private void differs(CampaignLoop campaign, Difference one) {
      synchronized (differences) {
        differences.add(
            new SystemChange.Otherwise(
                campaign.id().id(), one.version(), one.action(), one.at(), one.was(), one.now()));
      }
    }

    private CompletableFuture<Void> change(Set<CampaignLoop> campaigns) {
      began = runtime.nanos();
      Map<CampaignLoop, Upgraded> upgraded = new LinkedHashMap<>();
      return inTime(each(campaigns, Run::pause), PATIENCE)
          .thenCompose(
              rest ->
                  each(
                      campaigns,
                      campaign ->
                          campaign
                              .upgrades()
                              .prepare(by(campaign))
                              .thenAccept(
                                  ready -> {
                                    synchronized (upgraded) {
                                      upgraded.put(campaign, ready);
                                    }
                                  })))
          .thenCompose(
              ready -> {
                next.values().forEach(library::replace);
                return each(upgraded.entrySet(), one -> become(one.getKey(), one.getValue()));
              })
          .whenComplete(
              (done, failure) -> campaigns.forEach(campaign -> campaign.upgrades().resume()));
    }

    /** One that is being closed need not rest: it is opened by the rules that are here then. */
    private static CompletableFuture<Void> pause(CampaignLoop campaign) {
      return campaign
          .upgrades()
          .pause()
          .exceptionallyCompose(
              failure ->
                  failure instanceof TablekeepException known && GOING.contains(known.code())
                      ? CompletableFuture.completedFuture(null)
                      : CompletableFuture.failedFuture(failure));
    }

    private CompletableFuture<Void> become(CampaignLoop campaign, Upgraded ready) {
      CompletableFuture<Void> written = campaign.upgrades().become(by(campaign), release, ready);
      campaign.upgrades().resume();
      synchronized (differences) {
        longest = Math.max(longest, runtime.nanos() - began);
      }
      return written;
    }

    /** Those that were opened by the older rules while the others were changed. */
    private CompletableFuture<SystemChange> late(int before) {
      return playing()
          .thenCompose(
              campaigns ->
                  each(campaigns, campaign -> alone(campaign, by(campaign), release))
                      .thenApply(
                          done ->
                              new SystemChange(
                                  List.copyOf(next.keySet()),
                                  before + campaigns.size(),
                                  Duration.ofNanos(longest),
                                  differences)));
    }

    private CompletableFuture<Void> inTime(CompletableFuture<Void> all, Duration patience) {
      var timer =
          runtime
              .loop("replacing")
              .after(
                  patience,
                  () ->
                      all.completeExceptionally(
                          new TablekeepException(
                              ErrorKind.RESOURCE,
                              "campaigns-busy",
                              "Not every campaign came to rest; nothing was changed.")));
      return all.whenComplete((done, failure) -> timer.cancel());
    }

    private <C> CompletableFuture<Void> each(
        Collection<C> campaigns, Function<C, CompletionStage<Void>> work) {
      return CompletableFuture.allOf(
          campaigns.stream()
              .map(campaign -> work.apply(campaign).toCompletableFuture())
              .toArray(CompletableFuture[]::new));
    }
  }
}
