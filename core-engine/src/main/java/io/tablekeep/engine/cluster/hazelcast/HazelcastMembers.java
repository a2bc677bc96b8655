package io.tablekeep.engine.cluster.hazelcast;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipAdapter;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import io.tablekeep.engine.cluster.Members;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The members of a Hazelcast cluster by the names of their processes. */
public final class HazelcastMembers implements Members {
  private final HazelcastInstance hazelcast;
  private final String self;
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
  private final UUID registration;
  private volatile Map<String, String> live;

  HazelcastMembers(HazelcastInstance hazelcast, String self) {
    this.hazelcast = hazelcast;
    this.self = self;
    live = Map.of(self, self);
    registration =
        hazelcast
            .getCluster()
            .addMembershipListener(
                new MembershipAdapter() {
                  @Override
                  public void memberAdded(MembershipEvent event) {
                    look();
                  }

                  @Override
                  public void memberRemoved(MembershipEvent event) {
                    look();
                  }
                });
    look();
  }

  /** Several may come at once; each looks at the whole. */
  private synchronized void look() {
    Map<String, String> now = new TreeMap<>();
    for (Member member : hazelcast.getCluster().getMembers()) {
      String id = member.getAttribute(HazelcastNode.NODE_ID);
      if (id != null) {
        String name = member.getAttribute(HazelcastNode.NAME);
        now.put(id, name == null ? id : name);
      }
    }
    now.putIfAbsent(self, self);
    Set<String> before = live.keySet();
    live = Map.copyOf(now);
    for (String each : before) {
      if (!now.containsKey(each)) {
        listeners.forEach(listener -> listener.accept(each));
      }
    }
  }

  @Override
  public String self() {
    return self;
  }

  @Override
  public Set<String> live() {
    return live.keySet();
  }

  /**
   * What a node is called by people.
   *
   * @param node a name on the bus
   * @return the name it was given; the same as its name on the bus when it is not here
   */
  public String name(String node) {
    return live.getOrDefault(node, node);
  }

  @Override
  public void onLost(Consumer<String> lost) {
    listeners.add(lost);
  }

  void close() {
    try {
      hazelcast.getCluster().removeMembershipListener(registration);
    } catch (HazelcastInstanceNotActiveException e) {
      // It has ended before, and its listeners with it.
      live = Map.of(self, self);
    }
  }
}
