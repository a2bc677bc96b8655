package io.tablekeep.server.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tablekeep.server.http.Links;
import io.tablekeep.server.testing.RawSocket;
import io.tablekeep.server.testing.RunningServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * One person with two devices, both without a line: each has a plan of its own for the same sheet,
 * the game master goes on meanwhile, and they come back one after the other.
 */
class TwoDevicesTest {
  private static final String DOCUMENT =
      """
      {"id":"x","schema":1,
       "campaign":{"name":"Two","system":"edits","createdAt":"2026-01-01T00:00:00Z"},
       "participants":{"gm":{"name":"Gina","role":"gm"},"ana":{"name":"Ana","role":"player"}},
       "actors":{"bram":{"name":"Bram","type":"character","owner":"ana",
         "notes":"one\\ntwo\\nthree\\n","edits":{"str":10,"dex":10},"edits-wounds":0,
         "edits-bag":["rope"],"edits-coins":10}},
       "maps":{"inn":{"name":"Inn","grid":{"wide":20,"high":20},
         "tokens":{"t1":{"actor":"bram","x":1.5,"y":1.5}}}}}
      """;

  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    server = RunningServer.withEdits();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  /** A device: what it saw last, and what it plans. */
  private static final class Device {
    final String campaign;
    final String token;
    final String name;
    final List<String[]> plan = new ArrayList<>();
    JsonNode seen;
    RawSocket socket;

    Device(String campaign, String token, String name) throws IOException {
      this.campaign = campaign;
      this.token = token;
      this.name = name;
      try (RawSocket first = RawSocket.seated(server.port(), campaign, token, name)) {
        seen = first.next("welcome");
      }
    }

    void plans(String action, String payload) {
      plan.add(new String[] {action, payload});
    }

    /** Comes back by its token and does what it planned; gives what it is told of each. */
    List<JsonNode> back() throws IOException {
      socket = RawSocket.open(server.port(), campaign);
      long position = seen.path("position").asLong();
      String resume = seen.path("resume").asText();
      String hello = RawSocket.hello(token, name);
      socket.text(
          hello.substring(0, hello.length() - 1)
              + ",\"resume\":\"%s\",\"position\":%d}".formatted(resume, position));
      socket.next("resumed");
      for (int i = 0; i < plan.size(); i++) {
        socket.text(
            "{\"type\":\"act\",\"n\":%d,\"action\":\"%s\",\"payload\":%s,\"basedOn\":%d,\"since\":\"%s\"}"
                .formatted(i + 1, plan.get(i)[0], plan.get(i)[1], position, resume));
      }
      List<JsonNode> receipts = new ArrayList<>();
      while (receipts.size() < plan.size()) {
        for (JsonNode receipt : socket.next("frame").path("receipts")) {
          assertEquals(receipts.size() + 1, receipt.path("n").asInt(), "in its order");
          receipts.add(receipt);
        }
      }
      return receipts;
    }

    JsonNode now() throws IOException {
      try (RawSocket fresh = RawSocket.open(server.port(), campaign)) {
        fresh.text(RawSocket.whole(token, name + "-look"));
        return fresh.next("welcome").path("state");
      }
    }
  }

  private static void told(String code, String word, JsonNode receipt) {
    assertEquals(code, receipt.path("code").asText(), receipt.toString());
    assertTrue(receipt.path("message").asText().contains(word), receipt.toString());
  }

  private static String notes(String text) {
    return "{\"actor\":\"bram\",\"notes\":\"" + text + "\"}";
  }

