package io.tablekeep.engine.loop;

import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Page;
import io.tablekeep.engine.Past;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.Seat;
import io.tablekeep.engine.SeatListener;
import io.tablekeep.engine.SeatRequest;
import io.tablekeep.engine.Signal;
import io.tablekeep.engine.approval.People;
import io.tablekeep.engine.history.History;
import io.tablekeep.engine.journal.Journal;
import io.tablekeep.engine.journal.Loss;
import io.tablekeep.engine.residency.Resident;
import io.tablekeep.engine.rules.RuleBook;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.engine.state.bind.NodeView;
import io.tablekeep.engine.view.Views;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.state.Pointer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An open campaign: one loop, one journal, its seats. */
public final class CampaignLoop implements Campaign {
  private static final Logger LOG = LoggerFactory.getLogger(CampaignLoop.class);

  private final CampaignHome home;
  private final DocumentId id;
  private final Loop loop;
  private final HouseRules rules;
  private final Judge judge;
  private final Seats seats;
  private final Arrivals arrivals;
  private final Openings openings;
  private final Signals signals;
  private final DecisionLine line;
  private final ActionDesk desk;
  private final Submissions submissions;
  private final Occupancy occupancy;
  private final Clocks clocks;
  private final Retrospect past;
  private final Upgrades upgrades;
  private final Healing healing;
  private Journal journal;
  private final Leaving leaving;

  CampaignLoop(
      CampaignHome home, DocumentId id, Loop loop, Ears ears, Journal journal, RuleBook book) {
    this.home = home;
    this.id = id;
    this.loop = loop;
    this.journal = journal;
    rules = new HouseRules(book, new Views(book.system(), Optional.of(home.metrics())));
    judge =
        new Judge(home, loop, rules, new TimeDesk(home, id, () -> this.journal.durableVersion()));
    RootRing ring = RootRing.of(home, journal);
    seats = new Seats(home, rules, ring);
    arrivals = new Arrivals(this, home, loop, rules, seats);
    openings = new Openings(home, loop, rules, seats, arrivals);
    line = new DecisionLine(home, seats, judge, journal, home.dice(id, () -> this.journal.dice()));
    signals = new Signals(seats, rules, loop, home, line::shown);
    desk = new ActionDesk(line, home);
    submissions = new Submissions(home.runtime(), loop, line, desk, this::onLoop);
    occupancy = new Occupancy(this, home.runtime(), seats, line);
    clocks = new Clocks(home.runtime(), loop, line, home.metrics());
    past = new Retrospect(this::history, seats, line, this::onLoop, () -> this.journal, judge);
    judge.meets(new Disputes(judge, home, loop, rules, ring, past::at));
    upgrades = new Upgrades(this, home, loop, rules, judge, line, ring);
    healing = new Healing(home, this, seats, ears);
    leaving = new Leaving(home, this, line, seats, this::gone);
    line.tells(clocks, leaving::whenIdle);
    home.metrics().campaigns.incrementAndGet();
    ears.listenFor(this);
    if (journal.isOwned()) {
      line.fixDice();
    } else {
      LOG.info("{} can only be looked at until the store takes writes", id);
      line.stop(DecisionLine.READ_ONLY, DecisionLine.READ_ONLY.code(), "");
      healing.begin(journal);
    }
  }

  private History history() {
    return new History(home.history(), id, loop, rules.book(), rules.views().apart());
  }

  @Override
  public DocumentId id() {
    return id;
  }

  @Override
  public Loop loop() {
    return loop;
  }

  @Override
  public CompletableFuture<Seat> join(SeatRequest request, SeatListener listener) {
    return ask(joined -> occupancy.awake(() -> sit(request, listener, joined)));
  }

  @Override
  public CompletableFuture<Look> look(String key, Pointer at) {
    return ask(seen -> openings.look(line.shown(), key, at, seen));
  }

  @Override
  public Past past() {
    return past;
  }

  @Override
  public CompletableFuture<Page> page(String key, Page.Of page) {
    return ask(seen -> openings.page(line.shown(), key, page, seen));
  }

  CompletableFuture<Page> page(TableSeat seat, Page.Of page) {
    return ask(seen -> openings.page(seat, line.shown(), page, seen));
  }

  private void sit(SeatRequest request, SeatListener listener, CompletableFuture<Seat> joined) {
    Optional<Participant> participant = People.participant(line.shown(), request.participant());
    if (isLeaving()) {
      String message = "This campaign is being closed.";
      joined.completeExceptionally(
          new TablekeepException(ErrorKind.USER, "campaign-closed", message));
      return;
    }
    if (participant.isEmpty()) {
      joined.completeExceptionally(People.nobody());
      return;
    }
    arrivals.take(participant.get(), request, listener, joined);
  }

  byte[] token(TableSeat seat, RootRing.Kept at, long position) {
    int declared = rules.views().fingerprint();
    return home.seal()
        .seal(
            seat,
            new TokenSeal.Claims(
                at.version(), at.chain(), declared, position, seat.open, seat.thread));
  }

  /** Whether a later version than this one's may be somewhere else. */
  boolean isBehind(long version) {
    return healing.isBehind(version);
  }

  void tellLine(TableSeat seat) {
    line.closed().ifPresent(why -> seat.line(false, why.message()));
  }

  void tooSlow(TableSeat seat) {
    home.seatMetrics().slowClosed.increment();
    dismiss(seat, "slow-consumer", "What the table had to say was not taken in time.");
  }

