package io.tablekeep.engine.cluster.hazelcast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tablekeep.contracts.fixture.CampaignFixture;
import io.tablekeep.contracts.store.SimulatedDisk;
import io.tablekeep.contracts.store.SimulatedStore;
import io.tablekeep.engine.Action;
import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.EngineOptions;
import io.tablekeep.engine.Limits;
import io.tablekeep.engine.Listening;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.Seat;
import io.tablekeep.engine.Tables;
import io.tablekeep.engine.cluster.Census;
import io.tablekeep.engine.cluster.move.MoveReport;
import io.tablekeep.engine.cluster.placement.NodeCard;
import io.tablekeep.engine.cluster.placement.NodeState;
import io.tablekeep.engine.residency.Residents;
import io.tablekeep.engine.state.JsonWriter;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.CampaignStore;
import io.vertx.core.VertxOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tables that go from one node to another while people play. */
class MoverTest {
  private static final DocumentId TABLE = DocumentId.campaign("night");
  private static final int MOVES = Integer.getInteger("tablekeep.moves", 4);
  private static final int ENTRIES = Integer.getInteger("tablekeep.moves.entries", 500);

  private final String cluster = "test-" + UUID.randomUUID();
  private final ScheduledExecutorService disk = Executors.newSingleThreadScheduledExecutor();
  private final CampaignStore store =
      SimulatedStore.open(
          new SimulatedDisk(3),
          (delay, task) -> {
            var unused = disk.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
          },
          3);
  private final List<Host> hosts = new ArrayList<>();

  /** A node and its engine. */
  private static final class Host {
    final ClusterNode node;
    final Engine engine;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    Host(HazelcastOptions options, CampaignStore store) {
      VertxOptions setup = new VertxOptions().setEventLoopPoolSize(1);
      setup.getEventBusOptions().setHost("127.0.0.1").setClusterPublicHost("127.0.0.1");
      node = ClusterNode.join(options, NodeCard.Capacity.of(800, 1L << 30), setup, meters);
      Limits limits = Limits.defaults().withActionRate(1_000_000, 1_000_000);
      engine = Engine.start(node.on(EngineOptions.on(store).withLimits(limits)));
      node.serve(engine, () -> vitals(engine.usage()));
    }

    private static Census.Vitals vitals(Residents.Usage usage) {
      return new Census.Vitals(
          new NodeCard.Held(usage.documents(), usage.active(), usage.bytes(), 0),
          NodeCard.Pulse.RESTING);
    }

    String address() {
      return node.bus().self();
    }
  }

  private Host start(String name) {
    List<String> join = new ArrayList<>();
    hosts.forEach(host -> join.add("127.0.0.1:" + host.node.port()));
    Host host = new Host(new HazelcastOptions(name, cluster, "127.0.0.1", 5851, join, ""), store);
    hosts.add(host);
    return host;
  }

  private void start(int nodes) throws InterruptedException {
    for (int i = 0; i < nodes; i++) {
      start("node-" + i);
    }
    until(
        "all know each other to be ready",
        () ->
            hosts.stream()
                .allMatch(
                    host ->
                        host.node.census().cards().stream()
                                .filter(card -> card.state() == NodeState.READY)
                                .count()
                            == nodes));
  }

  @AfterEach
  void stop() {
    hosts.forEach(host -> host.engine.close());
    hosts.forEach(host -> host.node.close());
    disk.shutdown();
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }

