package io.tablekeep.engine.loop;

import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.SeatOptions;
import io.tablekeep.engine.ViewChange;
import io.tablekeep.engine.approval.Ask;
import io.tablekeep.engine.approval.People;
import io.tablekeep.engine.journal.Journal;
import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.journal.entry.Settled;
import io.tablekeep.engine.metrics.SeatMetrics;
import io.tablekeep.engine.metrics.TableMetrics;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.view.Loaded;
import io.tablekeep.engine.view.Onlookers;
import io.tablekeep.engine.view.Viewer;
import io.tablekeep.engine.view.Views;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.Participant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The seats of one campaign, and what those in step are told. Loop-confined. */
final class Seats {
  private static final Logger LOG = LoggerFactory.getLogger(Seats.class);

  /** Weight of what was found in the journal, whose changes were not looked at. */
  private static final long FOUND = 64 << 10;

  private final HouseRules rules;
  private final TableMetrics metrics;
  private final SeatMetrics seatMetrics;
  private final SeatOptions options;
  private final RootRing ring;
  private final Paces paces;
  private final Watchers watchers = new Watchers();
  private final Set<TableSeat> all = new LinkedHashSet<>();
  private final Map<SeatGroup.Key, SeatGroup> groups = new LinkedHashMap<>();

  /** The groups as they were when {@link #onlookers} were numbered. */
  private SeatGroup[] inStep = {};

  private @Nullable Onlookers onlookers;

  /** Seats whose listeners take nothing at present; what goes by them is weighed. */
  private final Set<TableSeat> slow = new LinkedHashSet<>();

  /** Seats that are gone, for those of the same device that come after them. */
  private final Map<String, TableSeat> past = new LinkedHashMap<>();

  Seats(CampaignHome home, HouseRules rules, RootRing ring) {
    this.rules = rules;
    this.metrics = home.metrics();
    this.seatMetrics = home.seatMetrics();
    this.options = home.seatOptions();
    this.ring = ring;
    this.paces = new Paces(home.runtime(), home.limits());
  }

  /** The failure of what is asked from a seat that is gone. */
  static TablekeepException gone() {
    return new TablekeepException(ErrorKind.USER, "seat-gone", "This seat was given up.");
  }

  int size() {
    return all.size();
  }

  Watchers watchers() {
    return watchers;
  }

  /** Whether anybody sits here or watches. */
  boolean isEmpty() {
    return all.isEmpty() && watchers.isEmpty();
  }

  RootRing ring() {
    return ring;
  }

  /** How fast the next seat of a device may be. */
  Pace pace(String participant, String device) {
    return paces.take(participant, device);
  }

  void add(TableSeat seat) {
    all.add(seat);
    metrics.seats.incrementAndGet();
  }

  boolean remove(TableSeat seat) {
    if (!all.remove(seat)) {
      return false;
    }
    fallBehind(seat);
    slow(seat, false);
    metrics.seats.decrementAndGet();
    paces.leave(seat.participant().id(), seat.device(), seat.pace());
    if (!seat.device().isEmpty()) {
      String key = key(seat.participant().id(), seat.device());
      past.remove(key);
      past.put(key, seat);
      if (past.size() > options.pastSeats()) {
        past.remove(past.keySet().iterator().next());
      }
    }
    return true;
  }

  private static String key(String participant, String device) {
    return participant + '\n' + device;
  }

  /** The seat of a device that sits here. */
  @Nullable TableSeat of(String participant, String device) {
    for (TableSeat seat : all) {
      if (seat.device().equals(device) && seat.participant().id().equals(participant)) {
        return seat;
      }
    }
    return null;
  }

  /** The last seat of a device, which is gone; forgotten with this call. */
  @Nullable TableSeat past(String participant, String device) {
    return past.remove(key(participant, device));
  }

  /** A copy, so that seats may leave while it is walked. */
  List<TableSeat> all() {
    return new ArrayList<>(all);
  }

