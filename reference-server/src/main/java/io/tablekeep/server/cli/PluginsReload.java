package io.tablekeep.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has a running server reload a plugin. */
@Command(
    name = "reload",
    description =
        "Has a running server play by what a plugin's file has become; nobody is cut off.")
final class PluginsReload extends Work {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Parameters(index = "0", paramLabel = "ID", description = "The plugin's id.")
  String id = "";

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "The running server (default: http://127.0.0.1:8080).")
  URI url = URI.create("http://127.0.0.1:8080");

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "The host's key (default: that of ./tablekeep-data, or TABLEKEEP_KEY).")
  @Nullable String key;

  @Option(
      names = "--only-if-same",
      description = "Stay with the old one if the new one would have decided anything otherwise.")
  boolean onlyIfSame;

  @Override
  int work(Console console) throws Exception {
    JsonNode answer = ask();
    if (json) {
      Map<String, Object> line = new LinkedHashMap<>();
      answer.properties().forEach(field -> line.put(field.getKey(), field.getValue()));
      console.json(line);
      return ExitCode.OK;
    }
    console.say(
        "%s %s takes the place of %s"
            .formatted(id, answer.path("to").asText(), answer.path("from").asText()));
    console.say(
        "  %d open campaigns, paused for %.1f ms"
            .formatted(answer.path("campaigns").asInt(), answer.path("pauseMs").asDouble()));
    for (JsonNode one : answer.path("differences")) {
      console.say(
          "  decides otherwise: %s in %s%s: %s, not %s"
              .formatted(
                  one.path("action").asText(),
                  one.path("campaign").asText(),
                  one.path("at").asText().isEmpty() ? "" : " at " + one.path("at").asText(),
                  one.path("now").asText(),
                  one.path("was").asText()));
    }
    return ExitCode.OK;
  }

  private JsonNode ask() throws IOException, InterruptedException {
    String plugin = URLEncoder.encode(id, StandardCharsets.UTF_8);
    URI at = url.resolve("/api/plugins/" + plugin + "/reload?onlyIfSame=" + onlyIfSame);
    HttpRequest request =
        HttpRequest.newBuilder(at)
            .timeout(Duration.ofMinutes(2))
            .header("Authorization", "Bearer " + HostKey.of(key, url))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    HttpResponse<String> answer;
    try {
      answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    } catch (ConnectException e) {
      // Its own message is mostly none.
      throw new TablekeepException(
          ErrorKind.USER, "no-server", "No server answers at " + url + ".");
    }
    JsonNode body = JSON.readTree(answer.body());
    if (answer.statusCode() != 200) {
      throw new TablekeepException(
          ErrorKind.USER, body.path("code").asText("refused"), body.path("message").asText());
    }
    return body;
  }
}
