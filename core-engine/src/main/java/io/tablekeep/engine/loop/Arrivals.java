package io.tablekeep.engine.loop;

import io.tablekeep.engine.BusyException;
import io.tablekeep.engine.Seat;
import io.tablekeep.engine.SeatListener;
import io.tablekeep.engine.SeatOptions;
import io.tablekeep.engine.SeatRequest;
import io.tablekeep.engine.ViewChange;
import io.tablekeep.engine.metrics.SeatMetrics;
import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.view.Loaded;
import io.tablekeep.engine.view.Viewer;
import io.tablekeep.engine.view.Views;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.state.Pointer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings seats into step: those who come, those who come back, those who were slow, and those who
 * want to see more. A seat is known to {@link Seats} before its view is cut, so nothing that
 * happens meanwhile is lost: it is the difference between what the view was cut from and what is
 * then. Loop-confined; whole views are cut off the loop, a few at a time.
 */
final class Arrivals {
  private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);

  /** Versions between which a difference is looked for on the loop. */
  private static final int NEAR = 256;

  /** How often catching up is tried, and how long is waited in between. */
  private static final int MOST_TRIES = 5;

  private static final Duration AGAIN = Duration.ofMillis(200);

  /** How long to stay away when nothing can be foreseen: a server out of breath, a full table. */
  private static final Duration OVERLOADED = Duration.ofSeconds(5);

  private static final Duration BEHIND = Duration.ofSeconds(1);
  private static final Duration TAKEN = Duration.ofSeconds(15);

  private final CampaignLoop campaign;
  private final CampaignHome home;
  private final EngineRuntime runtime;
  private final Loop loop;
  private final HouseRules rules;
  private final Seats seats;
  private final SeatOptions options;
  private final SeatMetrics metrics;
  private final Turnstile turnstile;
  private final TokenSeal seal;
  private final FirstViews firstViews;

  Arrivals(CampaignLoop campaign, CampaignHome home, Loop loop, HouseRules rules, Seats seats) {
    this.campaign = campaign;
    this.home = home;
    this.runtime = home.runtime();
    this.loop = loop;
    this.rules = rules;
    this.seats = seats;
    this.options = home.seatOptions();
    this.metrics = home.seatMetrics();
    this.turnstile = home.turnstile();
    this.seal = home.seal();
    this.firstViews = new FirstViews(home, loop, rules);
  }

  // Coming in.

  /** Gives a seat to who asks for one, unless there is something against it. */
  void take(
      Participant who, SeatRequest request, SeatListener listener, CompletableFuture<Seat> joined) {
    String device = request.device();
    if (!device.isEmpty() && !ActionDesk.isDevice(device)) {
      joined.completeExceptionally(
          new TablekeepException(
              ErrorKind.USER,
              "bad-device",
              "A device is named by letters, digits, '.', '_', '-'."));
      return;
    }
    if (request.open().size() > options.open()) {
      joined.completeExceptionally(
          new TablekeepException(
              ErrorKind.USER, "too-much-open", "So much cannot be open at a time."));
      return;
    }
    TableSeat older = device.isEmpty() ? null : seats.of(who.id(), device);
    if (older != null) {
      metrics.superseded.increment();
      campaign.dismiss(older, "superseded", "This seat was taken from another place.");
    }
    if (seats.size() >= home.limits().seats()) {
      joined.completeExceptionally(
          new BusyException("too-many-seats", "All seats of this table are taken.", TAKEN));
      return;
    }
    TableSeat seat = new TableSeat(campaign, who, device, listener, seats.pace(who.id(), device));
    seats.add(seat);
    joined.complete(seat);
    sit(seat, request);
  }

  private void sit(TableSeat seat, SeatRequest request) {
    Set<Pointer> open = new TreeSet<>(request.open());
    seat.open = Loaded.nameOf(open);
    TableSeat before =
        seat.device().isEmpty() ? null : seats.past(seat.participant().id(), seat.device());
    if (before != null) {
      seat.inherit(before);
    }
    if (request.resume().length == 0) {
      fresh(seat, open);
      return;
    }
    Optional<TokenSeal.Claims> claims = seal.open(seat, request.resume());
    if (claims.isEmpty()) {
      metrics.badTokens.increment();
      seat.refused(
          "bad-resume-token", "It is not known where you were; here is the table as it is.");
      fresh(seat, open);
      return;
    }
    TokenSeal.Claims said = claims.get();
    long position = request.position();
    // Frames that followed the one with the token told of a version each, at least. How many they
    // were is the client's word: it raises doubt, not what is asked about from now on.
    long newest = seats.ring().newest().version();
    long followed = Math.min(newest + 1, said.version() + Math.max(0, position - said.position()));
    if (Math.max(said.version(), followed) > newest
        && campaign.isBehind(Math.max(said.version(), followed))) {
      turnAway(
          seat,
          new BusyException(
              "behind", "This server does not know all that you have seen already.", BEHIND));
      return;
    }
    if (said.rules() != rules.views().fingerprint()
        || said.open() != seat.open
        || position < said.position()) {
      fresh(seat, open);
      return;
    }
    if (before != null && before.thread != said.thread()) {
      before = null; // it counted from another welcome, its positions are others
    }
    seat.thread = said.thread();
    Told told = before == null ? null : before.told;
    if (told != null
        && before != null
        && before.position() == position
        && told.loaded().open().equals(open)
        && seats.ring().at(told.version()) != null) {
      metrics.fromRing.increment();
      seat.resumed(position, told.version(), request.resume());
      seat.told = told;
      seat.busy = false;
      campaign.tellLine(seat);
      settle(seat);
      return;
    }
    long version = before == null ? -1 : before.versionAt(position);
    Comeback.Lost lost =
        new Comeback.Lost(seat.viewer(), said, position, version > 0 ? version : -1, open);
    goOn(seat, lost, request.resume());
  }

  private void goOn(TableSeat seat, Comeback.Lost lost, byte[] token) {
    RootRing.Kept now = seats.ring().newest();
    List<RootRing.Kept> kept = seats.ring().since(lost.begin());
    Views views = rules.views();
    Comeback comeback = new Comeback(campaign, home, views);
    CompletionStage<Way> way =
        turnstile.pass(
            () ->
                comeback
                    .find(lost, kept, now.version())
                    .thenCompose(
                        then ->
                            runtime.offload(
                                () ->
                                    new Way(
                                        then,
                                        caught(
                                            new Told(then.version(), then.loaded(), views),
                                            then.root(),
                                            now,
                                            seat.viewer(),
                                            views)))));
    loop.resume(
        way,
        (found, failure) -> {
          if (seat.isGone()) {
            return;
          }
          if (found == null) {
            LOG.debug("a seat cannot go on where it was", failure);
            fresh(seat, lost.open());
            return;
          }
          (found.then.inMemory() ? metrics.fromRing : metrics.fromJournal).increment();
          seat.resumed(lost.position(), found.then.version(), token);
          arrive(seat, found.caught);
        });
  }

  private void fresh(TableSeat seat, Set<Pointer> open) {
    metrics.fresh.increment();
    SeatGroup.Key key = new SeatGroup.Key(seat.viewer(), open);
    long begin = runtime.nanos();
    loop.resume(
        firstViews.get(key, seats.ring().newest()),
        (made, failure) -> {
          if (seat.isGone()) {
            return;
          }
          if (made == null) {
            turnAway(seat, failure);
            return;
          }
          metrics.welcome.record(runtime.nanos() - begin, TimeUnit.NANOSECONDS);
          seat.thread = seat.device().isEmpty() ? 0 : runtime.chance().bits();
          seat.welcome(made.at(), made.view());
          arrive(seat, new Caught(made.at(), made.loaded(), null, made.by()));
        });
  }

  private void turnAway(TableSeat seat, @Nullable Throwable failure) {
    if (failure instanceof BusyException busy) {
      turnAway(seat, busy);
      return;
    }
    LOG.warn("a seat of {} could not be shown the table", campaign.id(), failure);
    turnAway(
        seat,
        new BusyException(
            "overloaded",
            "The server is too busy to let you in. Try again in a few seconds.",
            OVERLOADED));
  }

  private void turnAway(TableSeat seat, BusyException busy) {
    if (seats.remove(seat)) {
      seat.close(busy.code(), busy.message(), busy.retryAfter());
    }
  }

  private void arrive(TableSeat seat, Caught caught) {
    if (caught.change() != null) {
      seat.show(caught.change(), List.of(), caught.at(), true);
    }
    seat.told = new Told(caught.at().version(), caught.loaded(), caught.by());
    seat.busy = false;
    campaign.tellLine(seat);
    settle(seat, caught.at());
  }

  // Catching up.

  /** Brings a seat into step as soon as nothing is in its way. */
  void settle(TableSeat seat) {
    settle(seat, null);
  }

  /** The same with a document at hand that the ring may have let go already. */
  void settle(TableSeat seat, RootRing.@Nullable Kept atHand) {
    Told told = seat.told;
    if (seat.isGone() || seat.busy || seats.isSlow(seat) || told == null || !seat.isBehind()) {
      return;
    }
    RootRing.Kept now = seats.ring().newest();
    RootRing.Kept then = seats.ring().at(told.version());
    if (then == null && atHand != null && atHand.version() == told.version()) {
      then = atHand;
    }
    Views views = rules.views();
    if (then == null || told.by() != views || now.version() - then.version() > NEAR) {
      catchUp(seat, told, then, now);
      return;
    }
    Loaded.Step step = new Loaded.Step(null, told.loaded());
    if (then.version() != now.version()) {
      Viewer viewer = seat.viewer();
      ViewChange change = views.change(then.root(), now.root(), viewer);
      step = told.loaded().step(change, at -> views.seen(now.root(), viewer, at));
      metrics.coalesced.increment();
    }
    // Always: that a new token comes must not tell whether anything hidden has gone by.
    seat.skip();
    if (step.change() != null) {
      seat.show(step.change(), List.of(), now, true);
    }
    if (seat.isGone()) {
      return;
    }
    seats.comeIntoStep(seat, new Told(now.version(), step.loaded(), views));
    seat.release();
    Openings.next(seat);
  }

  /** The way that costs more: off the loop, by the whole views. */
  private void catchUp(TableSeat seat, Told told, RootRing.@Nullable Kept then, RootRing.Kept now) {
    seat.busy = true;
    metrics.coalesced.increment();
    Views views = rules.views();
    Comeback comeback = new Comeback(campaign, home, views);
    CompletionStage<Caught> caught =
        turnstile.pass(
            () ->
                (then == null
                        ? comeback.rootAt(told.version())
                        : CompletableFuture.completedFuture(then.root()))
                    .thenCompose(
                        root ->
                            runtime.offload(() -> caught(told, root, now, seat.viewer(), views))));
    loop.resume(
        caught,
        (there, failure) -> {
          if (seat.isGone()) {
            return;
          }
          if (there != null) {
            seat.tries = 0;
            arrive(seat, there);
          } else if (++seat.tries < MOST_TRIES) {
            LOG.debug("a slow seat of {} cannot catch up yet", campaign.id(), failure);
            loop.after(
                AGAIN,
                () -> {
                  seat.busy = false;
                  settle(seat);
                });
          } else if (Comeback.isTooFar(failure)) {
            LOG.info("a slow seat of {} cannot catch up", campaign.id(), failure);
            campaign.tooSlow(seat);
          } else {
            turnAway(seat, failure);
          }
        });
  }

  /** The difference between what a seat had of one document and what it has of another. */
  private static Caught caught(
      Told had, JsonObject then, RootRing.Kept now, Viewer viewer, Views views) {
    Loaded.First after = views.first(now.root(), viewer, had.loaded().open());
    JsonObject before = had.by().cut(then, viewer, had.loaded());
    return Caught.encoded(now, after.loaded(), Views.difference(before, after.view()), views);
  }

  /** Shows everyone the table by other rules: the difference of their views, as one change. */
  void recast() {
    for (TableSeat seat : seats.all()) {
      seats.fallBehind(seat);
      settle(seat);
    }
  }

  /** The listener takes nothing for a while, or takes more again. */
  void pause(TableSeat seat, boolean pauses) {
    if (seat.isGone() || !seats.slow(seat, pauses)) {
      return;
    }
    if (pauses) {
      seats.fallBehind(seat);
      seat.patience = loop.after(options.patience(), () -> campaign.tooSlow(seat));
    } else {
      Loop.Timer timer = seat.patience;
      if (timer != null) {
        timer.cancel();
        seat.patience = null;
      }
      settle(seat);
    }
  }

  private record Way(Comeback.Found then, Caught caught) {}
}
