package io.tablekeep.engine.sim;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tablekeep.engine.cluster.Directory;
import io.tablekeep.engine.cluster.Members;
import io.tablekeep.engine.cluster.move.Moves;
import io.tablekeep.engine.runtime.sim.SimulatedNetwork;
import io.tablekeep.engine.runtime.sim.SimulatedRuntime;
import io.tablekeep.engine.runtime.sim.Simulation;
import io.tablekeep.sdk.store.CampaignStore;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** One node of a simulated cluster: what it believes of the others, its directory, its engine. */
final class ClusterNode {
  final String name;
  final Directory directory;
  final Host host;
  final Moves moves;
  private final Set<String> live = new LinkedHashSet<>();
  private final List<Consumer<String>> listeners = new ArrayList<>();
  private int side;

  ClusterNode(
      Simulation simulation,
      String name,
      SimulatedMap map,
      SimulatedNetwork network,
      Directory.Placing placing,
      CampaignStore store,
      Plan plan) {
    this.name = name;
    live.add(name);
    SimulatedRuntime runtime = simulation.runtime(name);
    directory = new Directory(map.seenFrom(() -> side), members(), placing, runtime);
    host = new Host(runtime, name, store, plan, directory);
    moves =
        new Moves(
            network.connect(runtime, name),
            members(),
            directory,
            runtime,
            new SimpleMeterRegistry());
    CompletionStage<Void> unused = moves.begin(host.engine(), (id, moving) -> moving < 4);
    directory.onSuperseded(
        id -> {
          CompletableFuture<Void> unusedEnd = host.release();
        });
  }

  private Members members() {
    return new Members() {
      @Override
      public String self() {
        return name;
      }

      @Override
      public Set<String> live() {
        return Set.copyOf(live);
      }

      @Override
      public void onLost(Consumer<String> lost) {
        listeners.add(lost);
      }
    };
  }

  Set<String> believes() {
    return live;
  }

  int side() {
    return side;
  }

  void side(int now) {
    side = now;
  }

  /** Learns who is here. */
  void learn(Set<String> now) {
    List<String> lost = new ArrayList<>(live);
    lost.removeAll(now);
    live.clear();
    live.addAll(now);
    live.add(name);
    lost.forEach(each -> listeners.forEach(listener -> listener.accept(each)));
  }
}
