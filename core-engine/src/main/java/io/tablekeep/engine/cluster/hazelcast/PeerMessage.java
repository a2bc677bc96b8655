package io.tablekeep.engine.cluster.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.DataSerializable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A question to the disk of another member, or what became of one. Done as soon as it is heard. */
@SuppressWarnings({"serial", "NullAway.Init"}) // goes as data, never as a Java object
final class PeerMessage
    implements Callable<Boolean>, DataSerializable, HazelcastInstanceAware, java.io.Serializable {
  private static final long serialVersionUID = 1L;

  private static final List<Kind> KINDS = List.of(Kind.values());

  private long number;
  private String from;
  private Kind kind;
  private byte[] bytes;
  private transient HazelcastInstance here;

  /** What it is. */
  enum Kind {
    QUESTION,
    ANSWER,
    FAILURE
  }

  /** For {@link #readData}. */
  PeerMessage() {}

  PeerMessage(long number, String from, Kind kind, byte[] bytes) {
    this.number = number;
    this.from = from;
    this.kind = kind;
    this.bytes = bytes;
  }

  PeerMessage answer(String self, byte @Nullable [] answer, @Nullable Throwable failure) {
    return answer == null
        ? new PeerMessage(
            number,
            self,
            Kind.FAILURE,
            ("The disk of node " + self + " failed: " + failure).getBytes(StandardCharsets.UTF_8))
        : new PeerMessage(number, self, Kind.ANSWER, answer);
  }

  long number() {
    return number;
  }

  String from() {
    return from;
  }

  Kind kind() {
    return kind;
  }

  byte[] bytes() {
    return bytes;
  }

  String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public void setHazelcastInstance(HazelcastInstance hazelcast) {
    here = hazelcast;
  }

  @Override
  public Boolean call() {
    if (!(here.getUserContext().get(DiskConfig.PEERS) instanceof HazelcastPeers peers)) {
      throw new IllegalStateException("The disk of this node is not there yet.");
    }
    peers.heard(this);
    return true;
  }

  @Override
  public void writeData(ObjectDataOutput out) throws IOException {
    out.writeLong(number);
    out.writeString(from);
    out.writeByte(KINDS.indexOf(kind));
    out.writeByteArray(bytes);
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    number = in.readLong();
    String name = in.readString();
    from = name == null ? "" : name;
    kind = KINDS.get(in.readByte());
    byte[] read = in.readByteArray();
    bytes = read == null ? new byte[0] : read;
  }

  @Override
  public String toString() {
    return kind + " " + number + " from " + from;
  }
}
