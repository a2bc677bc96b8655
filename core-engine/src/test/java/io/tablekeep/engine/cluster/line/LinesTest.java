package io.tablekeep.engine.cluster.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tablekeep.contracts.Seed;
import io.tablekeep.engine.cluster.Members;
import io.tablekeep.engine.runtime.Bus;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.engine.runtime.sim.SimulatedNetwork;
import io.tablekeep.engine.runtime.sim.SimulatedRuntime;
import io.tablekeep.engine.runtime.sim.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Lines on a network that loses what it is told to lose. */
class LinesTest {
  /** What came to one end, in order. */
  private static final class Ear implements LineEnd {
    final List<byte[]> heard = new ArrayList<>();
    @Nullable Line line;
    String closed = "";
    boolean writable = true;
    boolean slow;

    @Override
    public void heard(byte[] message) {
      heard.add(message);
      if (!slow && line != null) {
        line.took(message.length);
      }
    }

    @Override
    public void writable(boolean now) {
      writable = now;
    }

    @Override
    public void closed(String code, String message) {
      assertEquals("", closed, "closed twice");
      closed = code;
    }
  }

  /** A process with its lines. */
  private static final class Node implements Members {
    final String name;
    final SimulatedRuntime process;
    final Lines lines;
    final List<Ear> answered = new ArrayList<>();
    final List<Loop> loops = new ArrayList<>();
    private final List<Consumer<String>> listeners = new ArrayList<>();

    Node(Simulation simulation, SimulatedNetwork network, String name) {
      this.name = name;
      process = simulation.runtime(name);
      for (int i = 0; i < 3; i++) {
        loops.add(process.loop("loop " + i));
      }
      Bus bus = network.connect(process, name);
      lines = new Lines(bus, this, process, new Answers(), new SimpleMeterRegistry());
      simulation.await(lines.listen());
    }

    private final class Answers implements Lines.Answering {
      @Override
      public Optional<Loop> place(String peer, byte[] hello) {
        return hello[0] < 0 ? Optional.empty() : Optional.of(loops.get(hello[0]));
      }

      @Override
      public LineEnd answer(Line line, byte[] hello) {
        Ear ear = new Ear();
        ear.line = line;
        answered.add(ear);
        line.send(new byte[] {hello[0]});
        return ear;
      }
    }

    @Override
    public String self() {
      return name;
    }

    @Override
    public Set<String> live() {
      return Set.of("ann", "bob");
    }

    @Override
    public void onLost(Consumer<String> lost) {
      listeners.add(lost);
    }

    void lose(String other) {
      listeners.forEach(listener -> listener.accept(other));
    }

    Ear open(Node to, int here, int there) {
      Ear ear = new Ear();
      Loop loop = loops.get(here);
      loop.execute(() -> ear.line = lines.open(to.name, loop, new byte[] {(byte) there}, ear));
      return ear;
    }
  }

  private final Simulation simulation = new Simulation(11);
  private final SimulatedNetwork network = new SimulatedNetwork(simulation);
  private final Node ann = new Node(simulation, network, "ann");
  private final Node bob = new Node(simulation, network, "bob");

  private static Line line(Ear ear) {
    Line line = ear.line;
    if (line == null) {
      throw new AssertionError("the line was not opened");
    }
    return line;
  }

  private void say(Ear ear, byte[]... parts) {
    Line line = line(ear);
    line.loop().execute(() -> line.send(parts));
  }

  @Test
  void whatIsSaidIsHeardBothWaysAndWhole() {
    Ear mine = ann.open(bob, 0, 1);
    simulation.runUntilIdle();
    byte[] large = new byte[3 << 20];
    Arrays.fill(large, (byte) 7);
    say(mine, new byte[] {1}, new byte[0], large, new byte[] {2});
    say(mine, new byte[0]);
    simulation.runUntilIdle();
    Ear theirs = bob.answered.get(0);
    assertEquals(2, theirs.heard.size());
    assertEquals(large.length + 2, theirs.heard.get(0).length);
    assertEquals(2, theirs.heard.get(0)[large.length + 1]);
    assertEquals(0, theirs.heard.get(1).length);
    assertEquals(1, mine.heard.size());
    assertEquals("ann", line(theirs).peer());
  }

