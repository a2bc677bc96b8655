package io.tablekeep.testkit;

import com.hazelcast.core.Hazelcast;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tablekeep.contracts.store.CampaignStoreContract;
import io.tablekeep.engine.cluster.disks.OwnDisks;
import io.tablekeep.engine.cluster.hazelcast.HazelcastNode;
import io.tablekeep.engine.cluster.hazelcast.HazelcastOptions;
import io.tablekeep.engine.runtime.vertx.VertxRuntime;
import io.tablekeep.plugin.sqlite.SqliteStore;
import io.tablekeep.sdk.store.CampaignStore;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract of stores, on three members of a cluster, each with an SQLite file of its own. */
final class OwnDisksContractTest extends CampaignStoreContract {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final int NODES = 3;
  private static final List<HazelcastNode> MEMBERS = new ArrayList<>();
  private static final List<String> NAMES = new ArrayList<>();
  private static final VertxRuntime RUNTIME = VertxRuntime.builder().build();

  private final List<OwnDisks> others = new ArrayList<>();
  @TempDir Path folder;

  @BeforeAll
  static void join() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = Math.min(socket.getLocalPort(), 65_000);
    }
    String cluster = "contract-" + UUID.randomUUID();
    for (int i = 0; i < NODES; i++) {
      List<String> all = new ArrayList<>(List.of("127.0.0.1:" + port));
      MEMBERS.forEach(each -> all.add("127.0.0.1:" + each.port()));
      String name = UUID.randomUUID().toString();
      MEMBERS.add(
          HazelcastNode.start(
              new HazelcastOptions("node-" + i, cluster, "127.0.0.1", port, all, "")
                  .withDisks(NODES),
              name));
      NAMES.add(name);
    }
  }

  @AfterAll
  static void leave() {
    MEMBERS.forEach(HazelcastNode::close);
    RUNTIME.close();
  }

  private OwnDisks on(int node) {
    HazelcastNode member = MEMBERS.get(node);
    CampaignStore local = SqliteStore.open(folder.resolve("node-" + node + ".db"));
    return member.ownDisks(local, member.members(), RUNTIME, new SimpleMeterRegistry());
  }

  @Override
  protected CampaignStore open() throws Exception {
    if (others.isEmpty()) {
      Objects.requireNonNull(Hazelcast.getHazelcastInstanceByName(NAMES.get(0)))
          .getMap("tablekeep.backup")
          .clear();
      for (int i = 1; i < NODES; i++) {
        others.add(on(i));
      }
    }
    OwnDisks first = on(0);
    long end = System.nanoTime() + LONG.toNanos();
    while (!first.isWritable()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("the cluster never became whole");
      }
      Thread.sleep(5);
    }
    return first;
  }

  @AfterEach
  void closeOthers() {
    others.forEach(OwnDisks::close);
  }
}
