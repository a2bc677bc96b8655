package io.tablekeep.server.load;

import io.tablekeep.contracts.fixture.CampaignFixture;
import io.tablekeep.server.wire.Wire;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import java.nio.charset.StandardCharsets;

/** The readable encoding, looked through for a few words instead of parsed. */
final class JsonSpeech implements Speech {
  private static final byte[] X = bytes("\"x\":");
  private static final byte[] RECEIPTS = bytes("\"receipts\":");
  private static final byte[] APPLIED = bytes("\"applied\"");
  private static final byte[] WELCOME = bytes("{\"type\":\"welcome\"");

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public String subprotocol() {
    return Wire.JSON;
  }

  @Override
  public Buffer hello(String seat) {
    return Buffer.buffer(
        "{\"type\":\"hello\",\"seat\":\"" + seat + "\",\"device\":\"" + Sockets.DEVICE + "\"}");
  }

  @Override
  public Buffer act(long n, String token, double x, double y) {
    return Buffer.buffer(
        "{\"type\":\"act\",\"n\":"
            + n
            + ",\"action\":\"token.move\",\"payload\":{\"token\":\""
            + token
            + "\",\"to\":{\"x\":"
            + x
            + ",\"y\":"
            + y
            + "}}}");
  }

  @Override
  public Buffer shown(int player, double x, double y) {
    return Buffer.buffer(
        "{\"type\":\"frame\",\"position\":1000,\"merge\":{\"maps\":{\""
            + CampaignFixture.token(player).map()
            + "\":{\"tokens\":{\""
            + CampaignFixture.token(player).id()
            + "\":{\"x\":"
            + x
            + ",\"y\":"
            + y
            + "}}}}}}");
  }

  @Override
  public Heard hear(Buffer message) {
    if (find(message, WELCOME, 0) == 0) {
      return new Heard(Meaning.WELCOME, -1);
    }
    int number = number(message);
    int receipts = find(message, RECEIPTS, 0);
    if (receipts < 0) {
      return new Heard(number < 0 ? Meaning.OTHER : Meaning.SHOWN, number);
    }
    boolean applied = find(message, APPLIED, receipts) > 0;
    return new Heard(applied ? Meaning.APPLIED : Meaning.REFUSED, number);
  }

  private static int number(Buffer frame) {
    int at = find(frame, X, 0);
    if (at < 0) {
      return -1;
    }
    int from = at + X.length;
    int to = from;
    while (to < frame.length() && "+-.eE0123456789".indexOf(frame.getByte(to)) >= 0) {
      to++;
    }
    return Coordinates.number(
        Double.parseDouble(frame.getString(from, to, StandardCharsets.US_ASCII.name())));
  }

  /** Where some bytes stand in a frame, or -1. */
  private static int find(Buffer frame, byte[] what, int from) {
    int end = frame.length() - what.length;
    for (int i = from; i <= end; i++) {
      int j = 0;
      while (j < what.length && frame.getByte(i + j) == what[j]) {
        j++;
      }
      if (j == what.length) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public Future<Void> send(WebSocket socket, Buffer message) {
    return socket.writeTextMessage(message.toString());
  }
}
