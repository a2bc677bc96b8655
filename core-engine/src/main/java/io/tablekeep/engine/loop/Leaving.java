package io.tablekeep.engine.loop;

import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.sdk.error.Problem;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A campaign's way out of memory. Loop-confined. */
final class Leaving {
  private static final Logger LOG = LoggerFactory.getLogger(Leaving.class);
  static final Problem CLOSED = new Problem("campaign-closed", "This campaign was closed.", "");
  static final Problem MOVED = new Problem("moved", "Another server keeps this table now.", "");

  /** How long seats wait to be told that the table has moved while it is being given away. */
  private static final Duration GIVING = Duration.ofSeconds(2);

  private final CampaignHome home;
  private final CampaignLoop campaign;
  private final DecisionLine line;
  private final Seats seats;
  private final Runnable gone;
  private final CompletableFuture<@Nullable Void> closed = new CompletableFuture<>();
  private boolean asked;
  private boolean finishing;
  private Problem why = CLOSED;
  private @Nullable Supplier<? extends CompletionStage<?>> give;

  Leaving(CampaignHome home, CampaignLoop campaign, DecisionLine line, Seats seats, Runnable gone) {
    this.home = home;
    this.campaign = campaign;
    this.line = line;
    this.seats = seats;
    this.gone = gone;
  }

  boolean isAsked() {
    return asked;
  }

  boolean isOver() {
    return closed.isDone();
  }

  /** Begins, from any thread; what is on its way is finished. */
  CompletableFuture<Void> begin(
      Problem reason, @Nullable Supplier<? extends CompletionStage<?>> giving) {
    campaign.onLoop(
        () -> {
          if (!asked) {
            asked = true;
            why = reason;
            give = giving;
            line.refuseNew(reason);
            whenIdle();
          }
        });
    return closed.copy();
  }

  /** Goes on if nothing is on its way any more. */
  void whenIdle() {
    if (asked && line.isIdle()) {
      finish();
    }
  }

  /** Another server has the document: there is nothing to finish. */
  void taken() {
    asked = true;
    finishing = true;
  }

  void finish() {
    if (finishing) {
      return;
    }
    finishing = true;
    Supplier<? extends CompletionStage<?>> giving = give;
    if (giving == null) {
      tellSeats(why);
      letGo(campaign.journal().close(), () -> end(why));
    } else {
      letGo(campaign.journal().end(), () -> give(giving));
    }
  }

  private void give(Supplier<? extends CompletionStage<?>> giving) {
    Loop.Timer late = campaign.loop().after(GIVING, () -> end(why));
    campaign
        .loop()
        .resume(
            giving.get(),
            (given, failure) -> {
              late.cancel();
              if (failure != null) {
                LOG.warn("{} was let go and not given to another server", campaign.id(), failure);
              }
              end(why);
            });
  }

  void letGo(CompletionStage<Void> last, Runnable then) {
    campaign
        .loop()
        .resume(
            last,
            (v, failure) -> {
              if (failure != null) {
                LOG.warn("{} was closed without a last snapshot", campaign.id(), failure);
              }
              then.run();
            });
  }

  /** It is in memory no more. */
  void end(Problem reason) {
    if (!closed.isDone()) {
      home.forget(campaign);
      tellSeats(reason);
      gone.run();
      closed.complete(null);
    }
  }

  private void tellSeats(Problem reason) {
    seats.all().forEach(seat -> campaign.dismiss(seat, reason.code(), reason.message()));
  }
}
