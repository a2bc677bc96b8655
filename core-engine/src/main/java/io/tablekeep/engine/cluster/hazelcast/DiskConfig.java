package io.tablekeep.engine.cluster.hazelcast;

import com.hazelcast.config.Config;
import com.hazelcast.config.ExecutorConfig;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.SerializerConfig;
import com.hazelcast.config.SplitBrainProtectionConfig;
import com.hazelcast.splitbrainprotection.SplitBrainProtectionOn;
import io.tablekeep.engine.cluster.disks.Tail;

/** What Hazelcast has to know when nodes keep copies for each other. */
final class DiskConfig {
  /** Where the tails of documents are. */
  static final String BACKUP = "tablekeep.backup";

  /** Which nodes have told what their disks have. */
  static final String NODES = "tablekeep.disks";

  /** Who answers the other disks. */
  static final String PEERS = "tablekeep.disks";

  private static final String MAJORITY = "tablekeep.majority";
  private static final int THREADS = 4;
  private static final int QUEUE = 10_000;

  private DiskConfig() {}

  static void into(Config config, int nodes) {
    // A copy that is not confirmed is no copy: the step fails instead of being taken for done.
    config.setProperty("hazelcast.operation.fail.on.indeterminate.state", "true");
    config.setProperty("hazelcast.operation.backup.timeout.millis", "5000");
    config
        .getSerializationConfig()
        .addSerializerConfig(
            new SerializerConfig().setTypeClass(Tail.class).setImplementation(new TailForm()));
    int majority = nodes <= 2 ? 1 : nodes / 2 + 1;
    // With this many copies each larger half of the cluster has one.
    int copies = Math.max(1, majority - 1);
    MapConfig backup =
        new MapConfig(BACKUP).setInMemoryFormat(InMemoryFormat.OBJECT).setBackupCount(copies);
    backup.getMergePolicyConfig().setPolicy(NewerTail.class.getName());
    if (majority > 1) {
      config.addSplitBrainProtectionConfig(
          new SplitBrainProtectionConfig(MAJORITY, true, majority)
              .setProtectOn(SplitBrainProtectionOn.READ_WRITE));
      backup.setSplitBrainProtectionName(MAJORITY);
    }
    config.addMapConfig(backup);
    config.addMapConfig(new MapConfig(NODES).setBackupCount(Math.max(2, copies)));
    config.addExecutorConfig(new ExecutorConfig(PEERS, THREADS).setQueueCapacity(QUEUE));
  }
}
