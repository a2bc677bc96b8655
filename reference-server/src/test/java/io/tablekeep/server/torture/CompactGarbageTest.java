package io.tablekeep.server.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Binary messages of the compact form that make no sense: a coded answer or a close. */
class CompactGarbageTest extends GarbageStand {
  private static final int LIMIT = 96 << 10;

  /** {@code {type: act, n: N, action: token.move, payload: …}}, the payload to be put behind it. */
  private static final String ACT =
      "a4" + "0263616374" + "0307" + "056a746f6b656e2e6d6f7665" + "06";

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  private static byte[] repeated(String each, int times) {
    return hex(each.repeat(times));
  }

  private CompactHeckler compact(String participant) throws Exception {
    JsonNode asyncapi = Json.parse(server.get("/api/asyncapi.json", ""));
    return new CompactHeckler(server, participant, target.get(participant), asyncapi);
  }

  /** The messages of clients in the published vectors, and a few with more in them. */
  private List<byte[]> sound() throws Exception {
    List<byte[]> sound = new ArrayList<>();
    for (JsonNode vector : Json.parse(server.get("/api/asyncapi.json", "")).path("x-vectors")) {
      if (vector.path("from").asText().equals("client")) {
        sound.add(hex(vector.path("cbor").asText()));
      }
    }
    assertTrue(sound.size() >= 5, "no vectors");
    // Everything in one payload: texts in pieces, floats of all sizes, a decimal, nests.
    sound.add(
        hex(
            ACT
                + "bf 7f 62 6162 61 63 ff 9f 01 20 f93c00 fa3f800000 fb3ff0000000000000 ff"
                + " 63 e29c93 c4 82 22 19 5025 61 6b a1 61 6b 84 f4 f5 f6 18 2a ff"));
    return sound;
  }

  @Test
  void aMessageCutOffAnywhereIsAnswered() throws Exception {
    try (CompactHeckler ana = compact("ana")) {
      for (byte[] message : sound()) {
        for (int end = 0; end < message.length; end++) {
          ana.wrong(Arrays.copyOf(message, end));
        }
      }
      assertEquals(Set.of(), ana.accepted());
      Effort.say("compact: cut off: %s", ana.figures());
    }
    witness.unchanged();
  }

  @Test
  void whatIsNoCborOrMeansNothingHereIsAnswered() throws Exception {
    List<String> bad = new ArrayList<>();
    // Not a map; a map and something behind it; a map that is empty, or of something else.
    bad.addAll(List.of("00", "60", "80", "f6", "ff", "a0", "a000", "a1 02 63616374 00", "a10000"));
    // Heads that are reserved, and simple values that are none.
    for (String head : List.of("1c", "1f", "3d", "5e", "7d", "9c", "bc", "dc", "fc", "fd", "fe")) {
      bad.add(ACT + head);
      bad.add(head);
    }
    bad.addAll(List.of(ACT + "f800", ACT + "f820", ACT + "f8ff", ACT + "f7", ACT + "ff"));
    // Lengths that promise what never comes.
    for (String kind : List.of("5", "7", "9", "b")) {
      bad.add(ACT + kind + "a 7fffffff");
      bad.add(ACT + kind + "b 7fffffffffffffff");
      bad.add(ACT + kind + "b ffffffffffffffff");
      bad.add(kind + "b ffffffffffffffff");
      bad.add(kind + "a 80000000");
    }
    // Indefinite lengths: no end, an end in the wrong place, pieces of another kind, nested pieces.
    bad.addAll(
        List.of("bf", "bf02", "bf02ff", "bf ff", ACT + "9f", ACT + "bf6161ff", ACT + "7fff"));
    bad.addAll(List.of(ACT + "7f 41 61 ff", ACT + "7f 7f 6161 ff ff", ACT + "7f 61 c3 61 a9 ff"));
    bad.addAll(List.of(ACT + "5f 61 61 ff", ACT + "a1 ff ff", ACT + "a1 61 61 ff"));
    // Keys: not in the dictionary, of the wrong kind, twice, twice in two forms.
    bad.addAll(List.of(ACT + "a1 19ffff 00", ACT + "a1 1b001fffffffffffff 00", ACT + "a1 20 00"));
    bad.addAll(List.of(ACT + "a1 41 61 00", ACT + "a1 f4 00", ACT + "a1 fb3ff0000000000000 00"));
    bad.add("a5 02 63616374 02 63616374 03 07 05 6161 06 a0");
    bad.add("a5 02 63616374 64 74797065 63616374 03 07 05 6161 06 a0");
    bad.add("a5 0263616374 0307 0307 056a746f6b656e2e6d6f7665 06a0");
    bad.add(ACT + "a2 6161 00 6161 01");
    bad.add(ACT + "a2 0b 6a7661756c742f6272616d 65746f6b656e 6a7661756c742f6272616d");
    // Numbers: big ones by tag, dates, fractions of the wrong shape, out of range, not finite.
    bad.addAll(List.of(ACT + "c2 49 010000000000000000", ACT + "c3 41 01", ACT + "c0 61 61"));
    bad.addAll(
        List.of(ACT + "c4 83 00 00 00", ACT + "c4 82 f4 00", ACT + "c4 00", ACT + "c4 9f ff"));
    bad.addAll(List.of(ACT + "c4 82 1b7fffffffffffffff 01", ACT + "c4 82 19 0fff 01"));
    bad.addAll(List.of(ACT + "c5 82 00 01", ACT + "d9 d9f7 a0", ACT + "f97e00", ACT + "f97c00"));
    bad.addAll(List.of(ACT + "fb7ff0000000000000", ACT + "fa7fc00000", ACT + "3bffffffffffffffff"));
    for (String n :
        List.of(
            "00",
            "20",
            "6131",
            "f93c00",
            "1bffffffffffffffff",
            "1b0020000000000000",
            "c24101",
            "f6",
            "a0",
            "80",
            "fb7ff8000000000000",
            "c4820001")) {
      bad.add("a4 0263616374 03" + n + "056a746f6b656e2e6d6f7665 06a0");
    }
    // Texts that are not UTF-8, or where a text should be.
    bad.addAll(
        List.of(ACT + "62 c328", ACT + "63 eda080", "a1 02 62 c328", "a1 02 00", "a1 02 43616374"));
    bad.add("a3 02666f70656e 188b 00 00 00");
    bad.add("a2 02646f70656e 188b 00");
    bad.add("a2 02646f70656e 188b 6161");
    bad.add("a2 02646f70656e 188b 622f7e");
    try (CompactHeckler ana = compact("ana")) {
      for (String message : bad) {
        ana.wrong(hex(message));
      }
      assertEquals(Set.of(), ana.accepted());
      Effort.say("compact: odd: %s of %d messages", ana.figures(), bad.size());
    }
    witness.unchanged();
  }

