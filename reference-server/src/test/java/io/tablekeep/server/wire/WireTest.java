package io.tablekeep.server.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.tablekeep.engine.Frame;
import io.tablekeep.engine.Page;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.Resumed;
import io.tablekeep.engine.SeatView;
import io.tablekeep.engine.Signal;
import io.tablekeep.engine.ViewChange;
import io.tablekeep.engine.Welcome;
import io.tablekeep.engine.cbor.CborKeys;
import io.tablekeep.engine.cbor.CborWriter;
import io.tablekeep.engine.state.Values;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.server.testing.CompactClient;
import io.tablekeep.server.testing.RunningServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

/** The compact form against published vectors, and against the readable form. */
class WireTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final ObjectMapper CBOR = CBORMapper.builder().build();
  private static final Participant ANA = new Participant("ana", "Ana", Role.PLAYER);

  private final Wire compact = new Wire(Wire.CBOR);
  private final Wire readable = new Wire(Wire.JSON);
  private final CompactClient client = new CompactClient(dictionary());
  private final ArrayNode vectors = RunningServer.JSON.createArrayNode();

  private static JsonNode dictionary() {
    ObjectNode api = RunningServer.JSON.createObjectNode();
    ArrayNode words = api.putArray("x-dictionary");
    CborKeys.all().forEach(words::add);
    return api;
  }

  private static byte[] body(Out out, byte[]... more) {
    ByteBuf frame = out.finish(UnpooledByteBufAllocator.DEFAULT);
    frame.skipBytes(1);
    int length = frame.readUnsignedByte();
    if (length == 126) {
      frame.skipBytes(2);
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] bytes = new byte[frame.readableBytes()];
    frame.readBytes(bytes);
    frame.release();
    all.writeBytes(bytes);
    for (byte[] each : more) {
      all.writeBytes(each);
    }
    return all.toByteArray();
  }

  private static ViewChange change(String merge, ViewChange.Part... parts) {
    return new ViewChange() {
      @Override
      public boolean isMerge() {
        return true;
      }

      @Override
      public byte[] json() {
        return merge.getBytes(StandardCharsets.UTF_8);
      }

      @Override
      public List<Part> parts() {
        return List.of(parts);
      }
    };
  }

  private static ViewChange move(double x, double y) {
    byte[] members = new CborWriter().map(2).key("x").number(x).key("y").number(y).toBytes();
    return change(
        "{\"maps\":{\"vault\":{\"tokens\":{\"bram\":{\"x\":"
            + Values.number(x)
            + ",\"y\":"
            + Values.number(y)
            + "}}}}}",
        new ViewChange.Part(Pointer.of("maps", "vault", "tokens", "bram"), members));
  }

  /** Writes a message in both forms, compares what they say, and keeps the bytes. */
  private byte[] both(String name, BiConsumer<Wire, Out> message) throws IOException {
    Out out = compact.begin();
    message.accept(compact, out);
    byte[] cbor = body(out);
    out = readable.begin();
    message.accept(readable, out);
    keep(name, "server", body(out), cbor);
    return cbor;
  }

  private void keep(String name, String from, byte[] json, byte[] cbor) throws IOException {
    JsonNode said = RunningServer.JSON.readTree(json);
    ObjectNode read = from.equals("server") ? client.read(cbor) : (ObjectNode) said;
    assertEquals(plain(said), plain(read), name);
    vectors
        .addObject()
        .put("name", name)
        .put("from", from)
        .put("cbor", HEX.formatHex(cbor))
        .set("json", said);
  }

  /** A change in a form that both encodings have: the state it makes of an empty one. */
  private static JsonNode plain(JsonNode message) throws IOException {
    ObjectNode copy = message.deepCopy();
    if (copy.has("merge") || copy.has("patch")) {
      ObjectNode state = RunningServer.JSON.createObjectNode();
      CompactClient.apply(state, message);
      copy.remove(List.of("merge", "patch"));
      copy.set("state", state);
    }
    return RunningServer.JSON.readTree(copy.toString());
  }

  @Test
  void everyMessageHasThePublishedBytes() throws IOException {
    toServer("hello", "{\"type\":\"hello\",\"seat\":\"ZGVtbw.c2ln\",\"device\":\"d1\"}");
    toServer(
        "hello again",
        "{\"type\":\"hello\",\"seat\":\"ZGVtbw.c2ln\",\"device\":\"d1\",\"resume\":\"BAUG_w\","
            + "\"position\":42,\"open\":[\"/notes\",\"/actors/a7\"]}");
    welcome();
    toServer(
        "act",
        "{\"type\":\"act\",\"n\":7,\"action\":\"token.move\","
            + "\"payload\":{\"token\":\"vault/bram\",\"to\":{\"x\":4.5,\"y\":7.25}}}");
    toServer("signal sent", "{\"type\":\"signal\",\"kind\":\"drag\",\"payload\":{\"x\":4.1}}");
    toServer("open", "{\"type\":\"open\",\"path\":\"/actors/a7\"}");
    toServer("shut", "{\"type\":\"shut\",\"path\":\"/actors/a7\"}");
    toServer(
        "page asked for", "{\"type\":\"page\",\"path\":\"/chat\",\"before\":\"c7\",\"limit\":20}");
    toServer("next page", "{\"type\":\"page\",\"path\":\"/notes\",\"after\":\"n7\"}");
    toServer("pause", "{\"type\":\"pause\"}");
    toServer("ready", "{\"type\":\"ready\"}");
    both("a place told first", (wire, out) -> wire.frame(out, frame(2, move(4.5, 7.25))));
    byte[] again =
        both("a place told again", (wire, out) -> wire.frame(out, frame(3, move(20.517, 20.63))));
    assertTrue(again.length <= 25);
    both(
        "a member that is gone",
        (wire, out) ->
            wire.frame(
                out,
                frame(
                    4,
                    change(
                        "{\"actors\":{\"a1\":{\"hp\":12,\"note\":null}}}",
                        new ViewChange.Part(
                            Pointer.of("actors", "a1"),
                            new CborWriter()
                                .map(2)
                                .key("hp")
                                .number(12)
                                .key("note")
                                .gone()
                                .toBytes())))));
    both(
        "own change with its receipt",
        (wire, out) ->
            wire.frame(
                out,
                new Frame(
                    5,
                    move(5, 7),
                    List.of(new Receipt("d1", 7, Receipt.Outcome.APPLIED, "ok", "", "")))));
    both(
        "a refusal, and a new token",
        (wire, out) ->
            wire.frame(
                out,
                new Frame(
                    5,
                    null,
                    List.of(
                        new Receipt(
                            "d1", 8, Receipt.Outcome.REFUSED, "not-allowed", "No.", "/token")),
                    new byte[] {1, 2, 3, (byte) 255})));
    both("a position that is told", (wire, out) -> wire.frame(out, frame(9, move(6, 7))));
    both("the next one is not", (wire, out) -> wire.frame(out, frame(10, move(6, 8))));
    both(
        "signal received",
        (wire, out) ->
            wire.signal(
                out,
                new Signal(
                    "ben",
                    "drag",
                    "{\"token\":\"vault/lyra\",\"x\":1e-7}".getBytes(StandardCharsets.UTF_8))));
    both("line", (wire, out) -> wire.line(out, false, "The disk is full."));
    both("part", (wire, out) -> wire.part(out, "/actors/a7"));
    both("error", (wire, out) -> wire.error(out, "wrong-type", "A text.", "/kind", 7));
    both(
        "page",
        (wire, out) ->
            wire.page(
                out,
                "/notes",
                new Page(
                    "{\"n8\":{\"title\":\"The well\"}}".getBytes(StandardCharsets.UTF_8),
                    Optional.of("n8"))));
    both(
        "the last page",
        (wire, out) ->
            wire.page(
                out, "/chat", new Page("{}".getBytes(StandardCharsets.UTF_8), Optional.empty())));
    both(
        "turned away",
        (wire, out) -> wire.error(out, "too-many", "Try again.", "", 0, Duration.ofMillis(2_500)));
    both(
        "what waits, what a batch came to, and what came too fast",
        (wire, out) -> wire.frame(out, new Frame(10, null, receipts())));
    both(
        "resumed",
        (wire, out) -> wire.resumed(out, new Resumed("demo", ANA, 11, new byte[] {9, 8})));
    published();
  }

  private static List<Receipt> receipts() {
    Receipt waits =
        new Receipt(
            "d1",
            9,
            Receipt.Outcome.PENDING,
            "waits",
            "The GM is asked.",
            "",
            "k9",
            List.of(),
            Duration.ZERO);
    List<Receipt.Part> parts =
        List.of(
            new Receipt.Part("k1", Receipt.Outcome.APPLIED, "ok", ""),
            new Receipt.Part("k2", Receipt.Outcome.REFUSED, "no-such-ask", "Nothing waits."),
            new Receipt.Part("k3", Receipt.Outcome.RETRY, "too-busy", "In a moment."));
    Receipt batch =
        new Receipt(
            "d1",
            10,
            Receipt.Outcome.APPLIED,
            "some-refused",
            "Not all.",
            "",
            "",
            parts,
            Duration.ZERO);
    Receipt fast =
        new Receipt(
            "d1",
            11,
            Receipt.Outcome.RETRY,
            "rate-limited",
            "Too fast.",
            "",
            "",
            List.of(),
            Duration.ofMillis(20));
    return List.of(waits, batch, fast);
  }

  private static Frame frame(long position, ViewChange change) {
    return new Frame(position, change, List.of());
  }

  private void welcome() throws IOException {
    byte[] json = "{\"campaign\":{\"name\":\"Demo\"}}".getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream out =
        new DeflaterOutputStream(packed, new Deflater(Deflater.BEST_SPEED, true))) {
      out.write(json);
    }
    SeatView view =
        new SeatView() {
          @Override
          public byte[] json() {
            return json;
          }

          @Override
          public byte[] deflated() {
            return packed.toByteArray();
          }
        };
    Welcome welcome = new Welcome("demo", ANA, 1, new byte[] {4, 5}, view);
    Out out = compact.begin();
    byte[] tail = compact.welcome(out, welcome);
    byte[] cbor = body(out, compact.state(welcome), tail);
    out = readable.begin();
    tail = readable.welcome(out, welcome);
    keep("welcome", "server", body(out, readable.state(welcome), tail), cbor);
  }

  /** What a client may send: keys as texts by another library, or as numbers. */
  private void toServer(String name, String json) throws IOException {
    CborWriter keyed = new CborWriter();
    write(keyed, RunningServer.JSON.readTree(json));
    byte[] text = json.getBytes(StandardCharsets.UTF_8);
    Incoming plain = new Incoming();
    readable.read(text, 0, text.length, plain);
    for (byte[] cbor :
        List.of(keyed.toBytes(), CBOR.writeValueAsBytes(RunningServer.JSON.readTree(json)))) {
      Incoming in = new Incoming();
      compact.read(cbor, 0, cbor.length, in);
      assertEquals(plain.type, in.type);
      assertEquals(plain.n, in.n);
      assertEquals(plain.seat + plain.device + plain.path, in.seat + in.device + in.path);
      assertEquals(plain.action + plain.kind, in.action + in.kind);
      assertArrayEquals(plain.resume, in.resume);
      assertEquals(plain.position, in.position);
      assertEquals(plain.open, in.open);
      assertEquals(plain.from, in.from);
      assertEquals(plain.backwards, in.backwards);
      assertEquals(plain.limit, in.limit);
      assertEquals(
          RunningServer.JSON.readTree(plain.payload()), RunningServer.JSON.readTree(in.payload()));
    }
    keep(name, "client", text, keyed.toBytes());
  }

  private static void write(CborWriter out, JsonNode node) {
    if (node.isObject()) {
      out.map(node.size());
      node.properties()
          .forEach(
              each -> {
                out.key(each.getKey());
                if (each.getKey().equals("resume")) {
                  byte[] token = Base64.getUrlDecoder().decode(each.getValue().textValue());
                  out.bytes(token.length).raw(token, 0, token.length);
                } else {
                  write(out, each.getValue());
                }
              });
    } else if (node.isArray()) {
      out.array(node.size());
      node.forEach(each -> write(out, each));
    } else if (node.isNumber()) {
      out.number(node.doubleValue());
    } else {
      out.text(node.textValue());
    }
  }

  /** The resource is part of the published protocol: other bytes are another protocol. */
  private void published() throws IOException {
    String made = vectors.toPrettyString();
    try (InputStream in = WireTest.class.getResourceAsStream("/api/vectors.json")) {
      JsonNode kept = in == null ? vectors.arrayNode() : RunningServer.JSON.readTree(in);
      for (int i = 0; i < vectors.size(); i++) {
        assertEquals(vectors.get(i).toString(), kept.path(i).toString(), made);
      }
      assertEquals(vectors.size(), kept.size());
    }
  }

  @Test
  void placesAreForgottenInTheOrderTheyWereTold() throws IOException {
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 300; i++) {
        long position = round * 300L + i;
        byte[] members = new CborWriter().map(1).key("x").number(position).toBytes();
        ViewChange change =
            change("{}", new ViewChange.Part(Pointer.of("actors", "a" + i), members));
        Out out = compact.begin();
        compact.frame(out, frame(position, change));
        JsonNode read = client.read(body(out));
        assertEquals("/actors/a" + i + "/x", read.at("/patch/0/path").textValue());
        assertEquals(position, read.at("/patch/0/value").asLong());
        if (i % 7 == 0) {
          // A place that is still known goes as its number.
          Out again = compact.begin();
          compact.frame(again, frame(position, change));
          byte[] shorter = body(again);
          assertEquals(position, client.read(shorter).path("position").asLong());
          assertTrue(shorter.length < 25);
        }
      }
    }
  }

  @Test
  void whatOneConnectionWasToldDoesNotShowOnAnother() {
    Wire other = new Wire(Wire.CBOR);
    for (int i = 0; i < 100; i++) {
      byte[] members = new CborWriter().map(0).toBytes();
      compact.frame(
          compact.begin(),
          frame(i, change("{}", new ViewChange.Part(Pointer.of("hidden" + i), members))));
    }
    Out out = other.begin();
    other.frame(out, frame(0, move(1, 2)));
    byte[] told = body(out);
    Wire fresh = new Wire(Wire.CBOR);
    out = fresh.begin();
    fresh.frame(out, frame(0, move(1, 2)));
    assertArrayEquals(body(out), told);
  }
}