  /** Lets those go who were removed, or who see something else in their new role. */
  void revise(JsonObject root) {
    for (TableSeat seat : all()) {
      Optional<Participant> now = People.participant(root, seat.participant().id());
      if (now.isEmpty()) {
        if (remove(seat)) {
          seat.close("seat-revoked", "Your place at this table was taken away.");
        }
      } else if (!seat.viewer().equals(Viewer.of(now.get()))) {
        if (remove(seat)) {
          seat.close("role-changed", "Your role at this table has changed.");
        }
      } else {
        seat.is(now.get());
      }
    }
  }

  /** Shows a durable entry: to each seat the difference of its own view, and its receipts. */
  @SuppressWarnings("ReferenceEquality") // a root is the same only if nothing has changed
  void publish(JsonObject before, InFlight entry) {
    Map<TableSeat, List<Receipt>> receipts = new LinkedHashMap<>(2);
    for (Reply reply : entry.replies) {
      TableSeat seat = reply.seat();
      if (seat != null) {
        receipts
            .computeIfAbsent(seat.current(), one -> new ArrayList<>(1))
            .add(reply.receipt(entry.outcome));
      }
    }
    entry.settled.forEach(end -> over(end, receipts));
    if (before != entry.root) {
      ring.add(entry.version, entry.chain, entry.root, weight(entry.effects));
      advance(before, entry.root, receipts, false);
      watchers.shown(entry.version, entry.root);
    }
    receipts.forEach(this::receive);
  }

  /** What waited has come to its end: told to all seats of its sender, kept for its device. */
  private void over(Settled end, Map<TableSeat, List<Receipt>> receipts) {
    Receipt receipt = Reply.receipt(end.device(), end.n(), end.outcome());
    for (TableSeat seat : all()) {
      if (end.by().equals(seat.participant().id())) {
        receipts.computeIfAbsent(seat, one -> new ArrayList<>(1)).add(receipt);
      }
    }
    TableSeat gone = past.get(key(end.by(), end.device()));
    if (gone != null) {
      // What is kept for when it comes back may say that it waits.
      receipts.computeIfAbsent(gone, one -> new ArrayList<>(1)).add(receipt);
    }
  }

  /** The newest document is kept in another form; older ones would hold on to the one before. */
  void exchange(JsonObject equal) {
    ring.exchange(equal);
  }

  /** A receipt that comes without a change. */
  void receipt(TableSeat seat, Receipt receipt) {
    receive(seat.current(), List.of(receipt));
  }

  private void receive(TableSeat seat, List<Receipt> receipts) {
    if (!seat.isBehind()) {
      metrics.frames.increment();
    }
    seat.receive(receipts, options);
  }

  private static long weight(List<Effect> effects) {
    long sum = 64;
    for (Effect effect : effects) {
      sum += effect instanceof Effect.Put put ? 32 + Trees.weigh(put.value(), 1 << 20) : 32;
    }
    return sum;
  }

  /**
   * Shows what was found in the store after a loss. Senders ask again for their receipts; but who
   * was told that something waits has asked already, and is told when it is over.
   */
  void catchUp(JsonObject before, Journal found) {
    JsonObject after = found.recovered().root();
    if (found.version() > ring.newest().version() && !before.equals(after)) {
      ring.add(found.version(), found.chain(), after, FOUND);
      all.forEach(TableSeat::skip);
      Map<TableSeat, List<Receipt>> receipts = new LinkedHashMap<>(2);
      for (Ask ask : Ask.over(before, after)) {
        Ask.Sent sent = ask.sent();
        found
            .ledger()
            .outcome(sent.by(), sent.device(), sent.n())
            .ifPresent(end -> over(new Settled(sent.by(), sent.device(), sent.n(), end), receipts));
      }
      advance(before, after, receipts, true);
      watchers.shown(found.version(), after);
      receipts.forEach(this::receive);
    }
  }

