package io.tablekeep.engine.loop;

import io.tablekeep.engine.Action;
import io.tablekeep.engine.Frame;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.Seat;
import io.tablekeep.engine.SeatListener;
import io.tablekeep.engine.SeatView;
import io.tablekeep.engine.Signal;
import io.tablekeep.engine.ViewChange;
import io.tablekeep.engine.Welcome;
import io.tablekeep.engine.view.Viewer;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.state.Pointer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One seat. Its public methods may be called from any thread, the others on the loop. */
final class TableSeat implements Seat {
  /** Frames kept for a seat whose welcome is still being made. */
  static final int MOST_EARLY = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(TableSeat.class);

  private final CampaignLoop campaign;
  private volatile Participant participant;
  private final Viewer viewer;
  private final SeatListener listener;
  private final TokenBucket actions;
  private final TokenBucket signals;

  private @Nullable ArrayDeque<Consumer<SeatListener>> early = new ArrayDeque<>();
  private long position = 1;
  private int waiting;
  private boolean gone;

  TableSeat(
      CampaignLoop campaign,
      Participant participant,
      SeatListener listener,
      TokenBucket actions,
      TokenBucket signals) {
    this.campaign = campaign;
    this.participant = participant;
    this.viewer = Viewer.of(participant);
    this.listener = listener;
    this.actions = actions;
    this.signals = signals;
  }

  @Override
  public Participant participant() {
    return participant;
  }

  @Override
  public CompletableFuture<Receipt> submit(Action action) {
    return campaign.submit(this, action);
  }

  @Override
  public CompletableFuture<Receipt> act(Record payload) {
    return campaign.submit(this, payload);
  }

  @Override
  public void signal(String kind, byte[] payload) {
    campaign.signal(this, new Signal(participant.id(), kind, payload));
  }

  @Override
  public CompletableFuture<Void> open(Pointer at) {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletableFuture<Void> shut(Pointer at) {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void pause() {}

  @Override
  public void ready() {}

  @Override
  public void leave() {
    campaign.leave(this);
  }

  @Override
  public void expel(String code, String message) {
    campaign.expel(this, code, message);
  }

  /** The participant has another name, or another role with the same sight. */
  void is(Participant now) {
    participant = now;
  }

  Viewer viewer() {
    return viewer;
  }

  boolean isGone() {
    return gone;
  }

  boolean mayAct(long nanos) {
    return actions.take(nanos);
  }

  boolean maySignal(long nanos) {
    return signals.take(nanos);
  }

  int waiting() {
    return waiting;
  }

  void waits(int more) {
    waiting += more;
  }

  /** The view changed, or receipts came. Both may be absent. */
  boolean tell(@Nullable ViewChange change, List<Receipt> receipts) {
    if (change == null && receipts.isEmpty()) {
      return false;
    }
    if (change != null) {
      position++;
    }
    Frame frame = new Frame(position, change, receipts);
    call(to -> to.frame(frame));
    return true;
  }

  void call(Consumer<SeatListener> event) {
    if (gone) {
      return;
    }
    if (early == null) {
      safely(event);
    } else if (early.size() < MOST_EARLY) {
      early.add(event);
    } else {
      campaign.dismiss(this, "slow-welcome", "The table was too busy to let you in. Try again.");
    }
  }

  /** The first thing the listener hears; then whatever happened since the view was cut. */
  void welcome(String campaignId, SeatView view) {
    if (gone) {
      return;
    }
    ArrayDeque<Consumer<SeatListener>> since = early;
    early = null;
    safely(to -> to.welcome(new Welcome(campaignId, participant, 1, new byte[0], view)));
    if (since != null) {
      since.forEach(this::safely);
    }
  }

  void close(String code, String message) {
    if (!gone) {
      gone = true;
      early = null;
      try {
        listener.closed(code, message);
      } catch (RuntimeException e) {
        LOG.warn("a seat's listener failed while it was told that it is closed", e);
      }
    }
  }

  private void safely(Consumer<SeatListener> event) {
    if (gone) {
      return;
    }
    try {
      event.accept(listener);
    } catch (RuntimeException e) {
      LOG.warn("a seat's listener failed; the seat is closed", e);
      campaign.dismiss(this, "listener-failed", "The connection failed.");
    }
  }
}
