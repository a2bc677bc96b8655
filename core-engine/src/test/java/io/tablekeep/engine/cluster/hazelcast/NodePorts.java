package io.tablekeep.engine.cluster.hazelcast;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports of the loopback address that nobody listens on. */
final class NodePorts {
  private NodePorts() {}

  /** One that was free a moment ago, with some room above it. */
  static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return Math.min(socket.getLocalPort(), 65_000);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
