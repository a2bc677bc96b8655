package io.tablekeep.server.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tablekeep.server.testing.RawSocket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Messages that make no sense: a coded answer or a close, and nothing else happens to anyone. */
class GarbageTest extends GarbageStand {
  @Test
  void messagesThatCannotBeReadGetACode() throws Exception {
    List<String> good =
        List.of(
            "{\"type\":\"act\",\"n\":1,\"action\":\"chat.say\",\"payload\":{\"text\":\"x\"}}",
            "{\"type\":\"signal\",\"kind\":\"cursor\",\"payload\":{\"x\":1}}",
            RawSocket.hello("token", "d"));
    List<String> bad =
        new ArrayList<>(
            List.of(
                "",
                " ",
                "null",
                "[]",
                "\"act\"",
                "{}",
                "{\"type\":1}",
                "{\"type\":\"act\"}",
                "[".repeat(90_000),
                "{\"a\":".repeat(10_000),
                "{\"type\":\"act\",\"n\":1,\"action\":\"chat.say\",\"payload\":"
                    + "[".repeat(40_000)
                    + "]".repeat(40_000)
                    + "}",
                "{\"type\":\"act\",\"n\":1,\"n\":2,\"action\":\"chat.say\",\"payload\":{}}",
                "{\"type\":\"act\",\"n\":1.5,\"action\":\"chat.say\",\"payload\":{}}",
                "{\"type\":\"act\",\"n\":-1,\"action\":\"chat.say\",\"payload\":{}}",
                "{\"type\":\"act\",\"n\":9007199254740993,\"action\":\"chat.say\",\"payload\":{}}",
                "{\"type\":\"act\",\"n\":\"1\",\"action\":\"chat.say\",\"payload\":{}}",
                "{\"type\":\"act\",\"n\":{},\"action\":[],\"payload\":{}}",
                "{\"type\":\"signal\",\"kind\":{},\"payload\":{}}"));
    Heckler ana = heckler("ana");
    for (String message : bad) {
      ana.text(message);
    }
    for (int i = 0; i < Effort.pick(150, 1_000, 10_000); i++) {
      String next = good.get(chance.nextInt(good.size()));
      ana.text(garbage.mangled(next.replace("\"n\":1", "\"n\":" + ana.next())));
    }
    ana.close();
    Effort.say("garbage: messages: %s", ana.figures());
    // A mangled message may still be a message: its letters have changed.
    witness.only(ana.accepted());
  }

  @Test
  void payloadsOfTheWrongShapeAreRefused() throws Exception {
    JsonNode actions =
        Json.parse(server.get("/api/asyncapi.json", ""))
            .at("/components/schemas/Actions/properties");
    Set<String> accepted = new HashSet<>();
    for (String who : List.of("gm", "ana")) {
      Heckler heckler = heckler(who);
      for (Map.Entry<String, JsonNode> action : actions.properties()) {
        for (int i = 0; i < Effort.pick(10, 60, 500); i++) {
          heckler.act(action.getKey(), garbage.wrong(action.getValue()));
        }
      }
      for (String name : List.of("", "chat", "chat.say.", "CHAT.SAY", "hello.leap", "table.x")) {
        heckler.act(name, "{}");
      }
      for (int i = 0; i < 10; i++) {
        heckler.act("chat.say", "{\"text\":" + garbage.value(0) + "}");
        heckler.act("no.action", garbage.value(0));
      }
      heckler.act("chat.say", "{\"text\":\"" + "x".repeat(70 << 10) + "\"}");
      heckler.close();
      Effort.say("garbage: payloads of %s: %s", who, heckler.figures());
      accepted.addAll(heckler.accepted());
    }
    witness.only(accepted);
  }

  @Test
  void othersThingsAndIdsAreOutOfReach() throws Exception {
    Heckler ana = heckler("ana");
    for (String token :
        List.of("hall/of-ben", "hall/ghoul", "hall/nobody", "other/of-ana", "hall/../of-ben")) {
      ana.act("token.move", "{\"token\":\"" + token + "\",\"to\":{\"x\":1,\"y\":1}}");
      ana.act("token.remove", "{\"token\":\"" + token + "\"}");
    }
    ana.act("token.place", "{\"map\":\"hall\",\"at\":{\"x\":1,\"y\":1},\"actor\":\"of-ben\"}");
    ana.act("token.place", "{\"map\":\"hall\",\"at\":{\"x\":1,\"y\":1},\"actor\":\"ghoul\"}");
    ana.act("campaign.rename", "{\"name\":\"Mine\"}");
    ana.act("session.end", "{}");
    ana.close();
    assertEquals(Set.of(), ana.accepted());
    witness.unchanged();
  }

