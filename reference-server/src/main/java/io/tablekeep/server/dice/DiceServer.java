package io.tablekeep.server.dice;

import io.tablekeep.engine.dice.check.DiceReport;
import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks the dice that a running server tells a seat of. Blocks. */
public final class DiceServer {
  private static final JsonReader.Limits LIMITS = JsonReader.Limits.DOCUMENT;

  private final URI link;
  private final String token;
  private final String campaign;

  /**
   * A seat's view of a server.
   *
   * @param link the link of a seat or a table, {@code http://host/c/ID#seat=TOKEN}
   * @param seat the seat's token; null for that of the link
   * @throws TablekeepException code {@code usage} when the link names no campaign, or there is no
   *     token
   */
  public DiceServer(URI link, @Nullable String seat) {
    this.link = link;
    List<String> path = Arrays.asList(String.valueOf(link.getPath()).split("/"));
    int at = Math.max(path.indexOf("c"), path.indexOf("campaigns"));
    if (at < 0 || at + 1 >= path.size()) {
      throw usage("The link of a table looks like http://host/c/ID#seat=TOKEN.");
    }
    campaign = path.get(at + 1);
    String fragment = link.getFragment();
    String inside = fragment != null && fragment.startsWith("seat=") ? fragment.substring(5) : "";
    token = seat == null ? inside : seat;
    if (token.isEmpty()) {
      throw usage("A seat's token is needed: in the link, or with --seat.");
    }
  }

  /**
   * Asks for all epochs that can be looked up, and checks them.
   *
   * @return what was found
   * @throws IOException when the server does not answer
   * @throws InterruptedException when the waiting was interrupted
   */
  public DiceReport check() throws IOException, InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    JsonObject newest = get(client, 0);
    long last = number(newest, "newest");
    List<Object> all = new ArrayList<>();
    for (long epoch = number(newest, "oldest"); epoch < last; epoch++) {
      all.add(get(client, epoch));
    }
    all.add(get(client, last));
    return DiceFiles.told(JsonArray.of(all, 0));
  }

  private static long number(JsonObject told, String key) {
    if (told.get(key) instanceof Long number) {
      return number;
    }
    throw new TablekeepException(
        ErrorKind.USER, "not-dice", "That server does not answer about dice.");
  }

  private JsonObject get(HttpClient client, long epoch) throws IOException, InterruptedException {
    URI at = link.resolve("/api/campaigns/" + campaign + "/dice?epoch=" + epoch);
    HttpRequest request =
        HttpRequest.newBuilder(at)
            .timeout(Duration.ofMinutes(1))
            .header("Authorization", "Bearer " + token)
            .build();
    HttpResponse<byte[]> answer;
    try {
      answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (ConnectException e) {
      throw new TablekeepException(
          ErrorKind.USER, "no-server", "No server answers at " + link.resolve("/") + ".");
    }
    JsonObject body = JsonReader.readObject(answer.body(), LIMITS, 0);
    if (answer.statusCode() != 200) {
      throw new TablekeepException(
          ErrorKind.USER, String.valueOf(body.get("code")), String.valueOf(body.get("message")));
    }
    return body;
  }

  private static TablekeepException usage(String message) {
    return new TablekeepException(ErrorKind.USER, "usage", message);
  }
}
