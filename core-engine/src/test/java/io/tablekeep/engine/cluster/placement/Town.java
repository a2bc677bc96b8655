package io.tablekeep.engine.cluster.placement;

import io.tablekeep.engine.cluster.placement.NodeCard.Capacity;
import io.tablekeep.engine.cluster.placement.NodeCard.Held;
import io.tablekeep.engine.cluster.placement.NodeCard.Pulse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A cluster on virtual time, one second a tick, with the real placement code: nodes that fail, join
 * and restart, documents that sleep, wake and are wanted, cards that are seconds old. Primitive
 * arrays, so that millions of documents fit.
 *
 * <p>With fewer views than nodes several nodes share one roster, in which nothing is counted as
 * sent: each then decides as if none of the others' decisions, and none of its own, were known
 * before they show in cards. With as many views as nodes each has its own and counts, as in life.
 */
final class Town {
  /** How a town is laid out. */
  record Plan(
      int nodes,
      int room,
      int documents,
      int views,
      int oldest,
      List<Double> weights,
      double meanLoad,
      double zipf,
      long seed) {}

  static final int NOBODY = -1;
  private static final int MEMORY = 8;
  private static final long EACH = 4_000_000;
  private static final int LONG_AGO = -100_000;

  final Plan plan;
  final SplittableRandom random;
  final RebalancePolicy policy = RebalancePolicy.defaults();
  int now;

  // Nodes.
  final NodeState[] state;
  final double[] weight;
  final int[] most;
  final int[] held;
  final int[] active;
  final double[] load;
  final double[] drag;
  final int[] leaving;
  final int[] coming;
  private final int[] goneAt;
  private final long[] run;
  private final String[] names;
  private final int[] idleHead;
  private final int[] idleTail;
  private final int[] busyHead;
  private final Rebalancer<Integer>[] rebalancers;
  private final SlowWatch[] watches;
  int used;

  // Documents.
  final int[] owner;
  final float[] rate;
  private final int[] next;
  private final int[] before;
  private final int[] came;

  // What was told, by tick: a ring of measurements.
  private final NodeCard[][] told;
  private final Roster[] rosters;
  private final Placer[] placers;
  private final int[] delays;

  // Documents that nobody owns: those wanted at once, and those that sleep.
  private int[] wanted = new int[1024];
  private int wants;
  private int[] asleep = new int[1024];
  private int sleepers;
  private final List<int[]> flights = new ArrayList<>();

  long moves;
  long refusedMoves;
  long placed;
  long failedPlacements;
  int mostInFlight;
  int lastMove;
  double wakes = 1.0 / 300;
  double noise;

  @SuppressWarnings({"unchecked", "rawtypes"})
  Town(Plan plan) {
    this.plan = plan;
    random = new SplittableRandom(plan.seed());
    int room = plan.room();
    state = new NodeState[room];
    weight = new double[room];
    most = new int[room];
    held = new int[room];
    active = new int[room];
    load = new double[room];
    drag = new double[room];
    leaving = new int[room];
    coming = new int[room];
    goneAt = new int[room];
    run = new long[room];
    names = new String[room];
    idleHead = filled(room);
    idleTail = filled(room);
    busyHead = filled(room);
    rebalancers = new Rebalancer[room];
    watches = new SlowWatch[room];
    owner = filled(plan.documents());
    next = filled(plan.documents());
    before = filled(plan.documents());
    came = new int[plan.documents()];
    rate = new float[plan.documents()];
    told = new NodeCard[MEMORY][room];
    rosters = new Roster[plan.views()];
    placers = new Placer[plan.views()];
    delays = new int[plan.views()];
    for (int v = 0; v < plan.views(); v++) {
      rosters[v] = new Roster(PlacementPolicy.defaults());
      placers[v] = new Placer(rosters[v]);
      delays[v] = plan.oldest() <= 1 ? plan.oldest() : 1 + v % plan.oldest();
    }
    shareOutRates();
    for (int i = 0; i < plan.nodes(); i++) {
      build();
    }
    tell();
  }

  private static int[] filled(int size) {
    int[] array = new int[size];
    Arrays.fill(array, NOBODY);
    return array;
  }

