package io.tablekeep.server.cluster;

import io.tablekeep.engine.cluster.hazelcast.HazelcastOptions;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The address of this machine by which the other nodes reach it. Blocks. */
final class OwnAddress {
  private static final Logger LOG = LoggerFactory.getLogger(OwnAddress.class);

  private OwnAddress() {}

  /** The one in the list that is this machine's, or else the one that the way to them begins at. */
  static String towards(List<String> join) {
    for (String each : join) {
      InetAddress address = resolve(each);
      if (address != null && isMine(address)) {
        return address.getHostAddress();
      }
    }
    for (String each : join) {
      InetAddress address = resolve(each);
      if (address != null) {
        return before(address);
      }
    }
    return "127.0.0.1";
  }

  /** The host of {@code host}, {@code host:port} or {@code [address]:port}. */
  static String host(String place) {
    if (place.startsWith("[")) {
      return place.substring(1, Math.max(1, place.indexOf(']')));
    }
    int colon = place.indexOf(':');
    return colon >= 0 && colon == place.lastIndexOf(':') ? place.substring(0, colon) : place;
  }

  /** Its port, or the usual one. */
  static int port(String place) {
    String host = host(place);
    int colon = place.lastIndexOf(':');
    return colon <= place.indexOf(host) + host.length() - 1
        ? HazelcastOptions.PORT
        : Integer.parseInt(place.substring(colon + 1));
  }

  private static @Nullable InetAddress resolve(String place) {
    try {
      return InetAddress.getByName(host(place));
    } catch (UnknownHostException e) {
      LOG.debug("{} is not known here at present", place);
      return null;
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
      return "127.0.0.1";
    }
  }
}
