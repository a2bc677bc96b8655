package io.tablekeep.engine.cluster.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.engine.runtime.Loop;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The entry by which the event buses of other nodes find this one. Whoever sees a member go strikes
 * its entry out, also when that is heard late and the member is back already; nobody but the member
 * itself can write it again.
 */
final class BusEntry {
  private static final Logger LOG = LoggerFactory.getLogger(BusEntry.class);
  private static final Duration EVERY = Duration.ofSeconds(1);

  /** The map of Vert.x, by names of nodes. */
  static final String ENTRIES = "__vertx.nodeInfo";

  private final HazelcastInstance hazelcast;
  private final HazelcastClusterManager manager;
  private final String self;
  private final EngineRuntime runtime;
  private final Loop loop;
  private volatile boolean ended;

  BusEntry(
      HazelcastInstance hazelcast,
      HazelcastClusterManager manager,
      String self,
      EngineRuntime runtime) {
    this.hazelcast = hazelcast;
    this.manager = manager;
    this.self = self;
    this.runtime = runtime;
    loop = runtime.loop("bus entry");
  }

  /** Looks after it from now on. */
  void begin() {
    loop.after(EVERY, this::look);
  }

  private void look() {
    if (!ended) {
      loop.resume(
          runtime.offload(this::isRestored),
          (restored, failure) -> {
            if (failure != null) {
              LOG.debug("whether other nodes can reach this one is not known", failure);
            }
            begin();
          });
    }
  }

  private boolean isRestored() {
    try {
      if (ended || hazelcast.getMap(ENTRIES).containsKey(self)) {
        return false;
      }
      LOG.info("other nodes could not reach this one; it tells them where it is again");
      // What it does after a merge: it puts its own entry and addresses.
      manager.stateChanged(new LifecycleEvent(LifecycleState.MERGED));
      return true;
    } catch (HazelcastInstanceNotActiveException e) {
      ended = true;
      return false;
    }
  }

  void end() {
    ended = true;
  }
}
