package io.tablekeep.server.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A WebSocket client that can also do everything wrong. */
public final class RawSocket implements AutoCloseable {
  private final Socket socket;
  private final OutputStream out;
  private final DataInputStream in;
  private int n;

  /** Longer than between two pings: on a line that lives, something comes in time. */
  private static final int PATIENCE_MILLIS = 60_000;

  private RawSocket(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    out = socket.getOutputStream();
    in = new DataInputStream(socket.getInputStream());
  }

  /** How a socket ended. */
  public record Closed(int code, String reason) {}

  /** A connection on which nothing was said yet. */
  public static RawSocket plain(int port) throws IOException {
    return new RawSocket(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /** A connection that takes in only little before it is read. */
  public static RawSocket narrow(int port) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4 << 10);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return new RawSocket(socket);
  }

  /**
   * An open socket of a campaign at some address, before the hello; waits so long and no longer.
   */
  public static RawSocket dial(InetSocketAddress address, String campaign, int millis)
      throws IOException {
    Socket socket = new Socket();
    RawSocket raw;
    try {
      socket.connect(address, millis);
      raw = new RawSocket(socket);
      raw.waits(millis);
      String head = raw.upgrade(address.getPort(), campaign, "", new byte[0]);
      if (!head.startsWith("HTTP/1.1 101")) {
        throw new IOException(head);
      }
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    raw.waits(PATIENCE_MILLIS);
    return raw;
  }

  /** An open socket of a campaign, before the hello. */
  public static RawSocket open(int port, String campaign) throws IOException {
    RawSocket raw = plain(port);
    String head = raw.upgrade(port, campaign, "", new byte[0]);
    if (!head.startsWith("HTTP/1.1 101")) {
      throw new IOException(head);
    }
    return raw;
  }

  /** An open socket of a campaign that speaks a subprotocol, before the hello. */
  public static RawSocket open(int port, String campaign, String subprotocol) throws IOException {
    RawSocket raw = plain(port);
    String header = "Sec-WebSocket-Protocol: " + subprotocol + "\r\n";
    String head = raw.upgrade(port, campaign, header, new byte[0]);
    if (!head.startsWith("HTTP/1.1 101")
        || !head.toLowerCase(Locale.ROOT).contains(header.toLowerCase(Locale.ROOT).strip())) {
      throw new IOException(head);
    }
    return raw;
  }

  /** A socket with its hello sent. */
  public static RawSocket seated(int port, String campaign, String token, String device)
      throws IOException {
    RawSocket raw = open(port, campaign);
    raw.text(hello(token, device));
    return raw;
  }

  /** A hello of a device that wants to have its whole view. */
  public static String whole(String token, String device) {
    String hello = hello(token, device);
    return hello.substring(0, hello.length() - 1) + ",\"open\":[\"\"]}";
  }

  public static String hello(String token, String device) {
    return "{\"type\":\"hello\",\"seat\":\"" + token + "\",\"device\":\"" + device + "\"}";
  }

  /**
   * Sends the upgrade, with more headers and with bytes right behind it; gives the answer's head.
   */
  public String upgrade(int port, String campaign, String headers, byte[] behind)
      throws IOException {
    String request =
        "GET /api/campaigns/"
            + campaign
            + "/socket HTTP/1.1\r\nHost: 127.0.0.1:"
            + port
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
            + headers
            + "\r\n";
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(request.getBytes(StandardCharsets.US_ASCII));
    all.writeBytes(behind);
    bytes(all.toByteArray());
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int b = in.read();
      if (b < 0) {
        throw new EOFException(head.toString());
      }
      head.append((char) b);
    }
    return head.toString();
  }

  public void bytes(byte[] raw) throws IOException {
    out.write(raw);
    out.flush();
  }