  private void advance(
      JsonObject before, JsonObject after, Map<TableSeat, List<Receipt>> receipts, boolean afresh) {
    if (groups.isEmpty() && slow.isEmpty()) {
      return;
    }
    RootRing.Kept now = ring.newest();
    Views views = rules.views();
    Onlookers following = onlookers();
    @Nullable ViewChange[] changes = views.changes(before, after, following);
    miss(following, changes);
    List<ViewChange> made = new ArrayList<>(2);
    // In an array of its own, so that seats may leave meanwhile.
    for (SeatGroup group : inStep) {
      Viewer viewer = following.viewers().get(group.number);
      ViewChange whole = changes[group.number];
      Loaded.Step step;
      try {
        step = group.told.loaded().step(whole, at -> views.seen(after, viewer, at));
      } catch (RuntimeException e) {
        LOG.error("what seats have loaded could not be followed; they are closed", e);
        List.of(group.all()).forEach(TableSeat::failed);
        continue;
      }
      group.told = new Told(now.version(), step.loaded(), views);
      ViewChange change = step.change();
      if (change == null) {
        continue;
      }
      ViewChange told = change == whole ? whole : shared(change, made);
      for (TableSeat seat : group.all()) {
        List<Receipt> own = receipts.isEmpty() ? null : receipts.remove(seat);
        seat.show(told, own == null ? List.of() : own, now, afresh);
        metrics.frames.increment();
      }
    }
  }

  /** All who are told of changes, numbered; made anew when somebody comes or goes. */
  private Onlookers onlookers() {
    Onlookers known = onlookers;
    if (known == null) {
      List<Viewer> viewers = new ArrayList<>();
      groups.keySet().forEach(key -> viewers.add(key.viewer()));
      slow.forEach(seat -> viewers.add(seat.viewer()));
      known = Onlookers.of(viewers);
      inStep = groups.values().toArray(new SeatGroup[0]);
      for (SeatGroup group : inStep) {
        group.number = known.viewers().indexOf(group.key.viewer());
      }
      onlookers = known;
    }
    return known;
  }

  /** Those who have the same loaded share one encoding. */
  private static ViewChange shared(ViewChange change, List<ViewChange> made) {
    int at = made.indexOf(change);
    if (at >= 0) {
      return made.get(at);
    }
    made.add(change);
    return change;
  }

  /** From now on a seat is told each change; it has what the newest version shows. */
  void comeIntoStep(TableSeat seat, Told told) {
    SeatGroup.Key key = new SeatGroup.Key(seat.viewer(), told.loaded().open());
    SeatGroup group = groups.computeIfAbsent(key, k -> new SeatGroup(k, told));
    group.add(seat);
    onlookers = null;
    seat.group = group;
    seat.told = null;
    seat.missed = 0;
  }

  /** Says whether a seat takes nothing at present; false when it was so already. */
  boolean slow(TableSeat seat, boolean now) {
    if (now ? !slow.add(seat) : !slow.remove(seat)) {
      return false;
    }
    onlookers = null;
    seat.missed = 0;
    seatMetrics.paused.addAndGet(now ? 1 : -1);
    return true;
  }

  boolean isSlow(TableSeat seat) {
    return slow.contains(seat);
  }

  /** Bounds what goes by a slow seat, by what it might have seen of it. */
  private void miss(Onlookers following, @Nullable ViewChange[] changes) {
    for (TableSeat seat : slow.isEmpty() ? List.<TableSeat>of() : List.copyOf(slow)) {
      ViewChange change = changes[following.viewers().indexOf(seat.viewer())];
      if (change != null) {
        seat.miss(Loaded.weigh(change, options.slowBytes()), options.slowBytes());
      }
    }
  }

  /** What a seat was told is kept; what comes now it is told later. */
  void fallBehind(TableSeat seat) {
    SeatGroup group = seat.group;
    if (group != null) {
      seat.told = group.told;
      seat.group = null;
      group.remove(seat);
      onlookers = null;
      if (group.isEmpty()) {
        groups.remove(group.key);
      }
    }
  }

  void end() {
    watchers.end();
    ring.clear();
    past.clear();
  }
}
