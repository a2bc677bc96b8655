package io.tablekeep.server.torture;

import io.tablekeep.server.testing.RawSocket;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A seat that sends garbage and looks at each answer; sits down again when it was thrown out, and
 * as another device before its own has used up its rate.
 */
final class Heckler implements AutoCloseable {
  private static final int MESSAGES_A_DEVICE = 45;

  private final ServerProcess server;
  private final String campaign;
  private final String token;
  private final Verdicts verdicts;
  private final String name;
  private @Nullable RawSocket socket;
  private String device;
  private int devices;
  private long n;
  private int sent;

  Heckler(ServerProcess server, String campaign, String participant, String token, String device) {
    this.server = server;
    this.campaign = campaign;
    verdicts = new Verdicts(participant);
    this.token = token;
    this.name = device;
    this.device = device;
  }

  long next() {
    return ++n;
  }

  /** Ids of actions that were applied. */
  Set<String> accepted() {
    return verdicts.accepted();
  }

  String figures() {
    return verdicts.figures();
  }

  /** Sends an action with the next number, whatever its payload. */
  void act(String action, String payload) throws IOException {
    text(
        "{\"type\":\"act\",\"n\":"
            + next()
            + ",\"action\":"
            + Json.quote(action)
            + ",\"payload\":"
            + payload
            + "}");
  }

  void text(String message) throws IOException {
    raw(RawSocket.frame(0x81, message.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  /** Sends bytes on an open socket, and reads all they bring about; again when it was too fast. */
  void raw(byte[] bytes) throws IOException {
    once(bytes);
    while (verdicts.isSlowed()) {
      Answer.later();
      once(bytes);
    }
  }

  private void once(byte[] bytes) throws IOException {
    verdicts.begin();
    RawSocket to = seat();
    try {
      to.bytes(bytes);
      // It is decided after all that came before, and refused.
      long sentinel = next();
      to.act(sentinel, "token.move", "{\"token\":\"hall/nobody\",\"to\":{\"x\":1,\"y\":1}}");
      boolean over = false;
      while (!over) {
        over = verdicts.take(to.next(), device, sentinel);
      }
    } catch (IOException e) {
      verdicts.ended(e, () -> HexFormat.of().formatHex(bytes));
      close();
    }
    if (sent >= MESSAGES_A_DEVICE) {
      close();
      device = name + '-' + ++devices;
      sent = 0;
    }
  }

  private RawSocket seat() throws IOException {
    RawSocket mine = socket;
    if (mine == null) {
      mine = RawSocket.seated(server.port(), campaign, token, device);
      mine.next("welcome");
      socket = mine;
    }
    sent++;
    return mine;
  }

  @Override
  public void close() throws IOException {
    RawSocket mine = socket;
    socket = null;
    if (mine != null) {
      mine.close();
    }
  }
}
