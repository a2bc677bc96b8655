package io.tablekeep.engine.sim;

import io.tablekeep.engine.Action;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.Seat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One device of one participant: acts, asks again when it is not answered, repeats what was
 * answered, misuses an id now and then, and comes back when its connection ends.
 */
final class Player {
  private static final long PATIENCE = Duration.ofMillis(300).toNanos();
  private static final long CONNECT_PATIENCE = Duration.ofSeconds(2).toNanos();

  private final Scene world;
  private final String name;
  private final String device;
  private final int window;
  private final SplittableRandom random;
  private final List<Act> acts = new ArrayList<>();
  private int begun;

  private @Nullable Door host;
  private @Nullable Seat seat;
  private @Nullable Watched watched;
  private long connectingSince = -1;
  private int connection;

  /** One action of this device. */
  private static final class Act {
    final Action action;
    final String label;
    long sentAt;
    boolean retry;

    Act(Action action, String label) {
      this.action = action;
      this.label = label;
    }
  }

  Player(Scene world, String name, String device, Plan plan, long seed) {
    this.world = world;
    this.name = name;
    this.device = device;
    this.window = plan.window;
    this.random = new SplittableRandom(seed);
    for (int n = 1; n <= plan.actionsEach; n++) {
      acts.add(act(n));
    }
  }

  private Act act(int n) {
    String label = name + '-' + device + '-' + n;
    int kind = random.nextInt(10);
    if (kind < 3) {
      return act(n, "chat.say", "{\"text\":\"" + label + "\"}", label);
    } else if (kind < 5) {
      return act(n, "dice.roll", "{\"notation\":\"2d6\",\"label\":\"" + label + "\"}", label);
    } else if (kind < 7 && !name.equals("ben")) {
      // Every move goes to a place of its own, which tells the moves apart.
      double x = device.length() + n / 100.0;
      String token = name.equals("gm") ? "inn/t2" : "inn/t1";
      String to = "{\"x\":" + x + ",\"y\":2}";
      return act(n, "token.move", "{\"token\":\"" + token + "\",\"to\":" + to + '}', "to " + x);
    }
    if (kind < 8) {
      return act(n, "tally.offer", "{\"label\":\"" + label + "\"}", label);
    }
    String amount = "{\"amount\":" + random.nextInt(4) + ",\"label\":\"" + label + "\"}";
    return act(n, "tally.add", amount, label);
  }

  private Act act(int n, String type, String payload, String label) {
    return new Act(new Action(device, n, type, payload.getBytes(StandardCharsets.UTF_8)), label);
  }

  private String id(Act act) {
    return Evidence.id(name, device, act.action.n());
  }

  private boolean isTold(Act act) {
    return world.evidence().isTold(id(act));
  }

  boolean isDone() {
    return begun == acts.size() && acts.stream().allMatch(this::isTold);
  }

  @Nullable Watched watched() {
    return watched;
  }

  String name() {
    return name;
  }

  void start() {
    world.after(random.nextInt(20), this::turn);
  }

  private void turn() {
    Seat now = seat;
    if (now == null || host == null || !host.isAlive()) {
      connect();
    } else if (random.nextInt(100) == 0) {
      now.leave();
    } else {
      play(now);
    }
    world.after(1 + random.nextInt(isDone() ? 200 : 30), this::turn);
  }

  private void play(Seat now) {
    int waiting = 0;
    for (Act act : acts.subList(0, begun)) {
      if (!isTold(act)) {
        waiting++;
        if (act.retry || world.nanos() - act.sentAt > PATIENCE) {
          send(now, act);
          return;
        }
      }
    }
    int what = random.nextInt(20);
    if (what < 3 && begun > 0) {
      send(now, acts.get(random.nextInt(begun)));
    } else if (what == 3 && begun > 0 && isTold(acts.get(0))) {
      misuse(now, acts.get(0));
    } else if (waiting < window && begun < acts.size()) {
      decide();
      send(now, acts.get(begun++));
    }
  }

