package io.tablekeep.server.ws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.tablekeep.server.http.Links;
import io.tablekeep.server.testing.CompactClient;
import io.tablekeep.server.testing.RawSocket;
import io.tablekeep.server.testing.RunningServer;
import io.tablekeep.server.wire.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One of two servers that look equal to a player: its game master, and all the player is told. */
final class EqualSide implements AutoCloseable {
  private static final ObjectMapper CBOR = CBORMapper.builder().build();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static final Pattern TIME =
      Pattern.compile("20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:]{8}(\\.[0-9]+)?Z");
  private static final Pattern TIME_KEY =
      Pattern.compile("(?<=[\"/])0[0-9a-z]{10}(-[0-9a-z]{2,})?(?=[\"/])");
  private static final Pattern SEALED = Pattern.compile("\"resume\":\"([A-Za-z0-9_=-]+)\"");
  private static final Pattern LINE =
      Pattern.compile("\"(id|older|newer)\":\"([A-Za-z0-9_-]{22})\"");

  private final RunningServer server;
  private final String campaign;
  private final Map<String, String> tokens = new TreeMap<>();
  private final RawSocket gm;
  private RawSocket plain;
  private final RawSocket compact;
  private final CompactClient reader;
  private final List<String> texts = new ArrayList<>();
  private final List<byte[]> binaries = new ArrayList<>();
  private final List<JsonNode> decoded = new ArrayList<>();
  private final List<String> answers = new ArrayList<>();

  /** Ids of lines of the past, in the order in which they came first. */
  private final List<String> lines = new ArrayList<>();

  private int applied;
  private int done;
  private int own;
  private int marks;

  EqualSide(RunningServer server, String campaign, String document, List<byte[]> pictures)
      throws Exception {
    this.server = server;
    this.campaign = campaign;
    server.server().engine().create(campaign, document.getBytes(StandardCharsets.UTF_8)).join();
    for (Links.Link link : server.server().links(campaign)) {
      tokens.put(link.participant(), link.token());
    }
    for (byte[] picture : pictures) {
      sends("gm", picture);
    }
    gm = RawSocket.seated(server.port(), campaign, token("gm"), "desk");
    gm.next("welcome");
    plain = RawSocket.open(server.port(), campaign);
    plain.text(RawSocket.whole(token("ana"), "p1"));
    compact = RawSocket.open(server.port(), campaign, Wire.CBOR);
    JsonNode hello = RunningServer.JSON.readTree(RawSocket.whole(token("ana"), "p2"));
    compact.binary(CBOR.writeValueAsBytes(hello));
    reader = new CompactClient(RunningServer.json(server.get("/api/asyncapi.json")));
    text();
    binary();
  }

  private String token(String who) {
    return tokens.get(who);
  }

  private String text() throws IOException {
    String text = new String(plain.message(), StandardCharsets.UTF_8);
    texts.add(text);
    return text;
  }

  private String binary() throws IOException {
    byte[] bytes = compact.nextBinary();
    binaries.add(bytes);
    ObjectNode read = reader.read(bytes);
    decoded.add(read);
    return read.toString();
  }

  void gm(String action) throws IOException {
    int space = action.indexOf(' ');
    int n = gm.act(action.substring(0, space), action.substring(space + 1));
    done++;
    applied += gm.receipt(n).path("outcome").asText().equals("applied") ? 1 : 0;
  }

  /** The player acts and waits for the receipt. */
  void ana(String action) throws IOException {
    int space = action.indexOf(' ');
    own++;
    plain.act(own, action.substring(0, space), action.substring(space + 1));
    done++;
    String told;
    do {
      told = text();
    } while (!told.contains("\"receipts\"") || !told.contains("\"n\":" + own + ","));
    applied += told.contains("\"applied\"") ? 1 : 0;
  }

  void looks(String place) throws Exception {
    asks("/view?path=" + URLEncoder.encode(place, StandardCharsets.UTF_8));
  }

  /** The player asks over HTTP; what is said of lines of the past can be asked about later. */
  void asks(String path) throws Exception {
    String known = lines.isEmpty() ? "none" : lines.get(own % lines.size());
    String target = "/api/campaigns/" + campaign + path.replace("LINE", known);
    HttpResponse<byte[]> answer = send("GET", target, "ana", HttpRequest.BodyPublishers.noBody());
    Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
    headers.remove("date");
    headers.remove("connection");
    headers.remove("content-length"); // times are not always as long; the body is compared
    String body = new String(answer.body(), StandardCharsets.ISO_8859_1);
    Matcher line = LINE.matcher(body);
    while (line.find()) {
      if (!lines.contains(line.group(2))) {
        lines.add(line.group(2));
      }
    }
    answers.add(path + ' ' + answer.statusCode() + ' ' + headers + ' ' + numbered(body));
  }

