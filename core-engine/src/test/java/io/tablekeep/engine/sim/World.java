package io.tablekeep.engine.sim;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tablekeep.contracts.store.FaultyStore;
import io.tablekeep.contracts.store.SimulatedDisk;
import io.tablekeep.contracts.store.SimulatedStore;
import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.Seat;
import io.tablekeep.engine.Tables;
import io.tablekeep.engine.journal.JournalOptions;
import io.tablekeep.engine.journal.Journals;
import io.tablekeep.engine.journal.recovery.Verification;
import io.tablekeep.engine.runtime.sim.SimulatedRuntime;
import io.tablekeep.engine.runtime.sim.Simulation;
import io.tablekeep.engine.state.Canonical;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.CampaignStore;
import io.tablekeep.sdk.store.Epoch;
import io.tablekeep.sdk.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One run: a table, its players, hosts that die, and a disk that fails. */
final class World implements Scene {
  private static final long LONGEST = Duration.ofMinutes(5).toNanos();

  /** By then the last blow is struck, and its effect over. */
  private static final long CALM_AGAIN = Duration.ofMillis(Plan.LAST_BLOW + 600).toNanos();

  private final Plan plan;
  private final Simulation simulation;
  private final SplittableRandom random;
  private final SimulatedDisk disk;
  private final Evidence evidence = new Evidence();
  private final List<Player> players = new ArrayList<>();
  private final List<Host> hosts = new ArrayList<>();
  private @Nullable SimulatedStore store;
  private @Nullable FaultyStore faulty;
  private @Nullable CampaignStore entrance;
  private boolean powered;
  private boolean founded;
  private long diskCalls;
  private long storeCalls;

  World(Plan plan) {
    this.plan = plan;
    simulation = new Simulation(plan.seed);
    random = new SplittableRandom(plan.seed ^ 0xd15c);
    disk = new SimulatedDisk(plan.seed);
    plan.diskFaults.forEach(disk::failCall);
    if (plan.cutBeforeDiskCall > 0) {
      disk.beforeCall(
          n -> {
            if (n == plan.cutBeforeDiskCall) {
              powerCut();
            }
          });
    }
    players.add(new Player(this, "gm", "desk", plan, random.nextLong()));
    players.add(new Player(this, "ada", "phone", plan, random.nextLong()));
    players.add(new Player(this, "ada", "laptop", plan, random.nextLong()));
    players.add(new Player(this, "ben", "tablet", plan, random.nextLong()));
  }

  // What players and hosts ask for.

  @Override
  public Evidence evidence() {
    return evidence;
  }

  @Override
  public long nanos() {
    return simulation.nanos();
  }

  @Override
  public void after(long millis, Runnable task) {
    simulation.after(Duration.ofMillis(millis), task);
  }

  @Override
  public Door door() {
    return host();
  }

  /** The host that new connections go to. */
  Host host() {
    return hosts.get(hosts.size() - 1);
  }

  @Override
  public void told(String id, Receipt receipt) {
    simulation.note(id + receipt);
    SimulatedStore now = store;
    if (now != null && powered) {
      evidence.receipt(id, receipt, now);
    }
  }

  // The run.

  /** Plays to the end; gives the hash of everything that happened. */
  long play() {
    try {
      powerUp();
      until("the disk can be read", () -> powered);
      found();
      letGo();
      players.forEach(Player::start);
      plan.blows.forEach(at -> after(at.millis(), () -> strike(at.blow())));
      if (plan.plant == Plan.Plant.RETRY_TWICE) {
        after(150, () -> host().forget(evidence));
      }
      until("everyone has a receipt for everything", this::isDone);
      diskCalls = disk.calls();
      storeCalls = faulty == null ? 0 : faulty.calls();
      judge();
      begin(new Host(simulation, "last", entrance(), Plan.calm(0)));
      judge();
      return simulation.trace();
    } catch (RuntimeException failure) {
      throw new AssertionError(plan + ": " + failure.getMessage(), failure);
    }
  }

  /** Calls of the disk while the players played. */
  long diskCalls() {
    return diskCalls;
  }

  /** Calls of the store while the players played. */
  long storeCalls() {
    return storeCalls;
  }

  private interface Condition {
    boolean holds();
  }

  private void until(String what, Condition condition) {
    while (!condition.holds()) {
      if (!simulation.step() || simulation.nanos() > LONGEST) {
        throw new AssertionError(plan + ": never: " + what);
      }
      check();
    }
  }

  private <T> T await(String what, CompletableFuture<T> future) {
    until(what, future::isDone);
    return future.join();
  }

  private void check() {
    String failure = evidence.failure();
    if (failure != null) {
      throw new AssertionError(plan + ", step " + simulation.steps() + ": " + failure);
    }
  }

  private boolean isDone() {
    return nanos() > CALM_AGAIN && host().isAlive() && players.stream().allMatch(Player::isDone);
  }

  // Power and hosts.

  private void powerUp() {
    if (powered) {
      return;
    }
    try {
      SimulatedStore opened =
          SimulatedStore.open(disk, simulation::after, random.nextLong(), plan.storePlants());
      store = opened;
      boolean first = faulty == null;
      FaultyStore wrapped = new FaultyStore(opened);
      faulty = wrapped;
      if (first) {
        plan.storeFaults.forEach(wrapped::fail);
      }
      CampaignStore seen = new WatchedStore(wrapped, opened);
      entrance = plan.plant == Plan.Plant.SKIPPED_ENTRY ? new SkippingStore(seen) : seen;
      powered = true;
      evidence.refresh(opened);
      evidence.unchanged(opened);
      newHost();
    } catch (StoreException unreadable) {
      after(10, this::powerUp);
    }
  }