  @Test
  void whoDoesNotTakeWhatComesStopsWhoSends() {
    Ear mine = ann.open(bob, 0, 0);
    simulation.runUntilIdle();
    Ear theirs = bob.answered.get(0);
    theirs.slow = true;
    say(mine, new byte[Lines.WINDOW + 1]);
    simulation.runUntilIdle();
    assertEquals(false, mine.writable);
    assertEquals(Lines.WINDOW + 1, line(mine).outstanding());
    line(theirs).loop().execute(() -> line(theirs).took(Lines.WINDOW));
    simulation.runUntilIdle();
    assertTrue(mine.writable);
    assertEquals(1, line(mine).outstanding());
  }

  @Test
  void anEndIsToldOnceAndNothingIsLeft() {
    Ear mine = ann.open(bob, 0, 1);
    Ear refused = ann.open(bob, 1, -1);
    simulation.runUntilIdle();
    assertEquals("overloaded", refused.closed);
    say(mine, new byte[] {1});
    line(mine).loop().execute(() -> line(mine).close("left", "Enough."));
    simulation.runUntilIdle();
    assertEquals("left", bob.answered.get(0).closed);
    assertEquals(1, bob.answered.get(0).heard.size());
    assertEquals("", mine.closed);
    assertEquals(0, ann.lines.size() + bob.lines.size());
  }

  @Test
  void whatIsOverAtOneNodeIsOverAtTheOther() {
    Ear mine = ann.open(bob, 0, 1);
    simulation.runUntilIdle();
    bob.lose("ann");
    simulation.runUntilIdle();
    assertEquals("node-lost", bob.answered.get(0).closed);
    assertEquals("", mine.closed);
    say(mine, new byte[] {1});
    simulation.runUntilIdle();
    assertEquals("line-broken", mine.closed, "nobody is there any more");
    assertEquals(0, ann.lines.size());
  }

  @Test
  void whatIsHeardIsABeginningOfWhatWasSaidWhateverIsLost() {
    long from = Seed.of("whatIsHeardIsABeginningOfWhatWasSaidWhateverIsLost");
    int broken = 0;
    for (int i = 0; i < 300; i++) {
      broken += talk(from + i) ? 1 : 0;
    }
    assertTrue(broken > 30 && broken < 290, "lines broke in " + broken + " of 300 runs");
  }

  /** Two nodes talk on several lines while the network fails; tells whether a line broke. */
  private static boolean talk(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Simulation simulation = new Simulation(seed);
    SimulatedNetwork network = new SimulatedNetwork(simulation);
    Node ann = new Node(simulation, network, "ann");
    Node bob = new Node(simulation, network, "bob");
    List<Ear> ears = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      ears.add((i % 2 == 0 ? ann : bob).open(i % 2 == 0 ? bob : ann, i % 3, random.nextInt(3)));
    }
    simulation.runUntilIdle();
    List<List<Integer>> said = new ArrayList<>();
    for (Ear ear : ears) {
      List<Integer> sizes = new ArrayList<>();
      said.add(sizes);
      for (int n = 0; n < 40; n++) {
        int size = 4 + (random.nextInt(20) == 0 ? random.nextInt(600_000) : random.nextInt(200));
        byte[] message = new byte[size];
        message[0] = (byte) n;
        Line line = line(ear);
        simulation.after(
            Duration.ofMillis(random.nextInt(200)),
            () ->
                line.loop()
                    .execute(
                        () -> {
                          if (ear.closed.isEmpty()) {
                            sizes.add(message.length);
                            line.send(message);
                          }
                        }));
      }
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      String a = random.nextBoolean() ? "ann" : "bob";
      String b = a.equals("ann") ? "bob" : "ann";
      int at = random.nextInt(200);
      simulation.after(Duration.ofMillis(at), () -> network.cut(a, b));
      simulation.after(Duration.ofMillis(at + 1 + random.nextInt(50)), () -> network.join(a, b));
    }
    simulation.advance(Duration.ofSeconds(30));
    List<Ear> others = new ArrayList<>(bob.answered);
    others.addAll(ann.answered);
    for (Ear heard : others) {
      List<Integer> sizes = heard.heard.stream().map(each -> each.length).toList();
      boolean known =
          said.stream()
              .anyMatch(
                  all -> sizes.size() <= all.size() && all.subList(0, sizes.size()).equals(sizes));
      assertTrue(known, "seed " + seed + ": what was heard was not said so: " + sizes);
    }
    boolean any = ears.stream().anyMatch(ear -> !ear.closed.isEmpty());
    if (!any) {
      List<Integer> counts = others.stream().map(each -> each.heard.size()).toList();
      assertTrue(counts.stream().allMatch(n -> n == 40), "seed " + seed + counts);
    }
    return any;
  }
}
