package io.tablekeep.server.cluster;

import io.tablekeep.engine.cluster.hazelcast.HazelcastOptions;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The address of this machine by which the other nodes reach it. Blocks. */
final class OwnAddress {
  private static final Logger LOG = LoggerFactory.getLogger(OwnAddress.class);

  private static final String LOOPBACK = "127.0.0.1";

  private OwnAddress() {}

  /** The one in the list that is this machine's, or else the one that the way to them begins at. */
  static String towards(List<String> join) {
    List<InetAddress> others = new ArrayList<>();
    for (String each : join) {
      for (InetSocketAddress place : HazelcastOptions.lookUp(each, HazelcastOptions.PORT)) {
        if (isMine(place.getAddress())) {
          return place.getAddress().getHostAddress();
        }
        others.add(place.getAddress());
      }
    }
    if (!others.isEmpty()) {
      return before(others.get(0));
    }
    // Names that nobody has yet, or services: this machine's own address is the one they will get.
    return join.stream().anyMatch(HazelcastOptions::isLookedUp) ? ofThisMachine() : LOOPBACK;
  }

  private static String ofThisMachine() {
    try {
      return InetAddress.getLocalHost().getHostAddress();
    } catch (UnknownHostException e) {
      LOG.debug("this machine has no address by its own name", e);
      return LOOPBACK;
    }
  }

  private static boolean isMine(InetAddress address) {
    try {
      return NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      LOG.debug("the network interfaces could not be read", e);
      return false;
    }
  }

  /** Nothing is sent: the system only chooses the way. */
  private static String before(InetAddress other) {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(new InetSocketAddress(other, HazelcastOptions.PORT));
      return socket.getLocalAddress().getHostAddress();
    } catch (SocketException e) {
      LOG.debug("there is no way to {}", other, e);
      return LOOPBACK;
    }
  }
}
