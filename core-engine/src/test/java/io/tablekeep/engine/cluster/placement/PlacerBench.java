package io.tablekeep.engine.cluster.placement;

import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One decision, one card taken, and a node that dies and comes back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PlacerBench {
  @Param({"10", "1000", "10000"})
  int nodes;

  private Roster roster;
  private Placer placer;
  private NodeCard[] cards;
  private long key;
  private int turn;

  /** Nodes of four weights, a little more or less than half full. */
  @Setup(Level.Iteration)
  public void setUp() {
    roster = new Roster(PlacementPolicy.defaults());
    placer = new Placer(roster);
    cards = new NodeCard[nodes];
    for (int i = 0; i < nodes; i++) {
      int weight = 1 << (i % 4);
      cards[i] = Cards.of("node-" + i, weight, weight * (350 + i % 101), 1);
      roster.put(cards[i]);
    }
  }

  @Benchmark
  public Placement place() {
    return placer.place(Wish.of(key++));
  }

  @Benchmark
  public Placement placeWithoutOne() {
    return placer.place(Wish.of(key++).without(Set.of("node-1")));
  }

  /** As it is in life: cards come between decisions. */
  @Benchmark
  public Placement takeACardAndPlace() {
    turn = (turn + 1) % nodes;
    cards[turn] = cards[turn].in(NodeState.READY);
    roster.put(cards[turn]);
    return placer.place(Wish.of(key++));
  }

  @Benchmark
  public Placement dieReturnAndPlace() {
    turn = (turn + 1) % nodes;
    roster.remove("node-" + turn);
    Placement placement = placer.place(Wish.of(key++));
    roster.put(cards[turn]);
    return placement;
  }
}