  /** One in ten has people at it; their loads follow Zipf, none is more than 0.3 of a node. */
  private void shareOutRates() {
    double[] all = new double[plan.documents() / 10];
    double sum = 0;
    for (int i = 0; i < all.length; i++) {
      all[i] = Math.pow(i + 1, -plan.zipf());
      sum += all[i];
    }
    double weights = 0;
    for (int i = 0; i < plan.nodes(); i++) {
      weights += plan.weights().get(i % plan.weights().size());
    }
    double scale = plan.meanLoad() * weights / sum;
    for (int i = 0; i < all.length; i++) {
      int document;
      do {
        document = random.nextInt(plan.documents());
      } while (rate[document] > 0);
      rate[document] = (float) Math.max(1e-6, Math.min(0.3, all[i] * scale));
    }
  }

  private int view(int node) {
    return node % plan.views();
  }

  /** A new node; those that were dead are not used again. */
  int build() {
    int node = used++;
    names[node] = "node-" + node;
    weight[node] = plan.weights().get(node % plan.weights().size());
    most[node] = (int) (800 * weight[node]);
    drag[node] = 1;
    start(node);
    return node;
  }

  private void start(int node) {
    state[node] = NodeState.READY;
    run[node]++;
    goneAt[node] = Integer.MAX_VALUE;
    Roster roster = rosters[view(node)];
    rebalancers[node] = new Rebalancer<>(names[node], roster, policy);
    watches[node] =
        new SlowWatch(names[node], roster, Duration.ofSeconds(20), Duration.ofSeconds(60));
  }

  void kill(int node) {
    state[node] = NodeState.GONE;
    goneAt[node] = now;
    for (int list : new int[] {idleHead[node], busyHead[node]}) {
      for (int d = list; d != NOBODY; ) {
        int after = next[d];
        owner[d] = NOBODY;
        lose(d);
        d = after;
      }
    }
    clear(node);
  }

  private void clear(int node) {
    idleHead[node] = NOBODY;
    idleTail[node] = NOBODY;
    busyHead[node] = NOBODY;
    held[node] = 0;
    active[node] = 0;
    load[node] = 0;
    leaving[node] = 0;
    coming[node] = 0;
  }

  private void lose(int d) {
    if (rate[d] > 0) {
      want(d);
    } else {
      if (sleepers == asleep.length) {
        asleep = Arrays.copyOf(asleep, 2 * sleepers);
      }
      asleep[sleepers++] = d;
    }
  }

  private void want(int d) {
    if (wants == wanted.length) {
      wanted = Arrays.copyOf(wanted, 2 * wants);
    }
    wanted[wants++] = d;
  }

  /** All documents are wanted for the first time, over so many ticks. */
  void open(int ticks) {
    int from = 0;
    for (int t = 0; t < ticks; t++) {
      int to = (int) ((long) plan.documents() * (t + 1) / ticks);
      for (int d = from; d < to; d++) {
        want(d);
      }
      from = to;
      tick();
    }
    for (int t = 0; t < 20 || wants > 0; t++) {
      tick();
    }
    Arrays.fill(came, LONG_AGO);
  }

  void tick() {
    now++;
    tell();
    hear();
    land();
    placeWanted();
    plan();
  }

  private void tell() {
    NodeCard[] cards = told[now % MEMORY];
    for (int node = 0; node < used; node++) {
      cards[node] = state[node] == NodeState.GONE ? null : card(node);
    }
  }

  private NodeCard card(int node) {
    double busy = Math.max(0, Math.min(1, load[node] + noise * (2 * random.nextDouble() - 1)));
    double late = drag[node] * (1 + 10 * noise * random.nextDouble());
    long p99 = (long) (4_000 / Math.max(0.05, 1 - busy) * late);
    double health = Health.score(busy, p99, 0, 0, 0);
    return new NodeCard(
        names[node],
        names[node],
        run[node],
        now,
        now * 1_000L,
        state[node],
        new Capacity(weight[node], most[node], most[node] * EACH),
        new Held(
            held[node],
            Math.min(active[node], held[node]),
            held[node] * EACH,
            leaving[node] + coming[node]),
        new Pulse(busy, health, p99 / 4, p99));
  }