  private static void until(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "never: " + what);
      Thread.sleep(5);
    }
  }

  private Host at(String address) {
    return hosts.stream().filter(host -> host.address().equals(address)).findFirst().orElseThrow();
  }

  private static Action say(String device, long n) {
    String payload = "{\"text\":\"line " + n + " of " + device + "\"}";
    return new Action(device, n, "chat.say", payload.getBytes(StandardCharsets.UTF_8));
  }

  /** Plays on one thread, one action after the other, wherever the table is. */
  private final class Player implements Runnable {
    private final String campaign;
    private final String who;
    private final String device;
    private volatile boolean over;
    private volatile long acked;
    private volatile String at = "";
    private long lastNanos;
    private final List<Long> pauses = Collections.synchronizedList(new ArrayList<>());
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    Player(String campaign, String who, String device) {
      this.campaign = campaign;
      this.who = who;
      this.device = device;
      new Thread(this, device).start();
    }

    @Override
    public void run() {
      try {
        while (!over) {
          play();
        }
        done.complete(null);
      } catch (Throwable failure) {
        done.completeExceptionally(failure);
      }
    }

    private void play() throws InterruptedException {
      DocumentId id = DocumentId.campaign(campaign);
      String node = get(hosts.get(0).node.directory().locate(id));
      Seat seat;
      try {
        seat = get(get(at(node).engine.open(id)).join(who, new Listening()));
      } catch (CompletionException moved) {
        Thread.sleep(1);
        return;
      }
      while (!over) {
        long next = acked + 1;
        Receipt receipt;
        try {
          receipt = get(seat.submit(say(device, next)));
        } catch (CompletionException gone) {
          return;
        }
        if (receipt.outcome() == Receipt.Outcome.RETRY) {
          return;
        }
        assertEquals(Receipt.Outcome.APPLIED, receipt.outcome(), receipt::toString);
        long now = System.nanoTime();
        if (!at.isEmpty() && !at.equals(node)) {
          pauses.add(now - lastNanos);
        }
        lastNanos = now;
        at = node;
        acked = next;
        Thread.sleep(2);
      }
    }

    void stop() {
      over = true;
      get(done);
    }
  }

  private void fill(Campaign campaign) throws Exception {
    Listening heard = new Listening();
    Seat seat = get(campaign.join("gm", heard));
    heard.state(); // until then what it is told piles up, and it is too slow
    for (int n = 1; n <= ENTRIES; n += 50) {
      long first = n;
      try {
        get(
            CompletableFuture.allOf(
                IntStream.range(0, 50)
                    .mapToObj(i -> seat.submit(say("filler", first + i)))
                    .toArray(CompletableFuture[]::new)));
      } catch (CompletionException failure) {
        int last = heard.told.size();
        throw new AssertionError(
            "after " + n + ": " + heard.told.subList(Math.max(0, last - 3), last), failure);
      }
    }
    seat.leave();
  }

  @Test
  void aLargeTableMovesWhilePeoplePlay() throws Exception {
    start(2);
    byte[] big =
        JsonWriter.bytes(Records.write(CampaignFixture.campaign(7, CampaignFixture.BIG, 6), 1));
    fill(get(hosts.get(0).engine.create("night", big)));
    Player ada = new Player("night", "p1", "phone");
    Player ben = new Player("night", "p2", "laptop");
    List<Duration> pauses = new ArrayList<>();
    for (int i = 0; i < MOVES; i++) {
      long from = ada.acked;
      until("ada plays", () -> ada.acked > from + 20 || ada.done.isDone());
      Host here = at(get(hosts.get(0).node.directory().locate(TABLE)));
      Host there = hosts.get(here == hosts.get(0) ? 1 : 0);
      MoveReport report = get(here.node.mover().moves().move(TABLE, there.address(), "asked"));
      assertEquals(MoveReport.Outcome.MOVED, report.outcome(), report::toString);
      pauses.add(report.pause().orElseThrow());
      until("ada plays there", () -> ada.at.equals(there.address()) || ada.done.isDone());
    }
    ada.stop();
    ben.stop();
    assertTrue(ada.pauses.size() >= MOVES, () -> ada.pauses.size() + " moves were seen");
    System.out.printf(
        "MoverTest: %d moves of %,d bytes after %,d entries: handed over %s; seen by a player"
            + " %s%n",
        MOVES,
        big.length,
        ENTRIES,
        figures(pauses.stream().map(Duration::toNanos).toList()),
        figures(ada.pauses));
    // Each action once: the next number of each device is new, those before it are known.
    Host last = at(ada.at);
    Seat seat = get(get(last.engine.open(TABLE)).join("p1", new Listening()));
    assertEquals(Receipt.Outcome.APPLIED, get(seat.submit(say("phone", ada.acked + 1))).outcome());
    double counted =
        hosts.stream()
            .mapToDouble(host -> host.meters.get("tablekeep.move.pause").timer().count())
            .sum();
    assertEquals(MOVES, counted);
  }

  private static String figures(List<Long> nanos) {
    List<Long> sorted = new ArrayList<>(nanos);
    Collections.sort(sorted);
    return String.format(
        "p50 %.1f ms, p99 %.1f ms",
        sorted.get(sorted.size() / 2) / 1e6,
        sorted.get(Math.min(sorted.size() - 1, sorted.size() * 99 / 100)) / 1e6);
  }

  @Test
  void aNodeIsDrainedAndTakesTablesAgain() throws Exception {
    start(3);
    Host first = hosts.get(0);
    List<Player> players = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      get(first.engine.create("table-" + i, Tables.document("")));
      if (i % 2 == 0) {
        players.add(new Player("table-" + i, "ada", "phone-" + i));
      }
    }
    until("all play", () -> players.stream().allMatch(player -> player.acked > 3));
    assertTrue(get(first.node.mover().drain()));
    assertEquals(0, first.engine.usage().documents());
    for (Player player : players) {
      until("it is played elsewhere", () -> !player.at.equals(first.address()));
      long from = player.acked;
      until("it goes on", () -> player.acked > from + 3);
    }
    assertFalse(get(hosts.get(1).node.directory().locate(TABLE)).equals(first.address()));
    assertTrue(
        first.node.mover().moves().list().stream()
            .allMatch(
                report ->
                    report.outcome() == MoveReport.Outcome.MOVED
                        || report.outcome() == MoveReport.Outcome.CLOSED),
        () -> first.node.mover().moves().list().toString());
    get(hosts.get(1).node.mover().drain(first.address(), false));
    until("it is ready", () -> first.node.census().state() == NodeState.READY);
    players.forEach(Player::stop);
  }
}
