package io.tablekeep.engine.cluster.disks;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tablekeep.contracts.store.InMemoryStore;
import io.tablekeep.engine.cluster.Members;
import io.tablekeep.engine.cluster.SharedMap;
import io.tablekeep.engine.runtime.sim.Simulation;
import io.tablekeep.sdk.state.DocumentId;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Nodes with disks, and a memory that they share, in one thread. */
final class DisksWorld {
  final Simulation simulation;
  final Map<String, Node> live = new LinkedHashMap<>();
  private final Map<DocumentId, Tail> tails = new HashMap<>();
  private final Map<String, String> shared = new TreeMap<>();
  private int names;

  /** Of a hundred steps of the backup, how many fail in some way. */
  int faulty;

  /** Whether steps are never answered. */
  boolean hung;

  /** Whether the memory that they share has its second copies. */
  boolean safe = true;

  DisksWorld(long seed) {
    simulation = new Simulation(seed);
  }

  /** A process on a disk. */
  final class Node {
    final String name = "node-" + names++;
    final InMemoryStore disk;
    final OwnDisks store;
    private Function<byte[], CompletionStage<byte[]>> answering =
        question -> CompletableFuture.failedFuture(new IllegalStateException("not yet"));

    Node(InMemoryStore disk) {
      this.disk = disk;
      live.put(name, this);
      store =
          new OwnDisks(
              disk,
              new OwnDisks.Ground(
                  members(), backup(), peers(), shared(), simulation.runtime(name), meters()),
              3);
    }

    boolean isUp() {
      return live.get(name) == this;
    }

    private SimpleMeterRegistry meters() {
      return new SimpleMeterRegistry();
    }

    private Members members() {
      return new Members() {
        @Override
        public String self() {
          return name;
        }

        @Override
        public Set<String> live() {
          return isUp() ? Set.copyOf(live.keySet()) : Set.of(name);
        }

        @Override
        public void onLost(Consumer<String> lost) {}
      };
    }

    private Backup backup() {
      return new Backup() {
        @Override
        public CompletionStage<Reply> step(DocumentId id, Step step) {
          int fate = simulation.chance().below(100);
          boolean lost = fate < faulty / 2;
          boolean untold = !lost && fate < faulty;
          return later(
              () -> {
                if (hung) {
                  return new CompletableFuture<>();
                }
                if (lost || !isUp()) {
                  return CompletableFuture.failedFuture(new IllegalStateException("lost"));
                }
                Step.Taken taken = step.on(tails.get(id));
                if (taken.tail() == null) {
                  tails.remove(id);
                } else {
                  tails.put(id, taken.tail());
                }
                return untold
                    ? CompletableFuture.failedFuture(new IllegalStateException("untold"))
                    : CompletableFuture.completedFuture(taken.reply());
              });
        }

        @Override
        public CompletionStage<Boolean> isSafe() {
          return later(() -> CompletableFuture.completedFuture(safe));
        }

        @Override
        public void onLost(Runnable told) {}
      };
    }

    private Peers peers() {
      return new Peers() {
        @Override
        public CompletionStage<byte[]> ask(String node, byte[] question) {
          return later(
              () -> {
                Node other = live.get(node);
                return other == null || !isUp()
                    ? CompletableFuture.failedFuture(new IllegalStateException("not here"))
                    : other
                        .answering
                        .apply(question)
                        .thenCompose(
                            answer -> later(() -> CompletableFuture.completedFuture(answer)));
              });
        }

        @Override
        public void answer(Function<byte[], CompletionStage<byte[]>> with) {
          answering = with;
        }
      };
    }

    private SharedMap shared() {
      return new SharedMap() {
        @Override
        public CompletionStage<Optional<String>> get(String key) {
          return later(
              () -> CompletableFuture.completedFuture(Optional.ofNullable(shared.get(key))));
        }

        @Override
        public CompletionStage<Optional<String>> swap(
            String key, Optional<String> expected, Optional<String> next) {
          return later(
              () -> {
                if (Optional.ofNullable(shared.get(key)).equals(expected)) {
                  shared.remove(key);
                  next.ifPresent(value -> shared.put(key, value));
                }
                return CompletableFuture.completedFuture(Optional.ofNullable(shared.get(key)));
              });
        }

        @Override
        public CompletionStage<Map<String, String>> all(Predicate<String> which) {
          return later(() -> CompletableFuture.completedFuture(Map.copyOf(shared)));
        }
      };
    }
  }

  private <T> CompletionStage<T> later(Supplier<CompletionStage<T>> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    simulation.after(
        Duration.ofMillis(1 + simulation.chance().below(4)),
        () -> {
          CompletableFuture<?> unused =
              work.get()
                  .whenComplete(
                      (result, failure) -> {
                        if (failure != null) {
                          done.completeExceptionally(failure);
                        } else {
                          done.complete(result);
                        }
                      })
                  .toCompletableFuture();
        });
    return done;
  }

  /** The process ends; its disk stays. */
  void kill(Node node) {
    live.remove(node.name);
  }

  /** All end, and with them the memory they shared. */
  void killAll() {
    live.clear();
    tails.clear();
    shared.clear();
  }
}
