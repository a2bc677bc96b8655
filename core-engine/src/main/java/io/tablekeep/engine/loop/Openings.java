package io.tablekeep.engine.loop;

import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Campaign.Look;
import io.tablekeep.engine.Page;
import io.tablekeep.engine.SeatOptions;
import io.tablekeep.engine.approval.People;
import io.tablekeep.engine.metrics.SeatMetrics;
import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.engine.state.Canonical;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonWriter;
import io.tablekeep.engine.view.Loaded;
import io.tablekeep.engine.view.Viewer;
import io.tablekeep.engine.view.Views;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.state.Pointer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Opens more for a seat than it saw first, and shuts it again. The seat is behind while that is
 * made off the loop; it comes as one change. Also shows places and pages to who has no seat. What
 * is made of views waits its turn with those who come in. Loop-confined.
 */
final class Openings {
  /** Requests of one seat that may wait. */
  private static final int MOST_WISHES = 32;

  /** Pages of one seat that may be made at a time. */
  private static final int MOST_PAGES = 2;

  private static final Logger LOG = LoggerFactory.getLogger(Openings.class);

  private final EngineRuntime runtime;
  private final Turnstile turnstile;
  private final Loop loop;
  private final HouseRules rules;
  private final Seats seats;
  private final SeatOptions options;
  private final SeatMetrics metrics;
  private final Arrivals arrivals;

  Openings(CampaignHome home, Loop loop, HouseRules rules, Seats seats, Arrivals arrivals) {
    this.runtime = home.runtime();
    this.turnstile = home.turnstile();
    this.loop = loop;
    this.rules = rules;
    this.seats = seats;
    this.options = home.seatOptions();
    this.metrics = home.seatMetrics();
    this.arrivals = arrivals;
  }

  void open(TableSeat seat, Pointer at, boolean opens, CompletableFuture<Void> done) {
    if (seat.isGone()) {
      done.completeExceptionally(Seats.gone());
    } else if (seat.isBehind()) {
      if (seat.wishes.size() >= MOST_WISHES) {
        done.completeExceptionally(user("too-much-open", "Too much is being opened at once."));
      } else {
        seat.wishes.add(() -> open(seat, at, opens, done));
      }
    } else {
      SeatGroup group = seat.group;
      if (group != null) {
        openNow(seat, group.told, at, opens, done);
      }
    }
  }

  private void openNow(
      TableSeat seat, Told told, Pointer at, boolean opens, CompletableFuture<Void> done) {
    Set<Pointer> open = new TreeSet<>(told.loaded().open());
    boolean changes = opens ? open.add(at) : open.remove(at);
    if (opens && (at.size() > 2 || !told.loaded().has(at))) {
      done.completeExceptionally(user("no-such-place", "There is nothing to open at that place."));
      next(seat);
      return;
    }
    if (open.size() > options.open()) {
      done.completeExceptionally(user("too-much-open", "So much cannot be open at a time."));
      next(seat);
      return;
    }
    if (!changes) {
      done.complete(null);
      next(seat);
      return;
    }
    metrics.opened.increment();
    RootRing.Kept now = seats.ring().newest();
    Viewer viewer = seat.viewer();
    Views views = rules.views();
    seats.fallBehind(seat);
    seat.busy = true;
    loop.resume(
        made(() -> reopened(views, told.loaded(), now, viewer, open)),
        (caught, failure) -> {
          if (seat.isGone()) {
            done.completeExceptionally(Seats.gone());
          } else if (caught == null) {
            LOG.atLevel(failure instanceof TablekeepException ? Level.DEBUG : Level.WARN)
                .setCause(failure)
                .log("nothing more could be opened for a seat");
            seat.busy = false;
            done.completeExceptionally(user("try-again", "Try again in a moment."));
            arrivals.settle(seat);
          } else {
            seat.open = Loaded.nameOf(open);
            arriveOpened(seat, caught, done);
          }
        });
  }

  private void arriveOpened(TableSeat seat, Caught caught, CompletableFuture<Void> done) {
    if (caught.change() != null) {
      seat.show(caught.change(), List.of(), caught.at(), true);
    }
    done.complete(null);
    seat.told = new Told(caught.at().version(), caught.loaded(), caught.by());
    seat.busy = false;
    arrivals.settle(seat, caught.at());
  }

