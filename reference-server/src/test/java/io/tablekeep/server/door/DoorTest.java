package io.tablekeep.server.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tablekeep.server.testing.RawSocket;
import io.tablekeep.server.testing.RunningServer;
import io.tablekeep.server.ws.SocketLimits;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one address may ask for, and who is believed about addresses. */
class DoorTest {
  private static final String FROM = "X-Forwarded-For";

  private RunningServer server;

  private void start(DoorLimits limits) throws IOException {
    server = RunningServer.start(limits, SocketLimits.defaults().forEachAddress(3));
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  /** So many at once, and then one a second: no machine is so slow that it stays below that. */
  private static final int BURST = 40;

  private static DoorLimits few(String... proxies) {
    Duration day = Duration.ofDays(1);
    return new DoorLimits(1, BURST, 12, 3, 5_000, day, day, Set.of(proxies));
  }

  private int status(String... headers) throws Exception {
    return server.get("/health/live", headers).statusCode();
  }

  /** Asks until it is refused, under one address or another. */
  private HttpResponse<String> spend(IntFunction<String> from) throws Exception {
    for (int i = 0; i < 10 * BURST; i++) {
      HttpResponse<String> answer = server.get("/health/live", FROM, from.apply(i));
      if (answer.statusCode() == 429) {
        return answer;
      }
    }
    throw new AssertionError("never refused");
  }

  /** Whether an address has less left than one that has asked for nothing yet. */
  private boolean isSpent(String from) throws Exception {
    for (int i = 1; i < BURST; i++) {
      if (status(FROM, from) == 429) {
        return true;
      }
    }
    return false;
  }

  private static void refused(int status, String code, HttpResponse<String> answer)
      throws IOException {
    assertEquals(status, answer.statusCode(), answer::body);
    assertEquals(code, RunningServer.json(answer).path("code").asText(), answer::body);
  }

  @Test
  void anAddressThatAsksTooOftenIsToldToWaitAndOthersAreNot() throws Exception {
    start(few("127.0.0.1"));
    for (int i = 0; i < BURST; i++) {
      assertEquals(200, status(FROM, "192.0.2.7"));
    }
    HttpResponse<String> over = spend(i -> "192.0.2.7");
    refused(429, "rate-limited", over);
    assertEquals("1", over.headers().firstValue("retry-after").orElse(""));
    assertEquals("nosniff", over.headers().firstValue("x-content-type-options").orElse(""));
    assertEquals(200, status(FROM, "192.0.2.8"));
    // What the client itself wrote stands before what the proxy wrote.
    assertTrue(isSpent("198.51.100.9, 192.0.2.7"));
    assertEquals(200, status(), "this machine");
    String metrics = server.get("/metrics").body();
    assertTrue(metrics.contains("tablekeep_door_refused_total{what=\"requests\"} "), metrics);
    assertFalse(metrics.contains("192.0.2.7"), "no addresses in metrics");
  }

  @Test
  void aWholeIpv6NetworkIsOneAddress() throws Exception {
    start(few("127.0.0.1"));
    refused(429, "rate-limited", spend(i -> "2001:db8:1:2::" + i));
    assertEquals(200, status(FROM, "2001:db8:1:3::1"));
    assertEquals(200, status(FROM, ":::::"));
  }

  @Test
  void anAddressIsTheSameHoweverItIsWritten() throws Exception {
    start(few("::ffff:127.0.0.1"));
    spend(i -> "::ffff:192.0.2.7");
    assertTrue(isSpent("192.0.2.7"));
    assertTrue(isSpent("::ffff:c000:207"));
    assertEquals(200, status(FROM, "192.0.2.8"));
    spend(i -> "2001:db8:0:0:0:0:0:1");
    assertTrue(isSpent("2001:DB8::1"));
    Addresses here = new Addresses(Set.of("::1", "2001:db8::5"));
    assertTrue(here.isProxy(from("0:0:0:0:0:0:0:1")));
    assertTrue(here.isProxy(from("2001:db8:0::5")));
    assertFalse(here.isProxy(from("2001:db8::6")));
  }

  private static SocketAddress from(String address) throws IOException {
    return SocketAddress.inetSocketAddress(
        new InetSocketAddress(InetAddress.getByName(address), 7));
  }

  @Test
  void aWholeIpv6NetworkHasTheConnectionsOfOneAddress() throws Exception {
    start(few());
    Door door = new Door(few("2001:db8:9::9"), new SimpleMeterRegistry());
    int most = few().connectionsPerAddress();
    for (int i = 1; i <= most; i++) {
      assertTrue(door.entered(from("2001:db8:1:2::" + i)));
    }
    assertFalse(door.entered(from("2001:db8:1:2:ffff::1")));
    assertTrue(door.entered(from("2001:db8:1:3::1")));
    door.left(from("2001:db8:1:2:ffff::1"));
    door.left(from("2001:db8:1:2::1"));
    assertTrue(door.entered(from("2001:db8:1:2::77")));
    for (int i = 0; i <= most; i++) {
      assertTrue(door.entered(from("::1")), "this machine has no bound");
      assertTrue(door.entered(from("2001:db8:9::9")), "nor has a proxy");
    }
  }

  @Test
  void nobodyIsBelievedWhoIsNoProxyOfTheHost() throws Exception {
    start(few());
    refused(401, "unauthorized", server.get("/metrics", FROM, "192.0.2.1"));
    refused(429, "rate-limited", spend(i -> "192.0.2." + i % 250));
  }

  @Test
  void thisMachineMayAskOftenButNotUnderAnotherName() throws Exception {
    start(few());
    for (int i = 0; i < 300; i++) {
      assertEquals(200, status());
    }
    // A page elsewhere whose name leads here.
    String evil = "GET /metrics HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
    assertTrue(raw(evil).startsWith("HTTP/1.1 401"), raw(evil));
    String own = evil.replace("evil.example", "localhost:" + server.port());
    assertTrue(raw(own).startsWith("HTTP/1.1 200"), raw(own));
  }

  private String raw(String request) throws IOException {
    try (RawSocket raw = RawSocket.plain(server.port())) {
      raw.bytes(request.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      return new String(raw.input().readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII);
    }
  }

  @Test
  void anAddressHasSoManySocketsAndNoMore() throws Exception {
    start(DoorLimits.of(100, 3, Set.of("127.0.0.1")));
    List<RawSocket> open = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        RawSocket one = RawSocket.plain(server.port());
        open.add(one);
        String head = one.upgrade(server.port(), "demo", FROM + ": 192.0.2.7\r\n", new byte[0]);
        assertTrue(head.startsWith("HTTP/1.1 101"), head);
      }
      RawSocket over = RawSocket.plain(server.port());
      open.add(over);
      String head = over.upgrade(server.port(), "demo", FROM + ": 192.0.2.7\r\n", new byte[0]);
      assertTrue(head.startsWith("HTTP/1.1 429"), head);
      assertTrue(head.toLowerCase(java.util.Locale.ROOT).contains("retry-after: 10"), head);
      RawSocket other = RawSocket.plain(server.port());
      open.add(other);
      assertTrue(
          other
              .upgrade(server.port(), "demo", FROM + ": 192.0.2.8\r\n", new byte[0])
              .startsWith("HTTP/1.1 101"));
    } finally {
      for (RawSocket each : open) {
        each.close();
      }
    }
  }

