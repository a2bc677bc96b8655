package io.tablekeep.server.torture;

import com.fasterxml.jackson.databind.JsonNode;
import io.tablekeep.server.testing.RawSocket;
import java.io.IOException;
import java.util.HashSet;
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
  private final String participant;
  private final String token;
  private final String name;
  private final Set<String> accepted = new HashSet<>();
  private @Nullable RawSocket socket;
  private String device;
  private int devices;
  private long n;
  private int sent;
  private long errors;
  private long refusals;
  private long closes;
  private boolean slowed;

  Heckler(ServerProcess server, String campaign, String participant, String token, String device) {
    this.server = server;
    this.campaign = campaign;
    this.participant = participant;
    this.token = token;
    this.name = device;
    this.device = device;
  }

  long next() {
    return ++n;
  }

  /** Ids of actions that were applied. */
  Set<String> accepted() {
    return accepted;
  }

  String figures() {
    return errors
        + " errors, "
        + refusals
        + " refusals, "
        + closes
        + " closes, "
        + accepted.size()
        + " accepted";
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
    while (slowed) {
      Answer.later();
      once(bytes);
    }
  }

  private void once(byte[] bytes) throws IOException {
    slowed = false;
    RawSocket to = seat();
    try {
      to.bytes(bytes);
      // It is decided after all that came before, and refused.
      long sentinel = next();
      to.act(sentinel, "token.move", "{\"token\":\"hall/nobody\",\"to\":{\"x\":1,\"y\":1}}");
      boolean over = false;
      while (!over) {
        over = take(to.next(), sentinel);
      }
    } catch (IOException e) {
      ended(e);
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

  private boolean take(JsonNode message, long sentinel) {
    String type = message.path("type").asText();
    if (type.equals("error")) {
      errors++;
      Answer.discreet(message.toString());
      Answer.coded(message);
    }
    boolean over = false;
    for (JsonNode receipt : message.path("receipts")) {
      long number = receipt.path("n").asLong();
      boolean limited = receipt.path("code").asText().equals("rate-limited");
      slowed |= limited;
      if (number == sentinel) {
        over = true;
        continue;
      }
      Answer.discreet(receipt.toString());
      if (limited) {
        continue;
      }
      if (Answer.receipt(receipt)) {
        accepted.add(Chronicle.id(participant, device, number));
      } else {
        refusals++;
      }
    }
    return over;
  }

  private void ended(IOException e) throws IOException {
    String why = String.valueOf(e.getMessage());
    if (!why.startsWith("closed: Closed[code=")) {
      throw new IOException("no answer: " + why, e);
    }
    closes++;
    Answer.close(Integer.parseInt(why.replaceAll(".*code=(\\d+).*", "$1")));
    close();
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
