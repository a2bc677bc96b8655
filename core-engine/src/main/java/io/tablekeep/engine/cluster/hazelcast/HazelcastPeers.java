package io.tablekeep.engine.cluster.hazelcast;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.ExecutionCallback;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.DataSerializable;
import io.tablekeep.engine.cluster.disks.Peers;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Questions to the disks of other members, over Hazelcast's own connections. */
final class HazelcastPeers implements Peers {
  private static final int PATIENCE_SECONDS = 20;

  private final HazelcastInstance hazelcast;

  HazelcastPeers(HazelcastInstance hazelcast) {
    this.hazelcast = hazelcast;
  }

  @Override
  public CompletionStage<byte[]> ask(String node, byte[] question) {
    for (Member member : hazelcast.getCluster().getMembers()) {
      if (node.equals(member.getAttribute(HazelcastNode.NODE_ID))) {
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        hazelcast
            .getExecutorService(DiskConfig.PEERS)
            .submitToMember(
                new Question(question),
                member,
                new ExecutionCallback<byte[]>() {
                  @Override
                  public void onResponse(byte[] response) {
                    answer.complete(response);
                  }

                  @Override
                  public void onFailure(Throwable failure) {
                    answer.completeExceptionally(failure);
                  }
                });
        return answer.orTimeout(PATIENCE_SECONDS + 5, TimeUnit.SECONDS);
      }
    }
    return CompletableFuture.failedFuture(
        new TablekeepException(
            ErrorKind.RESOURCE, "node-unreachable", "The node " + node + " is not here."));
  }

  @Override
  public void answer(Function<byte[], CompletionStage<byte[]>> answering) {
    ConcurrentMap<String, Object> context = hazelcast.getUserContext();
    context.put(DiskConfig.PEERS, answering);
  }

  /** Waits on a thread that Hazelcast has for this. */
  @SuppressWarnings({"serial", "NullAway.Init"}) // goes as data, never as a Java object
  static final class Question
      implements Callable<byte[]>, DataSerializable, HazelcastInstanceAware, java.io.Serializable {
    private static final long serialVersionUID = 1L;

    private byte[] question;
    private transient HazelcastInstance here;

    /** For {@link #readData}. */
    Question() {}

    Question(byte[] question) {
      this.question = question;
    }

    @Override
    public void setHazelcastInstance(HazelcastInstance hazelcast) {
      here = hazelcast;
    }

    @Override
    @SuppressWarnings("unchecked")
    public byte[] call() throws Exception {
      Object answering = here.getUserContext().get(DiskConfig.PEERS);
      if (answering == null) {
        throw new TablekeepException(
            ErrorKind.RESOURCE, "node-unreachable", "The disk of this node is not there yet.");
      }
      return ((Function<byte[], CompletionStage<byte[]>>) answering)
          .apply(question)
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
      out.writeByteArray(question);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
      byte[] bytes = in.readByteArray();
      question = bytes == null ? new byte[0] : bytes;
    }
  }
}
