package io.tablekeep.server.torture;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/**
 * Every secret of a campaign is a text that stands nowhere else. Here stands who may know it, and
 * all bytes that anyone gets come by here. The game master may know everything.
 */
final class Secrets {
  static final String GM = "gm";
  private static final byte[] SIGN = "zq".getBytes(StandardCharsets.US_ASCII);
  private static final int LENGTH = 14;
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  private final SplittableRandom chance;
  private final Collection<String> faults;
  private final Map<String, Set<String>> knowing = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> heard = new ConcurrentHashMap<>();
  private final AtomicLong bytes = new AtomicLong();

  Secrets(SplittableRandom chance, Collection<String> faults) {
    this.chance = chance;
    this.faults = faults;
  }

  /** A new secret; also good for a key. */
  String of(String... who) {
    StringBuilder marker = new StringBuilder("zq");
    while (marker.length() < LENGTH) {
      marker.append((char) ('a' + chance.nextInt(25)));
    }
    Set<String> some = ConcurrentHashMap.newKeySet();
    some.add(GM);
    some.addAll(List.of(who));
    knowing.put(marker.toString(), some);
    return marker.toString();
  }

  /** From now on these may know too; said before it is. */
  void tell(String marker, Collection<String> who) {
    knowing.get(marker).addAll(who);
  }

  /** Listens to what somebody gets. */
  Consumer<byte[]> ear(String who) {
    return message -> listen(who, message);
  }

  private void listen(String who, byte[] message) {
    bytes.addAndGet(message.length);
    for (int i = 0; i + LENGTH <= message.length; i++) {
      if (message[i] == SIGN[0] && message[i + 1] == SIGN[1]) {
        String marker = new String(message, i, LENGTH, StandardCharsets.US_ASCII);
        Set<String> may = knowing.get(marker);
        if (may != null) {
          heard.computeIfAbsent(marker, k -> ConcurrentHashMap.newKeySet()).add(who);
          if (!may.contains(who)) {
            int from = Math.max(0, i - 150);
            int to = Math.min(message.length, i + 60);
            faults.add(
                who
                    + " got a secret of "
                    + may
                    + ": "
                    + new String(Arrays.copyOfRange(message, from, to), StandardCharsets.UTF_8));
          }
        }
      }
    }
  }

  /** An answer over HTTP, in clear. */
  @SuppressWarnings("ArrayRecordComponent") // handed over, not copied; equality is never asked
  record Answer(int status, byte[] body) {}

  /** Gets something over HTTP as somebody, who hears what comes. */
  Answer get(ServerProcess server, String path, Player who) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .timeout(Duration.ofSeconds(60))
            .header("Authorization", "Bearer " + who.token())
            .header("Accept-Encoding", "gzip, deflate")
            .build();
    try {
      HttpResponse<byte[]> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
      byte[] head = answer.headers().map().toString().getBytes(StandardCharsets.UTF_8);
      listen(who.participant, head);
      listen(who.participant, answer.body());
      byte[] clear = clear(answer.headers().firstValue("Content-Encoding").orElse(""), answer);
      listen(who.participant, clear);
      return new Answer(answer.statusCode(), clear);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] clear(String encoding, HttpResponse<byte[]> answer) {
    ByteArrayInputStream in = new ByteArrayInputStream(answer.body());
    try {
      return switch (encoding) {
        case "gzip" -> new GZIPInputStream(in).readAllBytes();
        case "deflate" -> new InflaterInputStream(in).readAllBytes();
        default -> answer.body();
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int size() {
    return knowing.size();
  }

  /** Secrets that somebody besides the game master was rightly told. */
  long shared() {
    return heard.values().stream().filter(who -> who.size() > 1 || !who.contains(GM)).count();
  }

  /** Secrets that the game master alone has seen. */
  long kept() {
    return heard.values().stream().filter(who -> who.equals(Set.of(GM))).count();
  }

  long bytes() {
    return bytes.get();
  }
}