  /** A game master who sees something waiting answers that instead of what was planned. */
  private void decide() {
    Watched view = watched;
    if (name.equals("gm") && view != null && view.ask().isPresent()) {
      int n = begun + 1;
      String label = name + '-' + device + '-' + n;
      String decided = "{\"ask\":\"" + view.ask().get() + "\",\"approve\":" + random.nextBoolean();
      acts.set(begun, act(n, "ask.decide", decided + ",\"reason\":\"" + label + "\"}", label));
    }
  }

  private void send(Seat to, Act act) {
    act.sentAt = world.nanos();
    act.retry = false;
    world.evidence().sent(id(act), act.action.type(), act.label);
    world.evidence().hear(to.submit(act.action), (receipt, gone) -> answered(act, receipt));
  }

  private void answered(Act act, @Nullable Receipt receipt) {
    if (receipt != null) {
      world.told(id(act), receipt);
      act.retry = receipt.outcome() == Receipt.Outcome.RETRY;
    }
  }

  private void misuse(Seat to, Act act) {
    byte[] other = "{\"text\":\"something else\"}".getBytes(StandardCharsets.UTF_8);
    world
        .evidence()
        .hear(
            to.submit(new Action(device, act.action.n(), "chat.say", other)),
            (receipt, gone) -> {
              if (receipt != null) {
                world.evidence().misuse(id(act), receipt);
              }
            });
  }

  private void connect() {
    if (connectingSince >= 0 && world.nanos() - connectingSince < CONNECT_PATIENCE) {
      return;
    }
    Door to = world.door();
    if (!to.isAlive()) {
      return;
    }
    int mine = ++connection;
    seat = null;
    watched = null;
    host = to;
    connectingSince = world.nanos();
    Watched listener =
        new Watched(world.evidence(), (from, receipt) -> heard(receipt), () -> lost(mine));
    world
        .evidence()
        .hear(
            to.open().thenCompose(campaign -> campaign.join(name, listener)),
            (joined, failure) -> {
              if (mine == connection) {
                connectingSince = -1;
                if (joined != null && listener.closed().isEmpty()) {
                  seat = joined;
                  watched = listener;
                }
              } else if (joined != null) {
                joined.leave();
              }
            });
  }

  /** Receipts come in frames as well, to every seat that waits for one. */
  private void heard(Receipt receipt) {
    if (receipt.device().equals(device)
        && !receipt.code().equals("action-id-reused")
        && receipt.outcome() != Receipt.Outcome.RETRY) {
      world.told(Evidence.id(name, device, receipt.n()), receipt);
    }
  }

  private void lost(int which) {
    if (which == connection) {
      seat = null;
      watched = null;
      connectingSince = -1;
    }
  }

  /** Sends everything once more, from any seat of the same person, until it is answered. */
  CompletableFuture<?> repeatAll(Seat to) {
    return CompletableFuture.allOf(
        acts.stream().map(act -> repeat(to, act)).toArray(CompletableFuture[]::new));
  }

  private CompletableFuture<?> repeat(Seat to, Act act) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    repeat(to, act, done);
    return done;
  }

  private void repeat(Seat to, Act act, CompletableFuture<Void> done) {
    world
        .evidence()
        .hear(
            to.submit(act.action),
            (receipt, failure) -> {
              if (receipt == null) {
                done.completeExceptionally(new IllegalStateException(id(act), failure));
              } else if (receipt.outcome() == Receipt.Outcome.RETRY) {
                world.after(50, () -> repeat(to, act, done));
              } else {
                world.told(id(act), receipt);
                done.complete(null);
              }
            });
  }

  /** Whether it sits at a host and has its view. */
  boolean sitsAt(Door there) {
    return host == there && seat != null && watched != null && watched.isWelcome();
  }
}
