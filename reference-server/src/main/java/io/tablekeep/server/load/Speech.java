package io.tablekeep.server.load;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;

/** What a player says and hears, in one encoding. Used on the generator's event loop only. */
interface Speech {
  /** What a message from a server means to the measurement. */
  enum Meaning {
    /** The seat is taken. */
    WELCOME,
    /** A change of somebody else's making. */
    SHOWN,
    /** An own move took effect. */
    APPLIED,
    /** An own move was refused. */
    REFUSED,
    /** Anything else. */
    OTHER
  }

  /** A message as far as it matters. */
  record Heard(Meaning meaning, int number) {}

  /** The subprotocol to ask for. */
  String subprotocol();

  Buffer hello(String seat);

  Buffer act(long n, String token, double x, double y);

  /** The frame a server would show the others, in its usual size. */
  Buffer shown(int player, double x, double y);

  Heard hear(Buffer message);

  /** Sends a message as this encoding's kind of frame. */
  Future<Void> send(WebSocket socket, Buffer message);

  static Speech of(String encoding) {
    return encoding.equals("json") ? new JsonSpeech() : new CborSpeech();
  }
}