  void pause(TableSeat seat, boolean pauses) {
    onLoop(() -> arrivals.pause(seat, pauses));
  }

  CompletableFuture<Void> open(TableSeat seat, Pointer at, boolean opens) {
    return ask(done -> openings.open(seat, at, opens, done));
  }

  Submissions submissions() {
    return submissions;
  }

  @Override
  public CompletableFuture<Receipt> amend(String type, Map<String, Object> about, Changes changes) {
    return submissions.amend(type, about, changes);
  }

  CompletableFuture<byte[]> ask(TableSeat seat, String what, Map<String, String> words) {
    return past.ask(seat, what, words);
  }

  void signal(TableSeat seat, Signal signal) {
    onLoop(() -> signals.arrive(seat, signal));
  }

  @Override
  public CompletableFuture<Runnable> watch(Watcher watcher) {
    return ask(added -> seats.watchers().add(watcher, seats.ring().newest(), added));
  }

  void leave(TableSeat seat) {
    onLoop(() -> dismiss(seat, "left", "You left the table."));
  }

  void expel(TableSeat seat, String code, String message) {
    onLoop(() -> dismiss(seat, code, message));
  }

  /** Takes a seat away, on the loop. */
  void dismiss(TableSeat seat, String code, String message) {
    if (seats.remove(seat)) {
      seat.close(code, message);
    }
  }

  @Override
  public CompletableFuture<State> state() {
    return ask(state -> openings.state(line.shown(), journal.durableVersion(), state));
  }

  @Override
  public CompletableFuture<Digest> digest() {
    return ask(said -> openings.digest(line.shown(), journal.durableVersion(), said));
  }

  @Override
  public CompletableFuture<Node> look() {
    return ask(seen -> seen.complete(NodeView.of(line.shown())));
  }

  /** The store has answered. */
  void durable(long version) {
    line.durable(version);
    leaving.whenIdle();
  }

  /** The store has lost entries, or nobody can tell; nothing above the durable version counts. */
  void lost(Loss loss) {
    if (leaving.isOver()) {
      return; // of a journal that is let go
    }
    home.metrics().losses.increment();
    LOG.error("{} lost what was above version {}: {}", id, loss.durable(), loss.message());
    boolean known = loss.kind() != Loss.Kind.UNKNOWN;
    String code = known ? "not-stored" : "outcome-unknown";
    String message = loss.told();
    if (loss.kind() == Loss.Kind.FENCED) {
      leaving.taken(); // before the line is stopped, which may be all that closing waits for
      line.stop(Leaving.MOVED, code, message);
      superseded();
      return;
    }
    line.stop(DecisionLine.READ_ONLY, code, message);
    if (isLeaving()) {
      leaving.finish();
    } else {
      healing.begin(journal);
    }
  }

  /** What is written of this document is not what is here; nothing more of it is to be kept. */
  void superseded() {
    leaving.taken();
    leaving.end(Leaving.MOVED);
  }

  boolean isLeaving() {
    return leaving.isAsked();
  }

  /** The journal is back. */
  void healed(Journal reopened) {
    if (isLeaving()) {
      leaving.letGo(reopened.close(), () -> {});
      return;
    }
    journal = reopened;
    line.restart(reopened);
    healing.end();
    home.healed(this);
    LOG.info("{} goes on at version {}", id, reopened.version());
  }

  @Override
  public CompletableFuture<Void> close() {
    return leaving.begin(Leaving.CLOSED, null);
  }

  /**
   * The same for a document that goes to another server: its seats are told that it has moved.
   *
   * @return completes when nothing is left in memory
   */
  public CompletableFuture<Void> handOver() {
    return leaving.begin(Leaving.MOVED, null);
  }

  /**
   * The same when the other server has read the document already: no snapshot is taken.
   *
   * @param give makes the other the owner; called on the loop when nothing more is written here,
   *     before seats are told
   * @return completes when nothing is left in memory, whatever came of giving
   */
  public CompletableFuture<Void> handOver(Supplier<? extends CompletionStage<?>> give) {
    return leaving.begin(Leaving.MOVED, give);
  }

  /**
   * Asks whether the document is still this engine's, and takes and shows nothing new until that is
   * known: after the process has stood still others may have taken it.
   *
   * @param why for the log
   */
  public void doubt(String why) {
    onLoop(() -> journal.doubt(why));
  }

  Journal journal() {
    return journal;
  }

  private void gone() {
    healing.end();
    judge.pardon();
    rules.views().clear();
    signals.stop();
    clocks.stop();
    past.stop();
    seats.end();
    home.metrics().campaigns.decrementAndGet();
  }

  /**
   * Its life in memory.
   *
   * @return what {@link io.tablekeep.engine.residency.Residents} see of it
   */
  public Resident resident() {
    return occupancy;
  }

  /**
   * Is played by other rules from now on; what waits is admitted by them, everyone sees by them.
   */
  void become(RuleBook next) {
    rules.become(next);
    judge.become();
    past.become();
    desk.readmit();
    arrivals.recast();
    clocks.anew();
  }

  /**
   * The way to other rules.
   *
   * @return for the engine
   */
  public Upgrades upgrades() {
    return upgrades;
  }

  /** Something that is answered on the loop; what it throws is the answer. */
  <T> CompletableFuture<T> ask(Consumer<CompletableFuture<T>> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    onLoop(Submissions.answering(question, answer));
    return answer;
  }

  void onLoop(Runnable task) {
    occupancy.touch();
    if (loop.inLoop()) {
      task.run();
    } else {
      loop.execute(task);
    }
  }
}
