package io.tablekeep.server.faults;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A bridge and a namespace for each node, or loopback where there may be none. Clients are at the
 * bridge, the database too, under an address of its own. Lines can be cut, wholly or for what one
 * side sends to another, and made slow.
 */
final class Lan implements AutoCloseable {
  private static final String NOBODY = "02:00:00:00:00:66";
  private final String name;
  private final int net;
  private final int nodes;
  private final boolean real;
  private final Set<String> astray = new HashSet<>();

  private Lan(int nodes) throws IOException {
    this.nodes = nodes;
    long pid = ProcessHandle.current().pid();
    name = "tk" + Long.toString(pid % 46_656, 36);
    net = (int) (pid % 250) + 1;
    real = begin();
  }

  static Lan of(int nodes) throws IOException {
    return new Lan(nodes);
  }

  private boolean begin() throws IOException {
    if (!Shell.works("ip link add " + name + " type bridge")) {
      return false;
    }
    boolean whole = false;
    try {
      Shell.run("ip addr add " + clients() + "/24 dev " + name);
      Shell.run("ip addr add 10.231." + net + ".2/24 dev " + name);
      Shell.run("ip link set " + name + " up");
      for (int i = 0; i < nodes; i++) {
        String space = space(i);
        Shell.run("ip netns add " + space);
        Shell.run("ip link add " + space + " type veth peer name eth0 netns " + space);
        Shell.run("ip link set " + space + " master " + name + " up");
        Shell.run("ip -n " + space + " addr add 10.231." + net + "." + (11 + i) + "/24 dev eth0");
        Shell.run("ip -n " + space + " link set eth0 up");
        Shell.run("ip -n " + space + " link set lo up");
      }
      whole = true;
      return true;
    } finally {
      if (!whole) {
        remove();
      }
    }
  }

  private void remove() {
    for (int i = 0; i < nodes; i++) {
      Shell.works("ip netns del " + space(i));
      Shell.works("ip link del " + space(i));
    }
    Shell.works("ip link del " + name);
  }

  /** Whether there are namespaces, and so faults of the network. */
  boolean isReal() {
    return real;
  }

  private String space(int node) {
    return name + "n" + node;
  }

  private String clients() {
    return "10.231." + net + ".1";
  }

  /** What stands before the command of a node. */
  List<String> before(int node) {
    return real ? List.of("ip", "netns", "exec", space(node)) : List.of();
  }

  String address(int node) {
    return real ? "10.231." + net + "." + (11 + node) : "127.0.0.1";
  }

  /** Where nodes find the database. */
  String database() {
    return real ? "10.231." + net + ".2" : "127.0.0.1";
  }

  /** Nothing comes from this node or to it. */
  void cut(int node) throws IOException {
    Shell.run("ip link set " + space(node) + " down");
  }

  void join(int node) throws IOException {
    Shell.run("ip link set " + space(node) + " up");
  }

  /** What the node sends to the other gets lost; what comes from there arrives. */
  void misdirect(int node, int to) throws IOException {
    misdirect(node, address(to));
  }

  /** What the node sends to an address gets lost. */
  void misdirect(int node, String to) throws IOException {
    Shell.run(
        "ip -n "
            + space(node)
            + " neigh replace "
            + to
            + " lladdr "
            + NOBODY
            + " nud permanent dev eth0");
    astray.add(space(node) + " " + to);
  }

  /** The node sends slowly, so many kilobits a second. */
  void slow(int node, int kilobits) throws IOException {
    Shell.run(
        "tc -n "
            + space(node)
            + " qdisc replace dev eth0 root tbf rate "
            + kilobits
            + "kbit burst 8kb latency 800ms");
  }

  /** All lines are whole again. */
  void heal() throws IOException {
    if (real) {
      for (String each : List.copyOf(astray)) {
        String[] words = each.split(" ", 2);
        Shell.run("ip -n " + words[0] + " neigh del " + words[1] + " dev eth0");
        astray.remove(each);
      }
      for (int i = 0; i < nodes; i++) {
        join(i);
        Shell.works("tc -n " + space(i) + " qdisc del dev eth0 root");
      }
    }
  }

  List<Integer> others(int node) {
    List<Integer> others = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      if (i != node) {
        others.add(i);
      }
    }
    return others;
  }

  @Override
  public void close() {
    if (real) {
      remove();
    }
  }
}