  private void hear() {
    for (int v = 0; v < rosters.length; v++) {
      int then = Math.max(0, now - delays[v]);
      NodeCard[] cards = told[then % MEMORY];
      for (int node = 0; node < used; node++) {
        NodeCard card = cards[node];
        if (card != null && card.version() <= now && card.incarnation() == run[node]) {
          if (goneAt[node] > now - 1 - v % 2) {
            rosters[v].put(card);
          }
        }
        if (goneAt[node] == now - 1 - v % 2) {
          rosters[v].remove(names[node]);
        }
      }
    }
  }

  private void land() {
    List<int[]> landing = new ArrayList<>(flights);
    flights.clear();
    for (int[] flight : landing) {
      int d = flight[0];
      int from = flight[1];
      int to = flight[2];
      boolean fromIsHere = state[from] != NodeState.GONE && run[from] == flight[3];
      boolean toIsHere = state[to] != NodeState.GONE && run[to] == flight[4];
      if (fromIsHere) {
        leaving[from]--;
        held[from]--;
      }
      if (toIsHere) {
        coming[to]--;
      }
      owner[d] = NOBODY;
      if (toIsHere && held[to] < most[to]) {
        take(to, d);
      } else if (fromIsHere) {
        take(from, d);
      } else {
        lose(d);
      }
    }
  }

  private void take(int node, int d) {
    owner[d] = node;
    held[node]++;
    came[d] = now;
    link(node, d);
  }

  private void link(int node, int d) {
    if (rate[d] > 0) {
      active[node]++;
      load[node] += rate[d] / weight[node];
      next[d] = busyHead[node];
      before[d] = NOBODY;
      if (busyHead[node] != NOBODY) {
        before[busyHead[node]] = d;
      }
      busyHead[node] = d;
    } else {
      next[d] = NOBODY;
      before[d] = idleTail[node];
      if (idleTail[node] == NOBODY) {
        idleHead[node] = d;
      } else {
        next[idleTail[node]] = d;
      }
      idleTail[node] = d;
    }
  }

  private void unlink(int node, int d) {
    boolean busy = rate[d] > 0;
    if (before[d] != NOBODY) {
      next[before[d]] = next[d];
    } else if (busy) {
      busyHead[node] = next[d];
    } else {
      idleHead[node] = next[d];
    }
    if (next[d] != NOBODY) {
      before[next[d]] = before[d];
    } else if (!busy) {
      idleTail[node] = before[d];
    }
    if (busy) {
      active[node]--;
      load[node] = Math.max(0, load[node] - rate[d] / weight[node]);
    }
  }

  /** Any node may be the one that is asked for the document. */
  private void placeWanted() {
    double waking = sleepers * wakes;
    int wakeNow = (int) waking + (random.nextDouble() < waking % 1 ? 1 : 0);
    for (int i = 0; i < wakeNow && sleepers > 0; i++) {
      int which = random.nextInt(sleepers);
      int d = asleep[which];
      asleep[which] = asleep[--sleepers];
      want(d);
    }
    int still = 0;
    for (int i = 0; i < wants; i++) {
      int d = wanted[i];
      int v = random.nextInt(rosters.length);
      Placement placement = placers[v].place(Wish.of(Mix.of(d)));
      int node = placement instanceof Placement.On on ? number(on.node()) : NOBODY;
      boolean taken =
          node != NOBODY
              && (state[node] == NodeState.READY || state[node] == NodeState.SLOW)
              && held[node] < most[node];
      if (taken) {
        take(node, d);
        placed++;
        count(v, node);
      } else {
        failedPlacements++;
        wanted[still++] = d;
      }
    }
    wants = still;
  }

  private void count(int v, int node) {
    if (rosters.length == plan.room()) {
      rosters[v].sent(names[node]);
    }
  }

  private static int number(String name) {
    return Integer.parseInt(name, 5, name.length(), 10);
  }

  private void plan() {
    for (int node = 0; node < used; node++) {
      if (state[node] == NodeState.GONE) {
        continue;
      }
      state[node] = watches[node].judge(now * 1_000L, state[node]);
      int from = node;
      for (Move<Integer> move :
          rebalancers[node].plan(now * 1_000L, leaving[node], coming[node], new Shelf(from))) {
        fly(from, move);
      }
    }
  }

