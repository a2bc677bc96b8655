package io.tablekeep.server.load;

import io.tablekeep.engine.cbor.CborReader;
import io.tablekeep.engine.cbor.CborWriter;
import io.tablekeep.server.wire.Wire;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;

/** The compact encoding. */
final class CborSpeech implements Speech {
  private final CborWriter out = new CborWriter();
  private final CborReader in = new CborReader();
  private int number;
  private Meaning receipts = Meaning.OTHER;

  @Override
  public String subprotocol() {
    return Wire.CBOR;
  }

  @Override
  public Buffer hello(String seat) {
    out.reset().map(3).key("type").text("hello").key("seat").text(seat);
    return Buffer.buffer(out.key("device").text(Sockets.DEVICE).toBytes());
  }

  @Override
  public Buffer act(long n, String token, double x, double y) {
    out.reset().map(4).key("type").text("act").key("n").number(n);
    out.key("action").text("token.move").key("payload").map(2).key("token").text(token);
    out.key("to").map(2).key("x").number(x).key("y").number(y);
    return Buffer.buffer(out.toBytes());
  }

  @Override
  public Buffer shown(int player, double x, double y) {
    out.reset().array(2).number(player).map(2).key("x").number(x).key("y").number(y);
    return Buffer.buffer(out.toBytes());
  }

  @Override
  public Heard hear(Buffer message) {
    byte[] bytes = message.getBytes();
    in.begin(bytes, 0, bytes.length);
    number = -1;
    if (in.isArray()) {
      set();
      return new Heard(number < 0 ? Meaning.OTHER : Meaning.SHOWN, number);
    }
    String type = "";
    receipts = Meaning.SHOWN;
    for (long left = in.open(); in.more(left); left = less(left)) {
      switch (in.key()) {
        case "type" -> type = in.text();
        case "set" -> set();
        case "receipts" -> receipts();
        default -> in.skip();
      }
    }
    return switch (type) {
      case "welcome" -> new Heard(Meaning.WELCOME, -1);
      case "frame" -> new Heard(receipts, number);
      default -> new Heard(Meaning.OTHER, -1);
    };
  }

  private static long less(long left) {
    return left < 0 ? -1 : left - 1;
  }

  /** Places and members in turn; the number is in the x of one of them. */
  private void set() {
    boolean place = true;
    for (long left = in.open(); in.more(left); left = less(left)) {
      if (place) {
        in.skip();
      } else {
        members();
      }
      place = !place;
    }
  }

  private void members() {
    for (long left = in.open(); in.more(left); left = less(left)) {
      if (in.key().equals("x") && in.isNumber()) {
        number = Coordinates.number(in.number());
      } else {
        in.skip();
      }
    }
  }

  private void receipts() {
    for (long left = in.open(); in.more(left); left = less(left)) {
      for (long members = in.open(); in.more(members); members = less(members)) {
        if (in.key().equals("outcome")) {
          receipts = in.text().equals("applied") ? Meaning.APPLIED : Meaning.REFUSED;
        } else {
          in.skip();
        }
      }
    }
  }

  @Override
  public Future<Void> send(WebSocket socket, Buffer message) {
    return socket.writeBinaryMessage(message);
  }
}
