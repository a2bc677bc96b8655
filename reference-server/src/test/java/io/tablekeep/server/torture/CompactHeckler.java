package io.tablekeep.server.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.tablekeep.server.testing.CompactClient;
import io.tablekeep.server.testing.RawSocket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A seat that sends garbage in the compact form and looks at each answer. */
final class CompactHeckler implements AutoCloseable {
  private static final ObjectMapper CBOR = CBORMapper.builder().build();
  private static final String SUBPROTOCOL = "tablekeep.cbor.1";

  /** Fewer than are answered before the socket is closed. */
  private static final int FAULTS = 15;

  /** Ends a pause, if there is one. */
  private static final byte[] READY = HexFormat.of().parseHex("a102657265616479");

  private final ServerProcess server;
  private final String token;
  private final Verdicts verdicts;
  private final JsonNode asyncapi;
  private String device = "c" + System.nanoTime();
  private @Nullable RawSocket socket;
  private CompactClient reader;

  /** Above what garbage has for a number by chance. */
  private long n = 1_000_000;

  private int sent;

  CompactHeckler(ServerProcess server, String participant, String token, JsonNode asyncapi) {
    this.server = server;
    verdicts = new Verdicts(participant);
    this.token = token;
    this.asyncapi = asyncapi;
    reader = new CompactClient(asyncapi);
  }

  static byte[] hello(String token, String device) throws IOException {
    return CBOR.writeValueAsBytes(
        Json.object().put("type", "hello").put("seat", token).put("device", device));
  }

  Set<String> accepted() {
    return verdicts.accepted();
  }

  String figures() {
    return verdicts.figures();
  }

  /** Sends a first message that is none; gives the code of the close. */
  static int refused(ServerProcess server, byte[] first) throws IOException {
    try (RawSocket raw = RawSocket.open(server.port(), "target", SUBPROTOCOL)) {
      raw.binary(first);
      return raw.closed().code();
    }
  }

  /** Sends what must be answered with an error, a refusal or a close. */
  void wrong(byte[] message) throws IOException {
    long before = verdicts.all();
    any(message);
    if (verdicts.all() == before) {
      String hex = HexFormat.of().formatHex(message);
      throw new AssertionError("no word about " + Answer.brief(hex));
    }
  }

  /** Sends anything, and reads all it brings about; again when it was too fast. */
  void any(byte[] message) throws IOException {
    once(message);
    while (verdicts.isSlowed()) {
      Answer.later();
      once(message);
    }
  }

  private void once(byte[] message) throws IOException {
    verdicts.begin();
    RawSocket to = seat();
    try {
      to.binary(message);
      to.binary(READY); // it may have been a pause, in which receipts wait
      // It is decided after all that came before, and refused.
      long sentinel = ++n;
      to.binary(sentinel(sentinel));
      boolean over = false;
      while (!over) {
        over = verdicts.take(reader.read(to.nextBinary()), device, sentinel);
      }
    } catch (IOException e) {
      verdicts.ended(e, () -> HexFormat.of().formatHex(message));
      close();
    }
    if (++sent >= FAULTS) {
      close();
      device = "c" + System.nanoTime(); // with a rate of its own
    }
  }

  private static byte[] sentinel(long n) throws IOException {
    ObjectNode act = Json.object();
    act.put("type", "act").put("n", n).put("action", "token.move");
    act.putObject("payload").put("token", "hall/nobody").putObject("to").put("x", 1).put("y", 1);
    return CBOR.writeValueAsBytes(act);
  }

  /** Sends what closes the socket; gives the code. */
  int closing(byte[] message) throws IOException {
    try (RawSocket fresh = seat()) {
      fresh.binary(message);
      socket = null;
      return fresh.closed().code();
    }
  }

  /** Sends a text, which closes the socket; gives the code. */
  int closingText(String message) throws IOException {
    try (RawSocket fresh = seat()) {
      fresh.bytes(RawSocket.frame(0x81, message.getBytes(StandardCharsets.UTF_8)));
      socket = null;
      return fresh.closed().code();
    }
  }

  private RawSocket seat() throws IOException {
    RawSocket mine = socket;
    if (mine == null) {
      mine = RawSocket.open(server.port(), "target", SUBPROTOCOL);
      mine.binary(hello(token, device));
      reader = new CompactClient(asyncapi);
      assertEquals("welcome", reader.read(mine.nextBinary()).path("type").asText());
      socket = mine;
      sent = 0;
    }
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
