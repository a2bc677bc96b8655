package io.tablekeep.engine.cluster.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tablekeep.engine.cluster.disks.Backup;
import io.tablekeep.engine.cluster.disks.Reply;
import io.tablekeep.engine.cluster.disks.Step;
import io.tablekeep.engine.cluster.disks.Tail;
import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.sdk.state.DocumentId;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** The backup in the memory of Hazelcast's members. */
final class HazelcastBackup implements Backup {
  private final HazelcastInstance hazelcast;
  private final EngineRuntime runtime;
  private final IMap<String, Tail> map;

  HazelcastBackup(HazelcastInstance hazelcast, EngineRuntime runtime, MeterRegistry meters) {
    this.hazelcast = hazelcast;
    this.runtime = runtime;
    map = hazelcast.getMap(DiskConfig.BACKUP);
    Gauge.builder("tablekeep.backup.held", map, all -> all.getLocalMapStats().getOwnedEntryCount())
        .description("Documents that this node holds the tail of in memory")
        .strongReference(true)
        .register(meters);
  }

  @Override
  public CompletionStage<Reply> step(DocumentId id, Step step) {
    return map.submitToKey(id.toString(), new TailStep(step, false)).thenApply(TailStep::reply);
  }

  /** Asks all members and waits for them. */
  @Override
  public CompletionStage<Boolean> isSafe() {
    return runtime.offload(() -> hazelcast.getPartitionService().isClusterSafe());
  }

  @Override
  public void onLost(Runnable told) {
    UUID unused =
        hazelcast
            .getPartitionService()
            .addPartitionLostListener(
                event -> {
                  if (event.getLostBackupCount() >= map(hazelcast)) {
                    told.run();
                  }
                });
  }

  private static int map(HazelcastInstance hazelcast) {
    return hazelcast.getConfig().getMapConfig(DiskConfig.BACKUP).getBackupCount();
  }
}
