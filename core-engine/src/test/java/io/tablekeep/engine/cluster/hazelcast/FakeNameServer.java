package io.tablekeep.engine.cluster.hazelcast;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A name server (RFC 1035) that knows what it is told. */
final class FakeNameServer implements AutoCloseable {
  private static final int A = 1;
  private static final int SRV = 33;

  private final DatagramSocket socket;
  private final Map<String, List<String>> addresses = new ConcurrentHashMap<>();
  private final Map<String, List<String>> services = new ConcurrentHashMap<>();

  FakeNameServer() throws IOException {
    socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "fake-dns");
    thread.setDaemon(true);
    thread.start();
  }

  String at() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  void address(String name, String... ips) {
    addresses.put(name, List.of(ips));
  }

  /** Each {@code host:port}. */
  void service(String name, String... places) {
    services.put(name, List.of(places));
  }

  private void serve() {
    byte[] buffer = new byte[512];
    while (!socket.isClosed()) {
      DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
      try {
        socket.receive(packet);
        byte[] answer = answer(ByteBuffer.wrap(buffer, 0, packet.getLength()));
        socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      } catch (IOException e) {
        if (!socket.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private byte[] answer(ByteBuffer asked) throws IOException {
    short id = asked.getShort();
    asked.position(12);
    StringBuilder name = new StringBuilder();
    for (int length = asked.get(); length > 0; length = asked.get()) {
      byte[] label = new byte[length];
      asked.get(label);
      name.append(name.isEmpty() ? "" : ".").append(new String(label, StandardCharsets.US_ASCII));
    }
    int type = asked.getShort();
    String key = name.toString().toLowerCase(Locale.ROOT);
    List<String> found =
        type == A
            ? addresses.getOrDefault(key, List.of())
            : type == SRV ? services.getOrDefault(key, List.of()) : List.of();
    boolean known = addresses.containsKey(key) || services.containsKey(key);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeShort(id);
    // An authoritative answer; 3 says that there is no such name.
    out.writeShort(0x8500 | (known ? 0 : 3));
    out.writeShort(1);
    out.writeShort(found.size());
    out.writeShort(0);
    out.writeShort(0);
    name(out, key);
    out.writeShort(type);
    out.writeShort(1);
    for (String each : found) {
      name(out, key);
      out.writeShort(type);
      out.writeShort(1);
      out.writeInt(1);
      byte[] data = type == A ? InetAddress.getByName(each).getAddress() : service(each);
      out.writeShort(data.length);
      out.write(data);
    }
    return bytes.toByteArray();
  }

  private static byte[] service(String place) throws IOException {
    int colon = place.indexOf(':');
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeShort(10);
    out.writeShort(1);
    out.writeShort(Integer.parseInt(place.substring(colon + 1)));
    name(out, place.substring(0, colon));
    return bytes.toByteArray();
  }

  private static void name(DataOutputStream out, String name) throws IOException {
    for (String label : name.split("\\.", -1)) {
      out.writeByte(label.length());
      out.writeBytes(label);
    }
    out.writeByte(0);
  }

  @Override
  public void close() {
    socket.close();
  }
}
