package io.tablekeep.engine.cluster.hazelcast;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.StreamSerializer;
import io.tablekeep.engine.cluster.disks.Tail;
import java.io.IOException;

/** How a tail goes to another member as a whole. */
final class TailForm implements StreamSerializer<Tail> {
  private static final int TYPE = 7_001;

  @Override
  public int getTypeId() {
    return TYPE;
  }

  @Override
  public void write(ObjectDataOutput out, Tail tail) throws IOException {
    tail.write(out);
  }

  @Override
  public Tail read(ObjectDataInput in) throws IOException {
    return Tail.read(in);
  }
}
