package io.tablekeep.engine.runtime.sim;

import io.tablekeep.engine.runtime.Bus;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The network between the processes of a {@link Simulation}: messages take a seeded while, keep
 * their order between two processes, and are lost where it is cut.
 */
public final class SimulatedNetwork {
  private static final long LATENCY_NANOS = 50_000;
  private static final long JITTER_NANOS = 450_000;

  private final Simulation simulation;
  private final Map<String, SimulatedBus> nodes = new LinkedHashMap<>();
  private final Set<String> cut = new HashSet<>();

  /** When the last message between two processes arrives, so that the next is not earlier. */
  private final Map<String, Long> last = new HashMap<>();

  /**
   * A network without processes.
   *
   * @param simulation whose processes talk
   */
  public SimulatedNetwork(Simulation simulation) {
    this.simulation = simulation;
  }

  /**
   * Connects a process.
   *
   * @param process not connected yet
   * @param name what the others call it
   * @return its bus
   */
  public Bus connect(SimulatedRuntime process, String name) {
    SimulatedBus bus = new SimulatedBus(process, name);
    nodes.put(name, bus);
    return bus;
  }

  /**
   * Loses what one process sends to another from now on, and what is on its way between them.
   *
   * @param from who sends
   * @param to who hears nothing
   */
  public void cut(String from, String to) {
    cut.add(from + ">" + to);
  }

  /**
   * Lets messages through again.
   *
   * @param from who sends
   * @param to who hears
   */
  public void join(String from, String to) {
    cut.remove(from + ">" + to);
  }

  /**
   * Whether messages arrive.
   *
   * @param from who sends
   * @param to who hears
   * @return false where it is cut or the other process has ended
   */
  public boolean reaches(String from, String to) {
    SimulatedBus bus = nodes.get(to);
    return bus != null && bus.process.isAlive() && !cut.contains(from + ">" + to);
  }

  private void carry(String from, String to, Runnable arrive) {
    long now = simulation.nanos();
    long at = now + LATENCY_NANOS + simulation.chance().below((int) JITTER_NANOS);
    String way = from + ">" + to;
    long in = Math.max(at, last.getOrDefault(way, 0L) + 1);
    last.put(way, in);
    simulation.add(
        in - now,
        true,
        way,
        null,
        () -> {
          if (reaches(from, to)) {
            arrive.run();
          }
        });
  }

  private final class SimulatedBus implements Bus {
    private final SimulatedRuntime process;
    private final String name;
    private final Map<String, Topic> topics = new HashMap<>();

    private record Topic(Loop loop, Answerer answerer) {}

    SimulatedBus(SimulatedRuntime process, String name) {
      this.process = process;
      this.name = name;
    }

    @Override
    public String self() {
      return name;
    }

    @Override
    public void send(String node, String topic, byte[] message) {
      carry(name, node, () -> arrived(node, topic, message, null));
    }

    @Override
    public CompletionStage<byte[]> ask(String node, String topic, byte[] message, Duration atMost) {
      CompletableFuture<byte[]> answer = new CompletableFuture<>();
      if (!process.isAlive()) {
        return answer;
      }
      Simulation.Event patience =
          simulation.add(
              atMost.toNanos(), true, name + " waits", process, () -> giveUp(node, answer));
      CompletableFuture<byte[]> unused =
          answer.whenComplete((made, fault) -> simulation.cancel(patience));
      carry(name, node, () -> arrived(node, topic, message, answer));
      return answer;
    }

    private void giveUp(String node, CompletableFuture<byte[]> answer) {
      answer.completeExceptionally(
          new TablekeepException(
              ErrorKind.RESOURCE, "node-unreachable", "Node " + node + " does not answer."));
    }

    private void arrived(
        String node, String topic, byte[] message, @Nullable CompletableFuture<byte[]> answer) {
      SimulatedBus there = nodes.get(node);
      Topic known = there == null ? null : there.topics.get(topic);
      if (known == null) {
        if (answer != null) {
          carry(node, name, () -> giveUp(node, answer));
        }
        return;
      }
      known
          .loop()
          .execute(
              () -> {
                CompletionStage<byte[]> said = known.answerer().answer(name, message);
                if (answer != null) {
                  CompletionStage<byte[]> unused =
                      said.whenComplete(
                          (made, fault) -> carry(node, name, () -> settle(answer, made, fault)));
                }
              });
    }

    private void settle(
        CompletableFuture<byte[]> answer, byte @Nullable [] made, @Nullable Throwable fault) {
      if (!process.isAlive()) {
        return;
      }
      if (made != null) {
        answer.complete(made);
      } else {
        Throwable cause =
            fault instanceof CompletionException && fault.getCause() != null
                ? fault.getCause()
                : fault;
        answer.completeExceptionally(
            cause == null ? new IllegalStateException("an answer without content") : cause);
      }
    }

    @Override
    public CompletionStage<Void> listen(String topic, Loop loop, Listener listener) {
      return answer(
          topic,
          loop,
          (from, message) -> {
            listener.heard(from, message);
            return CompletableFuture.completedFuture(new byte[0]);
          });
    }

    @Override
    public CompletionStage<Void> answer(String topic, Loop loop, Answerer answerer) {
      topics.put(topic, new Topic(loop, answerer));
      return CompletableFuture.completedFuture(null);
    }
  }
}
