package io.tablekeep.engine.cluster.hazelcast;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.DataSerializable;
import io.tablekeep.engine.cluster.disks.Reply;
import io.tablekeep.engine.cluster.disks.Step;
import io.tablekeep.engine.cluster.disks.Tail;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes a step where the tail lives, and again where its copies are. */
@SuppressWarnings({"serial", "NullAway.Init"}) // goes as data, never as a Java object
final class TailStep implements EntryProcessor<String, Tail, byte[]>, DataSerializable {
  private static final long serialVersionUID = 1L;

  private static final List<Reply.Kind> KINDS = List.of(Reply.Kind.values());

  private transient Step step;
  private boolean copy;

  /** For {@link #readData}. */
  TailStep() {}

  TailStep(Step step, boolean copy) {
    this.step = step;
    this.copy = copy;
  }

  @Override
  public byte[] process(Map.Entry<String, @Nullable Tail> entry) {
    Tail before = entry.getValue();
    Step.Taken taken = step.on(before);
    Reply reply = taken.reply();
    boolean done = reply.kind() == Reply.Kind.DONE;
    if (copy && !done && step.kind() == Step.Kind.PUT && reply.kind() != Reply.Kind.FENCED) {
      // It lacks what came before and is mended soon; until then it is no copy and must not count.
      throw new IllegalStateException("this copy is not up to date");
    }
    if (done && step.kind() != Step.Kind.LOOK) {
      entry.setValue(taken.tail());
    }
    return bytes(reply);
  }

  @Override
  public @Nullable EntryProcessor<String, Tail, byte[]> getBackupProcessor() {
    return step.kind() == Step.Kind.LOOK ? null : new TailStep(step, true);
  }

  private static byte[] bytes(Reply reply) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(KINDS.indexOf(reply.kind()));
      out.writeUTF(reply.owner());
      Tail tail = reply.tail();
      out.writeBoolean(tail != null);
      if (tail != null) {
        tail.write(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static Reply reply(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      Reply.Kind kind = KINDS.get(in.readByte());
      String owner = in.readUTF();
      return new Reply(kind, owner, in.readBoolean() ? Tail.read(in) : null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void writeData(ObjectDataOutput out) throws IOException {
    out.writeBoolean(copy);
    step.write(out);
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    copy = in.readBoolean();
    step = Step.read(in);
  }
}
