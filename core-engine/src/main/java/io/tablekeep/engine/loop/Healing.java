package io.tablekeep.engine.loop;

import io.tablekeep.engine.cluster.Ownership;
import io.tablekeep.engine.journal.Journal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the journal of a campaign back after a loss, as often as it takes; until then the campaign
 * is read-only. Loop-confined.
 */
final class Healing {
  private static final Logger LOG = LoggerFactory.getLogger(Healing.class);
  private static final Duration FIRST_RETRY = Duration.ofMillis(100);
  private static final Duration LAST_RETRY = Duration.ofSeconds(3);

  private final CampaignHome home;
  private final CampaignLoop campaign;
  private final Seats seats;
  private final Ears ears;
  private boolean readOnly;

  /** The newest version that a seat told of and the store was asked about. */
  private long asked;

  Healing(CampaignHome home, CampaignLoop campaign, Seats seats, Ears ears) {
    this.home = home;
    this.campaign = campaign;
    this.seats = seats;
    this.ears = ears;
  }

  /** Begins; the campaign hears once that it goes on, or that it is no more this engine's. */
  void begin(Journal lost) {
    readOnly(true);
    retry(lost, FIRST_RETRY);
  }

  /** The campaign goes on, or it is over. */
  void end() {
    readOnly(false);
  }

  /**
   * Whether somebody else may have written a version that a seat has seen and this engine has not.
   * Where that was asked and the campaign is still this engine's, the store was set back, and what
   * it has counts.
   */
  boolean isBehind(long version) {
    if (!readOnly && version > asked && home.ownership() != Ownership.ALONE) {
      asked = version;
      campaign.doubt("a seat has seen more than is here");
    }
    return readOnly;
  }

  private void readOnly(boolean now) {
    if (readOnly != now) {
      readOnly = now;
      home.metrics().readOnly.addAndGet(now ? 1 : -1);
      String why = now ? DecisionLine.READ_ONLY.message() : "";
      seats.all().forEach(seat -> seat.line(!now, why));
    }
  }

  private void retry(Journal lost, Duration wait) {
    campaign
        .loop()
        .after(
            wait,
            () -> {
              if (!campaign.isLeaving()) {
                campaign
                    .loop()
                    .resume(
                        home.ownership().keeps(campaign.id()),
                        (kept, failure) -> kept(lost, wait, kept, failure));
              }
            });
  }

  private void kept(
      Journal lost, Duration wait, @Nullable Boolean kept, @Nullable Throwable failure) {
    if (campaign.isLeaving()) {
      return;
    }
    if (kept == null) {
      again(lost, wait, failure);
    } else if (!kept) {
      campaign.superseded();
    } else if (!lost.isOwned()) {
      // Others may have written more: everybody begins anew with what is there by then.
      campaign
          .loop()
          .resume(
              home.journals().take(campaign.id()),
              (epoch, fault) -> {
                if (epoch == null) {
                  again(lost, wait, fault);
                } else if (!campaign.isLeaving()) {
                  campaign.superseded();
                }
              });
    } else {
      campaign
          .loop()
          .resume(
              home.journals().reopen(lost, campaign.loop(), ears),
              (reopened, fault) -> {
                if (reopened == null) {
                  again(lost, wait, fault);
                } else {
                  campaign.healed(reopened);
                }
              });
    }
  }

  private void again(Journal lost, Duration wait, @Nullable Throwable failure) {
    if (wait.compareTo(LAST_RETRY) < 0) {
      LOG.warn("{} is still read-only: {}", campaign.id(), String.valueOf(failure));
    }
    Duration next = wait.multipliedBy(2);
    retry(lost, next.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : next);
  }
}
