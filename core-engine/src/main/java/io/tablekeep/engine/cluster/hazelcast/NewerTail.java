package io.tablekeep.engine.cluster.hazelcast;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.spi.merge.MergingValue;
import com.hazelcast.spi.merge.SplitBrainMergePolicy;
import io.tablekeep.engine.cluster.disks.Tail;
import org.jspecify.annotations.Nullable;

/** When two parts of a cluster meet again, the tail of the higher epoch stays. */
public final class NewerTail implements SplitBrainMergePolicy<Tail, MergingValue<Tail>, Object> {
  /** For Hazelcast. */
  public NewerTail() {}

  @Override
  public @Nullable Object merge(MergingValue<Tail> merging, @Nullable MergingValue<Tail> existing) {
    Tail theirs = merging.getDeserializedValue();
    Tail ours = existing == null ? null : existing.getDeserializedValue();
    return ours == null || (theirs != null && theirs.beats(ours)) ? theirs : ours;
  }

  @Override
  public void writeData(ObjectDataOutput out) {}

  @Override
  public void readData(ObjectDataInput in) {}
}
