package io.tablekeep.engine.loop;

import io.tablekeep.engine.Action;
import io.tablekeep.engine.Frame;
import io.tablekeep.engine.Page;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.Resumed;
import io.tablekeep.engine.Seat;
import io.tablekeep.engine.SeatListener;
import io.tablekeep.engine.SeatOptions;
import io.tablekeep.engine.SeatView;
import io.tablekeep.engine.Signal;
import io.tablekeep.engine.ViewChange;
import io.tablekeep.engine.Welcome;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.engine.view.Viewer;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.state.Pointer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One seat. Its public methods may be called from any thread, the others on the loop.
 *
 * <p>A seat is in step (it stands in a {@link SeatGroup} and is told each change as it becomes
 * durable) or behind: its view is being made, or its listener takes nothing. Of a seat that is
 * behind only the version it was told is kept, and its receipts; {@link Seats#settle} brings it
 * into step with one difference. After it is gone it remembers that much for its heir, the next
 * seat of the same device.
 */
final class TableSeat implements Seat {
  /** A new token comes with a frame after so many changes. */
  static final int TOKEN_EVERY = 64;

  private static final Logger LOG = LoggerFactory.getLogger(TableSeat.class);

  private final CampaignLoop campaign;
  private volatile Participant participant;
  private final Viewer viewer;
  private final String device;
  private final Pace pace;
  private final PositionLog log = new PositionLog();
  private final List<Receipt> held = new ArrayList<>(0);
  final ArrayDeque<Runnable> wishes = new ArrayDeque<>(0);

  private SeatListener listener;

  /** The last word about this and that, for when it is in step again. */
  private final Map<String, Consumer<SeatListener>> words = new LinkedHashMap<>(0);

  private long token;
  private int waiting;
  private boolean gone;

  /** What its device has; null before the welcome, and while the seat is in step. */
  @Nullable Told told;

  /** Where it is in step. */
  @Nullable SeatGroup group;

  /** Something for it is being made off the loop. */
  boolean busy = true;

  /** About the bytes that went by while its listener took nothing. */
  long missed;

  /** Pages that are being made for it. */
  int pages;

  /** How often catching up has failed in a row. */
  int tries;

  /** Names the welcome that its positions count from, over all connections that went on from it. */
  long thread;

  /** Name of the places that are open. */
  long open;

  Loop.@Nullable Timer patience;
  private @Nullable TableSeat heir;

  TableSeat(
      CampaignLoop campaign,
      Participant participant,
      String device,
      SeatListener listener,
      Pace pace) {
    this.campaign = campaign;
    this.participant = participant;
    this.viewer = Viewer.of(participant);
    this.device = device;
    this.listener = listener;
    this.pace = pace;
  }

  @Override
  public Participant participant() {
    return participant;
  }

  @Override
  public CompletableFuture<Receipt> submit(Action action) {
    return campaign.submissions().of(this, action);
  }

  @Override
  public CompletableFuture<Receipt> act(Record payload) {
    return campaign.submissions().of(this, payload);
  }

  @Override
  public void signal(String kind, byte[] payload) {
    campaign.signal(this, new Signal(participant.id(), kind, payload));
  }

  @Override
  public CompletableFuture<Void> open(Pointer at) {
    return campaign.open(this, at, true);
  }

  @Override
  public CompletableFuture<Void> shut(Pointer at) {
    return campaign.open(this, at, false);
  }

  @Override
  public CompletableFuture<byte[]> ask(String what, Map<String, String> words) {
    Map<String, String> own = new HashMap<>(words);
    own.putIfAbsent("device", device);
    return campaign.ask(this, what, own);
  }

  @Override
  public CompletableFuture<Page> page(Page.Of page) {
    return campaign.page(this, page);
  }

  @Override
  public void pause() {
    campaign.pause(this, true);
  }

  @Override
  public void ready() {
    campaign.pause(this, false);
  }

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

  String campaign() {
    return campaign.id().id();
  }

  Viewer viewer() {
    return viewer;
  }

  String device() {
    return device;
  }

  boolean isGone() {
    return gone;
  }

  boolean isBehind() {
    return group == null;
  }

  Pace pace() {
    return pace;
  }

  int waiting() {
    return waiting;
  }

  void waits(int more) {
    waiting += more;
  }

  /** The seat of this device now: itself, or whoever took its place. */
  TableSeat current() {
    TableSeat now = this;
    for (TableSeat next = now.heir; next != null; next = now.heir) {
      now = next;
    }
    return now;
  }

  /** Takes over from the seat of the same device that was here before. */
  void inherit(TableSeat from) {
    from.heir = this;
    held.addAll(from.held);
    from.held.clear();
  }

  /** The version of the document that a position stands for; 0 when it is not known any more. */
  long versionAt(long position) {
    return Math.max(0, log.at(position));
  }

  long position() {
    return log.last();
  }

  void welcome(RootRing.Kept at, SeatView view) {
    log.begin(1, at.version());
    Welcome first = new Welcome(campaign(), participant, 1, token(at), view);
    safely(to -> to.welcome(first));
  }

  /** Its token goes on to count; the next change brings a new one. */
  void resumed(long position, long version, byte[] shown) {
    log.begin(position, version);
    skip();
    Resumed again = new Resumed(campaign(), participant, position, shown);
    safely(to -> to.resumed(again));
  }

  /** Versions go by uncounted, and may make up for each other: no token of before counts on. */
  void skip() {
    token = log.last() - TOKEN_EVERY;
  }

  /** The view changed: told with whatever receipts there are. */
  void show(ViewChange change, List<Receipt> receipts, RootRing.Kept at, boolean afresh) {
    log.add(at.version());
    boolean renew = !device.isEmpty() && (afresh || log.last() - token >= TOKEN_EVERY);
    byte[] resume = renew ? token(at) : null;
    Frame frame = new Frame(log.last(), change, withHeld(receipts), resume);
    safely(to -> to.frame(frame));
  }

  /** Receipts without a change; kept while the seat is behind. */
  void receive(List<Receipt> receipts, SeatOptions bounds) {
    if (!gone && !isBehind()) {
      Frame frame = new Frame(log.last(), null, receipts);
      safely(to -> to.frame(frame));
      return;
    }
    held.addAll(receipts);
    int most = bounds.heldReceipts();
    if (held.size() > most) {
      // The senders get them again for the same ids.
      held.subList(0, held.size() - most).clear();
      if (!gone) {
        campaign.tooSlow(this);
      }
    } else if (!gone) {
      miss(Reply.weigh(receipts), bounds.slowBytes());
    }
  }

  /** Something goes by while its listener takes nothing, or while its view is being made. */
  void miss(long bytes, long most) {
    missed += bytes;
    if (missed > most) {
      campaign.tooSlow(this);
    }
  }

  /** Tells the receipts that were kept, and the last words. */
  void release() {
    if (!held.isEmpty()) {
      Frame frame = new Frame(log.last(), null, withHeld(List.of()));
      safely(to -> to.frame(frame));
    }
    if (!words.isEmpty()) {
      Map<String, Consumer<SeatListener>> kept = new LinkedHashMap<>(words);
      words.clear();
      kept.forEach(this::say);
    }
  }

  private List<Receipt> withHeld(List<Receipt> receipts) {
    if (held.isEmpty()) {
      return receipts;
    }
    List<Receipt> all = new ArrayList<>(held);
    all.addAll(receipts);
    held.clear();
    return all;
  }

  private byte[] token(RootRing.Kept at) {
    token = log.last();
    return device.isEmpty() ? new byte[0] : campaign.token(this, at, log.last());
  }

  void failed() {
    campaign.dismiss(this, "view-failed", "The table could not be shown any more. Try again.");
  }

  void refused(String code, String message) {
    safely(to -> to.refused(code, message));
  }

  /** Something of the moment: not for those who are behind. */
  void call(Consumer<SeatListener> event) {
    if (!isBehind()) {
      safely(event);
    }
  }

  /** Something that holds until it is said anew: those who are behind hear the last word later. */
  void say(String about, Consumer<SeatListener> event) {
    if (!isBehind()) {
      safely(event);
    } else if (!gone) {
      words.put(about, event);
    }
  }

  /** Whether the table takes actions. */
  void line(boolean writable, String reason) {
    say("", to -> to.line(writable, reason));
  }

  void close(String code, String message) {
    close(code, message, Duration.ZERO);
  }

  /** Tells also how long to stay away, unless that is zero. */
  void close(String code, String message, Duration retryAfter) {
    if (gone) {
      return;
    }
    gone = true;
    Loop.Timer timer = patience;
    if (timer != null) {
      timer.cancel();
      patience = null;
    }
    List<Runnable> unmet = List.copyOf(wishes);
    wishes.clear();
    unmet.forEach(Runnable::run);
    SeatListener last = listener;
    listener = Nobody.HERE;
    try {
      if (retryAfter.isZero()) {
        last.closed(code, message);
      } else {
        last.closed(code, message, retryAfter);
      }
    } catch (RuntimeException e) {
      LOG.warn("a seat's listener failed while it was told that it is closed", e);
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

  /** Whoever listens after the end, so that a connection is not held on to. */
  private enum Nobody implements SeatListener {
    HERE;

    @Override
    public void welcome(Welcome welcome) {}

    @Override
    public void frame(Frame frame) {}

    @Override
    public void closed(String code, String message) {}
  }
}
