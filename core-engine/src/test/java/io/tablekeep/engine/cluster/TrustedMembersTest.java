package io.tablekeep.engine.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tablekeep.engine.runtime.Bus;
import io.tablekeep.engine.runtime.sim.SimulatedNetwork;
import io.tablekeep.engine.runtime.sim.SimulatedRuntime;
import io.tablekeep.engine.runtime.sim.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Who is believed to belong to a cluster. */
class TrustedMembersTest {
  private final Simulation simulation = new Simulation(5);
  private final SimulatedNetwork network = new SimulatedNetwork(simulation);
  private final Set<String> here = new TreeSet<>();
  private final List<Consumer<String>> listeners = new ArrayList<>();

  private TrustedMembers node(String name, String secret) {
    here.add(name);
    SimulatedRuntime process = simulation.runtime(name);
    Bus bus = network.connect(process, name);
    Members all =
        new Members() {
          @Override
          public String self() {
            return name;
          }

          @Override
          public Set<String> live() {
            return Set.copyOf(here);
          }

          @Override
          public void onLost(Consumer<String> lost) {
            listeners.add(lost);
          }
        };
    TrustedMembers trusted =
        new TrustedMembers(all, bus, process, secret, new SimpleMeterRegistry());
    simulation.await(trusted.begin());
    return trusted;
  }

  @Test
  void whoProvesTheSecretIsHereAndNobodyElse() {
    TrustedMembers ann = node("ann", "the secret");
    TrustedMembers bob = node("bob", "the secret");
    TrustedMembers eve = node("eve", "a guess");
    assertEquals(Set.of("ann"), ann.live(), "nobody is trusted before it was asked");
    simulation.advance(Duration.ofSeconds(3));
    assertEquals(Set.of("ann", "bob"), ann.live());
    assertEquals(Set.of("ann", "bob"), bob.live());
    assertEquals(Set.of("eve"), eve.live());
  }

  @Test
  void whoCannotBeAskedAtFirstIsAskedAgainAndWhoIsLostIsTold() {
    TrustedMembers ann = node("ann", "the secret");
    node("bob", "the secret");
    List<String> lost = new ArrayList<>();
    ann.onLost(lost::add);
    network.cut("ann", "bob");
    simulation.advance(Duration.ofSeconds(5));
    assertEquals(Set.of("ann"), ann.live());
    network.join("ann", "bob");
    simulation.advance(Duration.ofSeconds(5));
    assertEquals(Set.of("ann", "bob"), ann.live());
    here.remove("bob");
    listeners.forEach(listener -> listener.accept("bob"));
    simulation.advance(Duration.ofSeconds(5));
    assertEquals(Set.of("ann"), ann.live());
    assertEquals(List.of("bob"), lost);
  }
}