  /** What was asked for while the seat was behind. */
  static void next(TableSeat seat) {
    Runnable wish = seat.wishes.poll();
    if (wish != null) {
      wish.run();
    }
  }

  private static Caught reopened(
      Views views, Loaded was, RootRing.Kept now, Viewer viewer, Set<Pointer> open) {
    if (was.isEverything() || open.contains(Pointer.root())) {
      JsonObject view = views.view(now.root(), viewer);
      Loaded loaded = Loaded.of(view, viewer, open);
      return Caught.encoded(now, loaded, Views.difference(was.cut(view), loaded.cut(view)), views);
    }
    Loaded.Step step = was.opening(open, at -> views.seen(now.root(), viewer, at));
    return Caught.encoded(now, step.loaded(), step.change(), views);
  }

  /** What a participant sees at a place, without a seat. */
  void look(JsonObject root, String key, Pointer at, CompletableFuture<Look> seen) {
    Optional<Participant> found = People.participant(root, key);
    if (found.isEmpty()) {
      seen.completeExceptionally(People.nobody());
      return;
    }
    Participant who = found.get();
    Viewer viewer = Viewer.of(who);
    Views views = rules.views();
    answer(
        made(
            () -> {
              Object value = views.seen(root, viewer, at);
              if (value == null) {
                throw nothingThere();
              }
              return new Look(who, JsonWriter.bytes(value));
            }),
        seen,
        () -> {});
  }

  /** The whole document in canonical form, for the host. */
  void state(JsonObject root, long version, CompletableFuture<Campaign.State> state) {
    answer(
        runtime.offload(
            () -> {
              byte[] canonical = Canonical.bytes(root);
              return new Campaign.State(version, canonical, Canonical.hashOf(canonical));
            }),
        state,
        () -> {});
  }

  void digest(JsonObject root, long version, CompletableFuture<Campaign.Digest> digest) {
    answer(
        runtime.offload(() -> new Campaign.Digest(version, Canonical.hash(root))),
        digest,
        () -> {});
  }

  /** A page for a seat, which may ask for few at a time. */
  void page(TableSeat seat, JsonObject root, Page.Of page, CompletableFuture<Page> seen) {
    if (seat.isGone()) {
      seen.completeExceptionally(Seats.gone());
    } else if (seat.pages >= MOST_PAGES) {
      seen.completeExceptionally(user("too-much-open", "Too much is being read at once."));
    } else {
      seat.pages++;
      page(root, seat.viewer(), page, seen, () -> seat.pages--);
    }
  }

  /** A page of what a participant sees, without a seat. */
  void page(JsonObject root, String key, Page.Of page, CompletableFuture<Page> seen) {
    People.participant(root, key)
        .ifPresentOrElse(
            who -> page(root, Viewer.of(who), page, seen, () -> {}),
            () -> seen.completeExceptionally(People.nobody()));
  }

  /** A page of what somebody sees, made off the loop. */
  private void page(
      JsonObject root, Viewer viewer, Page.Of page, CompletableFuture<Page> seen, Runnable done) {
    metrics.pages.increment();
    Views views = rules.views();
    answer(
        made(() -> views.page(root, viewer, page).orElseThrow(Openings::nothingThere)), seen, done);
  }

  /** Something of a view, made off the loop when it is its turn. */
  private <T> CompletionStage<T> made(Callable<T> work) {
    return turnstile.pass(() -> runtime.offload(work));
  }

  private <T> void answer(CompletionStage<T> stage, CompletableFuture<T> asked, Runnable done) {
    loop.resume(
        stage,
        (made, failure) -> {
          done.run();
          if (made != null) {
            asked.complete(made);
          } else if (failure != null) {
            asked.completeExceptionally(failure);
          }
        });
  }

  private static TablekeepException nothingThere() {
    return user("no-such-place", "There is nothing to see at that place.");
  }

  private static TablekeepException user(String code, String message) {
    return new TablekeepException(ErrorKind.USER, code, message);
  }
}