  public void text(String text) throws IOException {
    bytes(frame(0x81, text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Acts under the next number and gives it. */
  public int act(String action, String payload) throws IOException {
    n++;
    act(n, action, payload);
    return n;
  }

  public void act(long number, String action, String payload) throws IOException {
    text(
        "{\"type\":\"act\",\"n\":"
            + number
            + ",\"action\":\""
            + action
            + "\",\"payload\":"
            + payload
            + "}");
  }

  /** A masked frame. */
  public static byte[] frame(int first, byte[] payload) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(first);
    if (payload.length < 126) {
      frame.write(0x80 | payload.length);
    } else if (payload.length < 1 << 16) {
      frame.write(0x80 | 126);
      frame.write(payload.length >> 8);
      frame.write(payload.length);
    } else {
      frame.write(0x80 | 127);
      for (int i = 7; i >= 0; i--) {
        frame.write((int) ((long) payload.length >> (8 * i)));
      }
    }
    byte[] mask = {1, 2, 3, 4};
    frame.writeBytes(mask);
    for (int i = 0; i < payload.length; i++) {
      frame.write(payload[i] ^ mask[i & 3]);
    }
    return frame.toByteArray();
  }

  /** The next text message, which is as described; pings are passed over. */
  public JsonNode next() throws IOException {
    Object read = read();
    if (read instanceof Closed closed) {
      throw new IOException("closed: " + closed);
    }
    return Description.checked(RunningServer.JSON.readTree((String) read));
  }

  /** The next message as it came, of either kind; pings are passed over. */
  public byte[] message() throws IOException {
    Object read = read();
    if (read instanceof Closed closed) {
      throw new IOException("closed: " + closed);
    }
    return read instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : (byte[]) read;
  }

  public void binary(byte[] message) throws IOException {
    bytes(frame(0x82, message));
  }

  /** The next binary message; pings are passed over. */
  public byte[] nextBinary() throws IOException {
    Object read = read();
    if (read instanceof byte[] message) {
      return message;
    }
    throw new IOException("no binary message: " + read);
  }

  /** The next message of a type; others are passed over. */
  public JsonNode next(String type) throws IOException {
    while (true) {
      JsonNode message = next();
      if (message.path("type").asText().equals(type)) {
        return message;
      }
    }
  }

  /** The receipt of an action; other messages are passed over. */
  public JsonNode receipt(long number) throws IOException {
    while (true) {
      for (JsonNode receipt : next("frame").path("receipts")) {
        if (receipt.path("n").asLong() == number) {
          return receipt;
        }
      }
    }
  }

  /** How the socket ends; messages before it are passed over. */
  public Closed closed() throws IOException {
    while (true) {
      if (read() instanceof Closed closed) {
        return closed;
      }
    }
  }

  /** The next pong's payload. */
  public byte[] pong() throws IOException {
    while (true) {
      int first = in.readUnsignedByte();
      byte[] payload = payload();
      if ((first & 15) == 10) {
        return payload;
      }
    }
  }

  private byte[] payload() throws IOException {
    long length = in.readUnsignedByte();
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = in.readLong();
    }
    return in.readNBytes((int) length);
  }

  private Object read() throws IOException {
    try {
      while (true) {
        int first = in.readUnsignedByte();
        byte[] payload = payload();
        switch (first & 15) {
          case 1 -> {
            return new String(payload, StandardCharsets.UTF_8);
          }
          case 2 -> {
            return payload;
          }
          case 8 -> {
            int code = payload.length < 2 ? 1005 : ((payload[0] & 255) << 8) | (payload[1] & 255);
            String reason =
                payload.length < 2
                    ? ""
                    : new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
            return new Closed(code, reason);
          }
          case 9 -> bytes(frame(0x8a, payload));
          default -> {}
        }
      }
    } catch (EOFException | SocketException gone) {
      return new Closed(1006, "");
    }
  }

  /** Waits for each message so long and no longer. */
  public void waits(int millis) throws IOException {
    socket.setSoTimeout(millis);
  }

  public InputStream input() {
    return in;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
