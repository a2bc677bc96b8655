package io.tablekeep.server.torture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.tablekeep.server.testing.CompactClient;
import io.tablekeep.server.testing.RawSocket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One connection in one of the two encodings; whatever comes over it somebody listens to. */
final class Phone implements AutoCloseable {
  private static final ObjectMapper CBOR = CBORMapper.builder().build();
  private static final String COMPACT = "tablekeep.cbor.1";

  private final RawSocket raw;
  private final Optional<CompactClient> compact;
  private final Consumer<byte[]> ear;

  /**
   * How somebody connects.
   *
   * @param asyncapi the published description, for the compact encoding; without it JSON
   * @param ear hears the bytes of every message, and its text once it is unpacked
   * @param open places to open
   */
  record Kind(Optional<JsonNode> asyncapi, Consumer<byte[]> ear, List<String> open) {
    static final Kind PLAIN = new Kind(Optional.empty(), bytes -> {}, List.of(""));
  }

  private Phone(RawSocket raw, Optional<CompactClient> compact, Consumer<byte[]> ear) {
    this.raw = raw;
    this.compact = compact;
    this.ear = ear;
  }

  static Phone dial(int port, String campaign, Kind kind) throws IOException {
    return kind.asyncapi().isPresent()
        ? new Phone(
            RawSocket.open(port, campaign, COMPACT),
            kind.asyncapi().map(CompactClient::new),
            kind.ear())
        : new Phone(RawSocket.open(port, campaign), Optional.empty(), kind.ear());
  }

  void hello(String token, String device, String resume, long position, List<String> open)
      throws IOException {
    ObjectNode hello = Json.object().put("type", "hello").put("seat", token).put("device", device);
    if (!resume.isEmpty()) {
      hello.put("position", position);
      if (compact.isPresent()) {
        compact.get().goOn(position);
        hello.put("resume", Base64.getUrlDecoder().decode(resume));
      } else {
        hello.put("resume", resume);
      }
    }
    if (!open.isEmpty()) {
      open.forEach(hello.putArray("open")::add);
    }
    say(hello);
  }

  void act(long number, String action, String payload) throws IOException {
    if (compact.isEmpty()) {
      raw.act(number, action, payload);
      return;
    }
    ObjectNode act = Json.object().put("type", "act").put("n", number).put("action", action);
    act.set("payload", Json.parse(payload));
    say(act);
  }

  void say(ObjectNode message) throws IOException {
    if (compact.isPresent()) {
      raw.binary(CBOR.writeValueAsBytes(message));
    } else {
      raw.text(message.toString());
    }
  }

  JsonNode hear() throws IOException {
    byte[] message = raw.message();
    ear.accept(message);
    if (compact.isEmpty()) {
      return Json.parse(message);
    }
    ObjectNode read = compact.get().read(message);
    ear.accept(read.toString().getBytes(StandardCharsets.UTF_8));
    return read;
  }

  @Override
  public void close() throws IOException {
    raw.close();
  }
}
