package io.tablekeep.engine.cluster.hazelcast;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.ExecutionCallback;
import com.hazelcast.core.HazelcastInstance;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tablekeep.engine.cluster.disks.Peers;
import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Questions to the disks of other members, over Hazelcast's own connections. A question and its
 * answer are two messages, so that nobody waits on a thread. Thread-safe.
 */
final class HazelcastPeers implements Peers {
  private static final Logger LOG = LoggerFactory.getLogger(HazelcastPeers.class);
  private static final Duration PATIENCE = Duration.ofSeconds(25);
  private static final int WAITING = 10_000;

  private final HazelcastInstance hazelcast;
  private final HazelcastMembers members;
  private final Loop loop;
  private final AtomicLong numbers = new AtomicLong();
  private final Map<Long, Waiting> waiting = new ConcurrentHashMap<>();
  private volatile Function<byte[], CompletionStage<byte[]>> answering =
      question -> CompletableFuture.failedFuture(gone("The disk of this node is not there yet."));

  private record Waiting(String node, CompletableFuture<byte[]> answer, Loop.Timer timer) {}

  HazelcastPeers(
      HazelcastInstance hazelcast,
      HazelcastMembers members,
      EngineRuntime runtime,
      MeterRegistry meters) {
    this.hazelcast = hazelcast;
    this.members = members;
    loop = runtime.loop("disk-peers");
    Object unused = hazelcast.getUserContext().put(DiskConfig.PEERS, this);
    members.onLost(this::lost);
    Gauge.builder("tablekeep.backup.questions", waiting, Map::size)
        .description("Questions to the disks of other nodes that wait for their answers")
        .strongReference(true)
        .register(meters);
  }

  private static TablekeepException gone(String message) {
    return new TablekeepException(ErrorKind.RESOURCE, "node-unreachable", message);
  }

  private @Nullable Member member(String node) {
    for (Member member : hazelcast.getCluster().getMembers()) {
      if (node.equals(member.getAttribute(HazelcastNode.NODE_ID))) {
        return member;
      }
    }
    return null;
  }

  @Override
  public CompletionStage<byte[]> ask(String node, byte[] question) {
    Member member = member(node);
    if (member == null) {
      return CompletableFuture.failedFuture(gone("The node " + node + " is not here."));
    }
    if (waiting.size() >= WAITING) {
      return CompletableFuture.failedFuture(
          new TablekeepException(
              ErrorKind.RESOURCE, "overloaded", "Too many questions wait for other disks."));
    }
    long number = numbers.incrementAndGet();
    CompletableFuture<byte[]> answer = new CompletableFuture<>();
    Loop.Timer timer =
        loop.after(
            PATIENCE, () -> fail(number, gone("The node " + node + " did not answer in time.")));
    waiting.put(number, new Waiting(node, answer, timer));
    send(
        member,
        new PeerMessage(number, members.self(), PeerMessage.Kind.QUESTION, question),
        failure -> fail(number, failure));
    return answer;
  }

  private void send(Member member, PeerMessage message, Function<Throwable, Boolean> failed) {
    try {
      hazelcast
          .getExecutorService(DiskConfig.PEERS)
          .submitToMember(
              message,
              member,
              new ExecutionCallback<Boolean>() {
                @Override
                public void onResponse(Boolean response) {}

                @Override
                public void onFailure(Throwable failure) {
                  notSent(message, failure, failed);
                }
              });
    } catch (IllegalStateException | RejectedExecutionException e) {
      // This member has just ended.
      notSent(message, e, failed);
    }
  }

  private static void notSent(
      PeerMessage message, Throwable failure, Function<Throwable, Boolean> failed) {
    if (failed.apply(failure)) {
      LOG.debug("{} between disks was not heard", message, failure);
    }
  }

  private boolean fail(long number, Throwable failure) {
    Waiting one = waiting.remove(number);
    if (one == null) {
      return false;
    }
    one.timer().cancel();
    return one.answer().completeExceptionally(failure);
  }

  private void lost(String node) {
    waiting.forEach(
        (number, each) -> {
          if (each.node().equals(node)) {
            boolean unused = fail(number, gone("The node " + node + " is not here any more."));
          }
        });
  }

  @Override
  public void answer(Function<byte[], CompletionStage<byte[]>> with) {
    answering = with;
  }

  /** On a thread of Hazelcast. */
  void heard(PeerMessage message) {
    if (message.kind() == PeerMessage.Kind.QUESTION) {
      reply(message);
      return;
    }
    if (message.kind() == PeerMessage.Kind.FAILURE) {
      boolean unused = fail(message.number(), gone(message.text()));
      return;
    }
    Waiting one = waiting.remove(message.number());
    if (one != null) {
      one.timer().cancel();
      one.answer().complete(message.bytes());
    }
  }

  private void reply(PeerMessage question) {
    CompletionStage<byte[]> answer;
    try {
      answer = answering.apply(question.bytes());
    } catch (RuntimeException e) {
      answer = CompletableFuture.failedFuture(e);
    }
    CompletableFuture<?> unused =
        answer
            .handle((bytes, failure) -> question.answer(members.self(), bytes, failure))
            .thenAccept(
                message -> {
                  Member asker = member(question.from());
                  if (asker != null) {
                    send(asker, message, failure -> true);
                  }
                })
            .toCompletableFuture();
  }
}
