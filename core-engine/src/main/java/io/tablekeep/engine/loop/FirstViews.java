package io.tablekeep.engine.loop;

import io.tablekeep.engine.metrics.SeatMetrics;
import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.engine.view.Loaded;
import io.tablekeep.engine.view.SeatViews;
import io.tablekeep.engine.view.Views;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Makes what seats see first, once for all who come within a short while and see the same. */
final class FirstViews {
  /** How long a first view may be given to others who come. */
  private static final Duration FRESH = Duration.ofMillis(500);

  private final EngineRuntime runtime;
  private final Loop loop;
  private final HouseRules rules;
  private final SeatMetrics metrics;
  private final Turnstile turnstile;
  private final Map<SeatGroup.Key, Making> making = new HashMap<>();

  FirstViews(CampaignHome home, Loop loop, HouseRules rules) {
    this.runtime = home.runtime();
    this.loop = loop;
    this.rules = rules;
    this.metrics = home.seatMetrics();
    this.turnstile = home.turnstile();
  }

  /** A first view, the version it was cut from, and what it is shown by. */
  record First(RootRing.Kept at, Loaded loaded, SeatViews view, Views by) {}

  /** A first view that is being made, or was just made. */
  private record Making(RootRing.Kept at, Views by, CompletionStage<First> first) {}

  /** What is seen first of the newest document, or of one that is a little older. */
  CompletionStage<First> get(SeatGroup.Key key, RootRing.Kept now) {
    Making known = making.get(key);
    // When many come at once, one that is a little old will do: the rest comes in a frame.
    if (known != null
        && known.by == rules.views()
        && (known.at.version() == now.version() || turnstile.isBusy())) {
      metrics.viewsShared.increment();
      return known.first;
    }
    return make(key, now).first;
  }

  private Making make(SeatGroup.Key key, RootRing.Kept now) {
    metrics.viewsMade.increment();
    Views views = rules.views();
    CompletionStage<First> first =
        turnstile.pass(
            () ->
                runtime.offload(
                    () -> {
                      Loaded.First made = views.first(now.root(), key.viewer(), key.open());
                      SeatViews cut = SeatViews.of(made.view());
                      metrics.firstView.record(cut.json().length);
                      return new First(now, made.loaded(), cut, views);
                    }));
    Making mine = new Making(now, views, first);
    making.put(key, mine);
    loop.resume(
        first,
        (made, failure) -> {
          if (made == null) {
            making.remove(key, mine);
          } else {
            loop.after(FRESH, () -> making.remove(key, mine));
          }
        });
    return mine;
  }
}