  private void fly(int from, Move<Integer> move) {
    int to = number(move.to());
    int d = move.document();
    count(view(from), to);
    if ((state[to] != NodeState.READY && state[to] != NodeState.SLOW)
        || !rebalancers[to].admits(leaving[to] + coming[to])) {
      refusedMoves++;
      return;
    }
    unlink(from, d);
    leaving[from]++;
    coming[to]++;
    int inFlight = Math.max(leaving[from] + coming[from], leaving[to] + coming[to]);
    mostInFlight = Math.max(mostInFlight, inFlight);
    flights.add(new int[] {d, from, to, (int) run[from], (int) run[to]});
    moves++;
    lastMove = now;
  }

  /** The documents of a node. */
  private final class Shelf implements Holdings<Integer> {
    private final int node;

    Shelf(int node) {
      this.node = node;
    }

    private Movable<Integer> movable(int d) {
      double share = rate[d] / weight[node];
      return new Movable<>(d, Wish.of(Mix.of(d)), share, (now - came[d]) * 1_000L);
    }

    @Override
    public List<Movable<Integer>> idle(int most) {
      List<Movable<Integer>> found = new ArrayList<>();
      for (int d = idleHead[node]; d != NOBODY && found.size() < most; d = next[d]) {
        found.add(movable(d));
      }
      return found;
    }

    @Override
    public List<Movable<Integer>> active(int most, double mostLoad) {
      List<Movable<Integer>> found = new ArrayList<>();
      for (int d = busyHead[node]; d != NOBODY; d = next[d]) {
        if (rate[d] / weight[node] <= mostLoad) {
          found.add(movable(d));
        }
      }
      found.sort((a, b) -> Double.compare(b.load(), a.load()));
      return found.size() > most ? found.subList(0, most) : found;
    }
  }

  /** A campaign falls asleep and another wakes, of the same load. */
  void change(int documents) {
    for (int i = 0; i < documents; i++) {
      int d = random.nextInt(plan.documents());
      int other = random.nextInt(plan.documents());
      if (rate[d] > 0 && rate[other] == 0 && isAtRest(d) && isAtRest(other)) {
        float was = rate[d];
        unlink(owner[d], d);
        unlink(owner[other], other);
        rate[d] = 0;
        rate[other] = was;
        link(owner[d], d);
        link(owner[other], other);
      }
    }
  }

  /** Owned, and not on its way. */
  private boolean isAtRest(int d) {
    if (owner[d] == NOBODY) {
      return false;
    }
    for (int[] flight : flights) {
      if (flight[0] == d) {
        return false;
      }
    }
    return true;
  }

  void restart(int node) {
    if (held[node] != 0 || coming[node] != 0) {
      throw new IllegalStateException(names[node] + " still holds " + held[node]);
    }
    start(node);
  }

  int wants() {
    return wants;
  }

  int sleepers() {
    return sleepers;
  }

  /** Every document is in one place, and the books are right. */
  void check() {
    int[] counted = new int[used];
    for (int d = 0; d < owner.length; d++) {
      if (owner[d] != NOBODY) {
        counted[owner[d]]++;
      }
    }
    int all = wants + sleepers;
    for (int node = 0; node < used; node++) {
      if (counted[node] != held[node] || held[node] > most[node]) {
        throw new IllegalStateException(
            names[node] + " holds " + counted[node] + ", books say " + held[node]);
      }
      all += held[node];
    }
    if (all != owner.length) {
      throw new IllegalStateException(all + " of " + owner.length + " documents are left");
    }
  }

  /** Fill of serving nodes next to the mean fill: the largest, and the 99th percentile. */
  double[] fillBalance() {
    return balance(true);
  }

  double[] loadBalance() {
    return balance(false);
  }

  private double[] balance(boolean fill) {
    double[] values = new double[used];
    int count = 0;
    double sum = 0;
    double capacity = 0;
    for (int node = 0; node < used; node++) {
      if (state[node] == NodeState.READY) {
        double value = fill ? (double) held[node] / most[node] : load[node];
        values[count++] = value;
        sum += value * weight[node];
        capacity += weight[node];
      }
    }
    double mean = sum / capacity;
    Arrays.sort(values, 0, count);
    double p99 = values[Math.max(0, (int) Math.ceil(0.99 * count) - 1)];
    return new double[] {values[count - 1] / mean, p99 / mean, values[0] / mean, mean};
  }
}