  @Test
  void whatNestsTooDeepOrIsTooLargeIsNotFollowed() throws Exception {
    List<byte[]> bad = new ArrayList<>();
    for (String each : List.of("81", "9f", "a10b", "bf0b", "c1", "d9d9f7", "82", "c482")) {
      bad.add(repeated(each, 90_000 / (each.length() / 2)));
      for (int deep : new int[] {63, 64, 65, 66, 1_000, 30_000}) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(hex(ACT));
        message.writeBytes(repeated(each, deep));
        message.write(0);
        bad.add(message.toByteArray());
      }
    }
    try (CompactHeckler ana = compact("ana")) {
      for (byte[] message : bad) {
        ana.wrong(message);
      }
      ByteArrayOutputStream large = new ByteArrayOutputStream();
      large.writeBytes(hex(ACT + "7a" + String.format("%08x", LIMIT)));
      large.writeBytes("x".repeat(LIMIT).getBytes(StandardCharsets.US_ASCII));
      assertEquals(1009, ana.closing(large.toByteArray()));
      assertEquals(1003, ana.closingText("{\"type\":\"act\"}"));
      assertEquals(Set.of(), ana.accepted());
      Effort.say("compact: deep and large: %s", ana.figures());
    }
    witness.unchanged();
  }

  @Test
  void noiseAndMessagesWithWrongBytesAreAnswered() throws Exception {
    List<byte[]> sound = sound();
    CompactHeckler ana = compact("ana");
    for (int i = 0; i < Effort.pick(150, 2_000, 30_000); i++) {
      ana.any(garbage.bytes(200));
      byte[] mangled = sound.get(chance.nextInt(sound.size())).clone();
      for (int k = chance.nextInt(1, 4); k > 0; k--) {
        mangled[chance.nextInt(mangled.length)] = (byte) chance.nextInt(256);
      }
      ana.any(mangled);
      int cut = chance.nextInt(mangled.length);
      ByteArrayOutputStream grown = new ByteArrayOutputStream();
      grown.write(mangled, 0, cut);
      grown.writeBytes(garbage.bytes(8));
      grown.write(mangled, cut, mangled.length - cut);
      ana.any(grown.toByteArray());
    }
    ana.close();
    Effort.say("compact: noise: %s", ana.figures());
    witness.only(ana.accepted());
  }

  @Test
  void aHelloThatMakesNoSenseOpensNoSeat() throws Exception {
    List<byte[]> hellos = new ArrayList<>();
    String good = target.get("ana");
    byte[] sound = CompactHeckler.hello(good, "d");
    for (int end = 0; end < sound.length; end += Effort.pick(7, 1, 1)) {
      hellos.add(Arrays.copyOf(sound, end));
    }
    hellos.add(CompactHeckler.hello(good + "A", "d"));
    hellos.add(CompactHeckler.hello(other.get("ana"), "d"));
    hellos.add(CompactHeckler.hello(good, "a device with spaces"));
    hellos.add(CompactHeckler.hello("x".repeat(5_000), "d"));
    hellos.add(hex(ACT + "a0"));
    for (int i = 0; i < Effort.pick(20, 200, 2_000); i++) {
      hellos.add(garbage.bytes(120));
    }
    for (byte[] hello : hellos) {
      int code = CompactHeckler.refused(server, hello);
      assertTrue(code == 4401 || code == 4400, () -> "closed with " + code);
    }
    witness.unchanged();
  }
}
