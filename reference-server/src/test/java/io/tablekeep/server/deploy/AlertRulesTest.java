package io.tablekeep.server.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tablekeep.server.ServerConfig;
import io.tablekeep.server.TablekeepServer;
import io.tablekeep.server.cluster.ClusterConfig;
import io.tablekeep.server.testing.RunningServer;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The alert rules are built as Prometheus reads them, and ask for what a node of a cluster has. */
class AlertRulesTest {
  private static final Pattern DURATION = Pattern.compile("([0-9]+(ms|[smhdwy]))+");

  /** Functions, operators and words of PromQL that the rules use. */
  private static final Set<String> WORDS =
      Set.of("min", "max", "sum", "by", "without", "and", "or", "unless", "increase", "rate")
          .stream()
          .collect(
              () ->
                  new TreeSet<>(Set.of("max_over_time", "min_over_time", "changes", "on", "bool")),
              Set::add,
              Set::addAll);

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s+|\"(?:[^\"\\\\]|\\\\.)*\"|[a-zA-Z_:][a-zA-Z0-9_:]*|(?:[0-9]+(?:ms|[smhdwy]))+"
              + "|[0-9]+(?:\\.[0-9]+)?|==|!=|<=|>=|=~|!~|[-+*/%^<>=(){}\\[\\],]");

  @TempDir Path folder;

  private static List<JsonNode> rules() throws Exception {
    List<JsonNode> rules = new java.util.ArrayList<>();
    Yaml.one("alerts.yaml")
        .path("groups")
        .forEach(group -> group.path("rules").forEach(rules::add));
    return rules;
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void theFileHasTheFormOfRules() throws Exception {
    JsonNode file = Yaml.one("alerts.yaml");
    assertEquals(Set.of("groups"), names(file));
    Set<String> groups = new TreeSet<>();
    Set<String> alerts = new TreeSet<>();
    for (JsonNode group : file.path("groups")) {
      assertEquals(Set.of("name", "rules"), names(group));
      assertTrue(groups.add(group.path("name").asText()), "a group twice");
      for (JsonNode rule : group.path("rules")) {
        String alert = rule.path("alert").asText();
        assertEquals(Set.of("alert", "expr", "for", "labels", "annotations"), names(rule), alert);
        assertTrue(alert.matches("[A-Z][A-Za-z]+") && alerts.add(alert), alert);
        assertTrue(DURATION.matcher(rule.path("for").asText()).matches(), alert);
        assertTrue(
            Set.of("warning", "critical").contains(rule.at("/labels/severity").asText()), alert);
        assertEquals(Set.of("summary", "description"), names(rule.path("annotations")), alert);
        for (JsonNode text : rule.path("annotations")) {
          String rest = text.asText().replaceAll("\\{\\{ \\$(value|labels\\.[a-z_]+) }}", "");
          assertFalse(rest.contains("{{") || rest.contains("}}"), text::asText);
        }
        balanced(rule.path("expr").asText());
      }
    }
  }

  private static void balanced(String expression) {
    Deque<Character> open = new ArrayDeque<>();
    Matcher token = TOKEN.matcher(expression);
    int at = 0;
    while (at < expression.length()) {
      assertTrue(token.find(at) && token.start() == at, () -> "not understood: " + expression);
      at = token.end();
      switch (token.group()) {
        case "(" -> open.push(')');
        case "[" -> open.push(']');
        case "{" -> open.push('}');
        case ")", "]", "}" ->
            assertEquals(token.group().charAt(0), open.isEmpty() ? ' ' : open.pop(), expression);
        default -> {}
      }
    }
    assertTrue(open.isEmpty(), expression);
  }

  /** Metrics of an expression with the labels that it asks for. */
  private static Map<String, Set<String>> metrics(String expression) {
    Map<String, Set<String>> found = new TreeMap<>();
    // Labels to group by: each series has that of its instance once it has been scraped.
    String bare = expression.replaceAll("\\b(by|without|on) *\\([^)]*\\)", "");
    Matcher name = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)\\s*(\\{[^}]*})?").matcher(bare);
    while (name.find()) {
      boolean duration = name.start() > 0 && Character.isDigit(bare.charAt(name.start() - 1));
      if (!WORDS.contains(name.group(1)) && !duration) {
        Set<String> labels = found.computeIfAbsent(name.group(1), each -> new TreeSet<>());
        if (name.group(2) != null) {
          Matcher label = Pattern.compile("([a-z_]+)\\s*[!=]").matcher(name.group(2));
          while (label.find()) {
            labels.add(label.group(1));
          }
        }
      }
    }
    return found;
  }

  @Test
  void everyMetricIsOneThatANodeShows() throws Exception {
    String scraped =
        scraped(RunningServer.config(folder.resolve("shared"), 1), 1)
            + scraped(onItsOwnDisk(folder.resolve("own")), 3);
    Set<String> asked = new TreeSet<>();
    for (JsonNode rule : rules()) {
      metrics(rule.path("expr").asText())
          .forEach(
              (metric, labels) -> {
                asked.add(metric);
                Matcher line = Pattern.compile("(?m)^" + metric + "(\\{[^}]*})? ").matcher(scraped);
                assertTrue(line.find(), rule.path("alert").asText() + " asks for " + metric);
                for (String label : labels) {
                  assertTrue(
                      String.valueOf(line.group(1)).contains(label + "="), metric + " " + label);
                }
              });
    }
    assertTrue(asked.contains("tablekeep_cluster_nodes"), asked::toString);
    Set<String> alike = new TreeSet<>();
    Matcher name = Pattern.compile("(?m)^(tablekeep_cluster_nodes\\w*)[{ ]").matcher(scraped);
    while (name.find()) {
      alike.add(name.group(1));
    }
    assertEquals(Set.of("tablekeep_cluster_nodes"), alike);
  }

  private static ServerConfig onItsOwnDisk(Path data) {
    return new ServerConfig(
        "127.0.0.1", 0, data, Optional.empty(), "sqlite:tablekeep.db", Set.of(), 1, true, "warn");
  }

  /** What a node of a cluster shows Prometheus as soon as it is there. */
  private static String scraped(ServerConfig config, int nodes) throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = Math.min(socket.getLocalPort(), 65_000);
    }
    ClusterConfig cluster =
        new ClusterConfig(
            Optional.of("127.0.0.1"),
            port,
            List.of(),
            Optional.of("one"),
            "a secret of the test's own",
            Optional.empty(),
            nodes);
    try (TablekeepServer server = TablekeepServer.start(config.withCluster(cluster))) {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create(server.base() + "/metrics")).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }
}