  /** Tells the evidence who has the table. */
  private final class WatchedStore extends PassingStore {
    private final SimulatedStore real;

    WatchedStore(CampaignStore inner, SimulatedStore real) {
      super(inner);
      this.real = real;
    }

    @Override
    public CompletionStage<Epoch> acquire(DocumentId id, String owner) {
      return super.acquire(id, owner)
          .thenApply(
              epoch -> {
                evidence.acquired(epoch.value(), real);
                return epoch;
              });
    }
  }

  private CampaignStore entrance() {
    return Objects.requireNonNull(entrance);
  }

  private SimulatedStore store() {
    return Objects.requireNonNull(store);
  }

  private void powerCut() {
    disk.crash();
    hosts.forEach(Host::kill);
    powered = false;
    after(5 + random.nextInt(50), this::powerUp);
  }

  private void newHost() {
    if (powered) {
      hosts.add(new Host(simulation, "host-" + hosts.size(), entrance(), plan));
    }
  }

  /** Everyone moves to a host; the others end. */
  private void begin(Host last) {
    hosts.forEach(Host::kill);
    hosts.add(last);
    until("everyone is back", () -> players.stream().allMatch(player -> player.sitsAt(host())));
  }

  /** Answers that a fault holds back come in the end. */
  private void letGo() {
    FaultyStore now = faulty;
    if (now != null) {
      now.release();
    }
    after(70, this::letGo);
  }

  private void found() {
    if (founded) {
      return;
    }
    if (host().isAlive()) {
      evidence.hear(
          host().create(Tables.document("tally")),
          (campaign, failure) -> founded |= failure == null || code(failure).endsWith("-exists"));
    }
    after(200, this::found);
  }

  private static String code(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return cause instanceof TablekeepException coded ? coded.code() : "";
  }

  private void strike(Plan.Blow blow) {
    if (!powered) {
      return;
    }
    switch (blow) {
      case POWER_CUT -> powerCut();
      case KILL -> {
        // One that is dead already has its successor on the way: a second would be a takeover.
        if (host().isAlive()) {
          host().kill();
          after(1 + random.nextInt(30), this::newHost);
        }
      }
      case TAKEOVER -> newHost();
      case CLOSE -> evidence.hear(host().open().thenCompose(Campaign::close), (v, failure) -> {});
      case DISK_FULL -> {
        disk.capacity(store().stats().usedBytes() + random.nextInt(3_000));
        after(50 + random.nextInt(400), () -> disk.capacity(Long.MAX_VALUE));
      }
      case CLOCK -> simulation.shiftClock(Duration.ofSeconds(random.nextInt(7_200) - 3_600));
      case BUSY -> {
        Host busy = host();
        busy.busy(true);
        after(20 + random.nextInt(100), () -> busy.busy(false));
      }
    }
  }

  // The verdict.

  private void judge() {
    Campaign campaign = retried("the campaign opens", host()::open);
    Campaign.State state = retried("the document is told", campaign::state);
    evidence.refresh(store());
    evidence.unchanged(store());
    if (plan.hasTakeover() && state.version() < evidence.version()) {
      return; // this host has lost the table, and learns that with its next write
    }
    expect("version", evidence.version(), state.version());
    expect("document", text(Canonical.bytes(evidence.replayed())), text(state.canonical()));
    Object sum = Trees.get(evidence.replayed(), "actors", "bram", "tally", "sum");
    expect("sum", evidence.sum(), sum == null ? 0L : sum);
    expect("receipts", players.size() * plan.actionsEach, evidence.told());
    for (Player player : players) {
      Fresh fresh = sit(campaign, player.name());
      Watched old = player.watched();
      if (old != null && player.sitsAt(host())) {
        // Who was behind for a moment has it in the end, too.
        until(
            "the view of " + player.name() + " is that of a fresh seat",
            () -> {
              Watched now = player.watched();
              return now != null && fresh.view.viewHash().equals(now.viewHash());
            });
      }
      await("the same receipts", player.repeatAll(fresh.seat));
      fresh.seat.leave();
    }
    verify(state);
  }

  private record Fresh(Seat seat, Watched view) {}

  /** Takes a seat, again and again while a fault that was still to come is in the way. */
  private Fresh sit(Campaign campaign, String name) {
    while (true) {
      Watched view = new Watched(evidence, (seat, receipt) -> {}, () -> {});
      Seat seat = await("a seat", campaign.join(name, view));
      until("the welcome", () -> view.isWelcome() || !view.closed().isEmpty());
      if (view.isWelcome()) {
        return new Fresh(seat, view);
      }
    }
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  private void expect(String what, Object expected, Object found) {
    check();
    if (!expected.equals(found)) {
      throw new AssertionError(plan + ": " + what + " is " + found + ", not " + expected);
    }
  }

  /** Asks again and again while a fault that was still to come is in the way. */
  private <T> T retried(String what, Supplier<CompletableFuture<T>> ask) {
    while (true) {
      CompletableFuture<T> asked = ask.get();
      until(what, asked::isDone);
      if (!asked.isCompletedExceptionally()) {
        return asked.join();
      }
      long again = nanos() + Duration.ofMillis(50).toNanos();
      until("a while passes", () -> nanos() >= again);
    }
  }

  private void verify(Campaign.State state) {
    SimulatedRuntime auditor = simulation.runtime("auditor");
    Journals journals =
        new Journals(
            entrance(), auditor, JournalOptions.DEFAULT, new SimpleMeterRegistry(), "auditor");
    Verification found =
        retried(
            "the journal is read", () -> journals.verify(Evidence.DOCUMENT).toCompletableFuture());
    expect("damages", List.of(), found.damages());
    expect("verified version", state.version(), found.version());
    expect("verified hash", state.sha256(), found.sha256());
  }
}