  private String numbered(String body) {
    return LINE.matcher(body)
        .replaceAll(found -> '"' + found.group(1) + "\":" + lines.indexOf(found.group(2)));
  }

  private HttpResponse<byte[]> send(
      String method, String target, String who, HttpRequest.BodyPublisher body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.server().base() + target))
            .header("Authorization", "Bearer " + token(who))
            .method(method, body)
            .build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  /** Somebody sends a picture. */
  void sends(String who, byte[] picture) throws Exception {
    String target = "/api/campaigns/" + campaign + "/assets";
    HttpResponse<byte[]> made =
        send("POST", target, who, HttpRequest.BodyPublishers.ofByteArray(picture));
    assertEquals(201, made.statusCode(), () -> new String(made.body(), StandardCharsets.UTF_8));
  }

  void opens(String place) throws IOException {
    plain.text("{\"type\":\"open\",\"path\":\"" + place + "\"}");
    String told;
    do {
      told = text();
    } while (!told.contains("\"type\":\"part\"") && !told.contains("\"type\":\"error\""));
  }

  /** The game master signals something, and then what the player hears in any case. */
  void signals(String signal) throws IOException {
    if (!signal.isEmpty()) {
      signal(signal.substring(0, signal.indexOf(' ')), signal.substring(signal.indexOf(' ') + 1));
    }
    String mark = "mark-" + ++marks;
    signal(mark, "{\"to\":[\"ana\"]}");
    while (!text().contains(mark)) {}
  }

  private void signal(String kind, String payload) throws IOException {
    gm.text("{\"type\":\"signal\",\"kind\":\"" + kind + "\",\"payload\":" + payload + "}");
  }

  /** The player's line drops and comes back with what it was given first. */
  void comesBack() throws IOException {
    plain.close();
    JsonNode welcome = RunningServer.JSON.readTree(texts.get(0));
    gm("lore.edit {\"lore\":\"old\",\"text\":\"is long dead\"}");
    plain = RawSocket.open(server.port(), campaign);
    String hello = RawSocket.whole(token("ana"), "p1");
    plain.text(
        hello.substring(0, hello.length() - 1)
            + ",\"resume\":\""
            + welcome.path("resume").asText()
            + "\",\"position\":"
            + welcome.path("position").asLong()
            + '}');
    while (!text().contains("is long dead")) {}
  }

  void end() throws IOException {
    gm("chat.say {\"text\":\"That is all.\"}");
    while (!text().contains("That is all.")) {}
    while (!binary().contains("That is all.")) {}
  }

  /** What does not count: times, keys made of times, what is sealed. */
  private static String timeless(String told) {
    String sealed = SEALED.matcher(told).replaceAll(m -> "\"resume\":" + m.group(1).length());
    return TIME_KEY.matcher(TIME.matcher(sealed).replaceAll("T")).replaceAll("K");
  }

  /** How many answers over HTTP say something, of those to questions that begin so. */
  long answered(String path) {
    return answers.stream().filter(a -> a.startsWith(path) && a.contains(" 200 ")).count();
  }

  void assertToldTheSameAs(EqualSide other) {
    assertEquals(answers.size(), other.answers.size());
    for (int i = 0; i < answers.size(); i++) {
      assertEquals(timeless(answers.get(i)), timeless(other.answers.get(i)));
    }
    for (int i = 0; i < Math.min(texts.size(), other.texts.size()); i++) {
      assertEquals(timeless(texts.get(i)), timeless(other.texts.get(i)), "message " + i);
    }
    assertEquals(texts.size(), other.texts.size());
    assertEquals(binaries.size(), other.binaries.size());
    for (int i = 0; i < binaries.size(); i++) {
      String one = decoded.get(i).toString();
      assertEquals(timeless(one), timeless(other.decoded.get(i).toString()));
      if (timeless(one).equals(one)) {
        assertArrayEquals(binaries.get(i), other.binaries.get(i), one);
      }
    }
    assertTrue(applied * 2 > done, applied + " of " + done + " applied");
    assertTrue(texts.size() > 50, texts.size() + " messages");
  }

  @Override
  public void close() throws IOException {
    gm.close();
    plain.close();
    compact.close();
  }
}