  @Test
  void whatNeverComesToItsEndIsEndedWithACode() throws Exception {
    start(DoorLimits.defaults().answering(Duration.ofSeconds(3)));
    String started =
        "POST /api/sessions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\n{";
    String answer = raw(started);
    assertTrue(answer.startsWith("HTTP/1.1 408"), answer);
    assertTrue(answer.contains("\"request-timeout\""), answer);
    assertTrue(server.get("/metrics").body().contains("tablekeep_http_late_total 1"));
  }

  @Test
  void aBodyThatIsNotJsonIsNotRead() throws Exception {
    start(DoorLimits.defaults());
    for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "image/png")) {
      refused(415, "wrong-content-type", server.post("/api/sessions", "{}", "Content-Type", type));
    }
    for (String type : List.of("application/json", "Application/JSON; charset=utf-8")) {
      HttpResponse<String> answer = server.post("/api/sessions", "{}", "Content-Type", type);
      refused(400, "bad-request", answer);
    }
    HttpResponse<String> wrong =
        server.send("DELETE", "/api/accounts", BodyPublishers.ofString("{}"));
    refused(405, "method-not-allowed", wrong);
    JsonNode ready = RunningServer.json(server.get("/health/ready"));
    assertEquals(0, ready.path("readOnly").asInt(-1));
  }
}