  @Test
  void bothPlansEndInOneStateAndEachDeviceIsToldWhatBecameOfItsOwn() throws Exception {
    server.server().engine().create("two", DOCUMENT.getBytes(StandardCharsets.UTF_8)).join();
    Map<String, String> links = new TreeMap<>();
    for (Links.Link link : server.server().links("two")) {
      links.put(link.participant(), link.token());
    }
    Device phone = new Device("two", links.get("ana"), "phone");
    Device laptop = new Device("two", links.get("ana"), "laptop");

    phone.plans("actor.edit", notes("ONE\\ntwo\\nthree\\n"));
    phone.plans("edits.coins", "{\"actor\":\"bram\",\"more\":5}");
    phone.plans("edits.value", "{\"actor\":\"bram\",\"key\":\"str\",\"value\":12}");
    phone.plans("chat.say", "{\"text\":\"From the train.\"}");
    phone.plans("token.move", "{\"token\":\"inn/t1\",\"to\":{\"x\":4.5,\"y\":1.5}}");

    laptop.plans("actor.edit", notes("one\\ntwo\\nTHREE\\n"));
    laptop.plans("edits.coins", "{\"actor\":\"bram\",\"more\":-3}");
    laptop.plans("edits.value", "{\"actor\":\"bram\",\"key\":\"str\",\"value\":14}");
    laptop.plans("edits.value", "{\"actor\":\"bram\",\"key\":\"dex\",\"value\":11}");
    laptop.plans("token.move", "{\"token\":\"inn/t1\",\"to\":{\"x\":9.5,\"y\":1.5}}");
    laptop.plans("actor.edit", "{\"actor\":\"nobody\",\"notes\":\"x\"}");

    try (RawSocket gm = RawSocket.seated(server.port(), "two", links.get("gm"), "gm-desk")) {
      gm.next("welcome");
      gm.act(1, "edits.value", "{\"actor\":\"bram\",\"key\":\"dex\",\"value\":8}");
      assertEquals("applied", gm.receipt(1).path("outcome").asText());

      List<JsonNode> first = phone.back();
      for (JsonNode receipt : first) {
        assertEquals("applied", receipt.path("outcome").asText(), receipt.toString());
      }
      gm.act(2, "token.remove", "{\"token\":\"inn/t1\"}");
      assertEquals("applied", gm.receipt(2).path("outcome").asText());

      List<JsonNode> second = laptop.back();
      told("conflict-settled", "lines", second.get(0));
      told("conflict-settled", "", second.get(1));
      assertEquals("pending", second.get(2).path("outcome").asText(), second.get(2).toString());
      told("conflict", "asked", second.get(2));
      told("conflict-theirs", "Gina", second.get(3));
      assertEquals("refused", second.get(4).path("outcome").asText());
      told("no-such-thing", "", second.get(4));
      assertEquals("/token", second.get(4).path("field").asText());
      assertEquals("refused", second.get(5).path("outcome").asText());
      for (JsonNode receipt : second) {
        assertFalse(receipt.path("message").asText().isEmpty(), receipt.toString());
      }

      // She chooses on the phone; the laptop, whose it was, is told.
      String ask = laptop.now().path("asks").fieldNames().next();
      phone.socket.act(
          6,
          "ask.answer",
          "{\"ask\":\"" + ask + "\",\"question\":\"0\",\"answer\":{\"choice\":\"mine\"}}");
      assertEquals("applied", phone.socket.receipt(6).path("outcome").asText());
      told("conflict-settled", "Ana chose", laptop.socket.receipt(3));
    }

    ObjectNode mine = (ObjectNode) phone.now();
    assertEquals(mine, laptop.now());
    assertEquals("ONE\ntwo\nTHREE\n", mine.at("/actors/bram/notes").asText());
    assertEquals(12, mine.at("/actors/bram/edits-coins").asInt());
    assertEquals(14, mine.at("/actors/bram/edits/str").asInt());
    assertEquals(8, mine.at("/actors/bram/edits/dex").asInt());
    assertEquals(0, mine.path("asks").size(), mine.path("asks").toString());
    assertTrue(mine.at("/maps/inn/tokens/t1").isMissingNode());
    assertEquals(
        1,
        mine.path("chat").findValuesAsText("text").stream()
            .filter("From the train."::equals)
            .count());
    phone.socket.close();
    laptop.socket.close();
  }
}