  @Test
  void forgedLinksOpenNoSeat() throws Exception {
    String good = target.get("ana");
    Set<String> forged = new HashSet<>();
    forged.add("");
    forged.add(good + "A");
    forged.add(good.substring(0, good.length() - 2));
    forged.add(other.get("ana"));
    forged.add(server.hostKey());
    forged.add("..." + good);
    forged.add(good.substring(0, good.indexOf('.') + 1));
    forged.add("x".repeat(5_000));
    for (int i = 0; i < Effort.pick(10, 50, 300); i++) {
      char[] letters = good.toCharArray();
      int at = chance.nextInt(letters.length - 1);
      letters[at] = letters[at] == 'A' ? 'B' : 'A';
      forged.add(new String(letters));
      forged.add(java.util.Base64.getUrlEncoder().encodeToString(garbage.bytes(90)));
    }
    forged.remove(good);
    for (String token : forged) {
      try (RawSocket raw = RawSocket.open(server.port(), "target")) {
        raw.text("{\"type\":\"hello\",\"seat\":" + Json.quote(token) + ",\"device\":\"d\"}");
        JsonNode answer = raw.next();
        assertEquals("error", answer.path("type").asText(), answer.toString());
        Answer.coded(answer);
        int code = raw.closed().code();
        assertTrue(code == 4401 || code == 4400, "closed with " + code);
      }
    }
    witness.unchanged();
  }

  @Test
  void naughtyStringsAreKeptAsTheyAreOrRefused() throws Exception {
    List<String> all = Garbage.strings();
    Queue<String> faults = new ConcurrentLinkedQueue<>();
    Count count = new Count();
    String id = "strings-" + System.nanoTime() % 1_000_000;
    Map<String, String> tokens = Tables.create(server, id);
    Player gm = new Player("gm", "d1", tokens.get("gm"), count, faults);
    Player ana = new Player("ana", "d2", tokens.get("ana"), count, faults);
    gm.connect(server.port(), id, chance);
    ana.connect(server.port(), id, chance);
    int step = Effort.pick(5, 1, 1);
    for (int i = chance.nextInt(step); i < all.size(); i += step) {
      String text = Json.quote(all.get(i));
      int length = all.get(i).codePointCount(0, all.get(i).length());
      boolean said = length >= 1 && all.get(i).length() <= 4_000;
      ana.act("chat.say", "{\"text\":" + text + "}", !said);
      ana.act("dice.roll", "{\"notation\":\"1d4\",\"label\":" + text + "}", length > 100);
      ana.act("dice.roll", "{\"notation\":" + text + "}", true);
      ana.act("token.move", "{\"token\":" + text + ",\"to\":{\"x\":1,\"y\":1}}", true);
      gm.act("campaign.rename", "{\"name\":" + text + "}", length < 1 || length > 100);
      gm.act("actor.create", "{\"name\":" + text + "}", length < 1 || length > 100);
      gm.act(
          "token.place",
          "{\"map\":\"hall\",\"at\":{\"x\":1,\"y\":1},\"name\":" + text + "}",
          length > 100);
      gm.act("scene.open", "{\"map\":" + text + "}", true);
      ana.calm();
      gm.calm();
    }
    for (Player player : List.of(gm, ana)) {
      JsonNode theirs = server.state(id, player.token());
      player.await("the last frames", () -> Json.hash(player.view()).equals(Json.hash(theirs)));
    }
    Chronicle chronicle = new Chronicle();
    Set<String> disordered = new HashSet<>(gm.disordered());
    disordered.addAll(ana.disordered());
    chronicle.read(server.export(id), disordered);
    gm.compare(chronicle, true);
    ana.compare(chronicle, true);
    gm.close();
    ana.close();
    assertTrue(faults.isEmpty(), () -> String.join("\n", faults));
    Effort.say("garbage: strings: %d acks, %d refused", count.acks, count.refused);
    heckleWith(all, step);
    witness.unchanged();
  }

  /** The texts of the protocol itself. */
  private void heckleWith(List<String> all, int step) throws IOException {
    Heckler ben = heckler("ben");
    for (int i = chance.nextInt(step); i < all.size(); i += step) {
      String text = Json.quote(all.get(i));
      ben.text("{\"type\":" + text + "}");
      ben.text("{\"type\":\"signal\",\"kind\":" + text + ",\"payload\":" + text + "}");
      ben.act(all.get(i), "{}");
      try (RawSocket raw = RawSocket.open(server.port(), "target")) {
        raw.text("{\"type\":\"hello\",\"seat\":" + text + ",\"device\":" + text + "}");
        Answer.close(raw.closed().code());
      }
    }
    ben.close();
    assertEquals(Set.of(), ben.accepted());
  }
}
