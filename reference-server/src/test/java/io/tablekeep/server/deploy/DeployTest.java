package io.tablekeep.server.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.tablekeep.server.ConfigSources;
import io.tablekeep.server.ServerConfig;
import io.tablekeep.server.testing.RunningServer;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The files to start a cluster with are what their readers take, and the server takes their
 * settings.
 */
class DeployTest {
  private static final String SECRET = "only the nodes know that";

  private static List<JsonNode> kubernetes() throws Exception {
    return Yaml.all("kubernetes.yaml");
  }

  private static JsonNode of(String kind, String name) throws Exception {
    for (JsonNode each : kubernetes()) {
      if (each.path("kind").asText().equals(kind)
          && each.at("/metadata/name").asText().equals(name)) {
        return each;
      }
    }
    throw new AssertionError("there is no " + kind + " " + name);
  }

  @Test
  void everyObjectIsAsKubernetesDescribesIt() throws Exception {
    KubernetesSchemas schemas = new KubernetesSchemas();
    for (JsonNode each : kubernetes()) {
      assertEquals(List.of(), schemas.faults(each), each.path("kind").asText());
    }
    ObjectNode slip = of("StatefulSet", "tablekeep").deepCopy();
    ((ObjectNode) slip.at("/spec/template/spec/containers/0/livenessProbe")).put("periodSecond", 1);
    assertEquals(1, schemas.faults(slip).size(), "a slip is found");
    ((ObjectNode) slip.get("spec")).put("replicas", "three");
    assertEquals(2, schemas.faults(slip).size(), "and another");
  }

  @Test
  void theObjectsFitTogether() throws Exception {
    JsonNode set = of("StatefulSet", "tablekeep");
    JsonNode labels = set.at("/spec/template/metadata/labels");
    assertEquals(labels, set.at("/spec/selector/matchLabels"));
    assertEquals(labels, of("PodDisruptionBudget", "tablekeep").at("/spec/selector/matchLabels"));
    JsonNode headless = of("Service", set.at("/spec/serviceName").asText());
    assertEquals("None", headless.at("/spec/clusterIP").asText());
    for (JsonNode service : List.of(headless, of("Service", "tablekeep"))) {
      assertEquals(labels, service.at("/spec/selector"));
    }
    JsonNode pod = set.at("/spec/template/spec");
    JsonNode container = pod.at("/containers/0");
    Set<String> ports = texts(container.path("ports"), "name");
    assertTrue(ports.contains(of("Service", "tablekeep").at("/spec/ports/0/targetPort").asText()));
    for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
      JsonNode http = container.path(probe).path("httpGet");
      assertTrue(ports.contains(http.path("port").asText()), probe);
      assertTrue(http.path("path").asText().startsWith("/health/"), probe);
    }
    Set<String> volumes = texts(pod.path("volumes"), "name");
    set.at("/spec/volumeClaimTemplates")
        .forEach(each -> volumes.add(each.at("/metadata/name").asText()));
    assertEquals(volumes, texts(container.path("volumeMounts"), "name"));
    assertTrue(pod.path("terminationGracePeriodSeconds").asInt() >= 60);
  }

  private static Set<String> texts(JsonNode list, String key) {
    Set<String> all = new TreeSet<>();
    list.forEach(each -> all.add(each.path(key).asText()));
    return all;
  }

  @Test
  void theHealthAddressesThatAreAskedAreThere() throws Exception {
    String all = Yaml.text("kubernetes.yaml") + Yaml.text("haproxy.cfg");
    Set<String> paths = new TreeSet<>();
    for (Matcher found = Pattern.compile("/health/\\w+").matcher(all); found.find(); ) {
      paths.add(found.group());
    }
    assertEquals(Set.of("/health/live", "/health/ready"), paths);
    try (RunningServer server = RunningServer.start()) {
      for (String path : paths) {
        assertEquals(200, server.get(path).statusCode(), path);
      }
    }
  }

  @Test
  void theServerTakesWhatThePodsSay() throws Exception {
    Map<String, String> environment = new TreeMap<>();
    for (JsonNode each :
        of("StatefulSet", "tablekeep").at("/spec/template/spec/containers/0/env")) {
      String name = each.path("name").asText();
      environment.put(
          name,
          switch (name) {
            case "TABLEKEEP_CLUSTER_HOST" -> "10.1.2.3";
            case "TABLEKEEP_CLUSTER_SECRET" -> SECRET;
            case "TABLEKEEP_STORE" -> of("ConfigMap", "tablekeep").at("/data/store").asText();
            default -> each.path("value").asText("x");
          });
    }
    ServerConfig config = taken(environment);
    String service = of("StatefulSet", "tablekeep").at("/spec/serviceName").asText();
    assertEquals(List.of("dns:" + service + ":5701"), config.cluster().orElseThrow().join());
  }

  @Test
  void theServerTakesWhatComposeSays() throws Exception {
    JsonNode services = Yaml.one("compose.yaml").path("services");
    Set<String> names = new TreeSet<>();
    for (String name : List.of("one", "two", "three")) {
      Map<String, String> environment = new TreeMap<>();
      services
          .path(name)
          .path("environment")
          .properties()
          .forEach(each -> environment.put(each.getKey(), each.getValue().asText()));
      environment.put("TABLEKEEP_CLUSTER_SECRET", SECRET);
      names.add(taken(environment).cluster().orElseThrow().name().orElseThrow());
    }
    assertEquals(Set.of("one", "two", "three"), names);
  }

  /** Each variable is one that the server knows. */
  private static ServerConfig taken(Map<String, String> environment) {
    Set<String> known = new TreeSet<>(Set.of("PGPASSWORD"));
    ConfigSources.names()
        .forEach(
            name ->
                known.add(
                    "TABLEKEEP_" + name.toUpperCase(java.util.Locale.ROOT).replace('-', '_')));
    List<String> unknown = new ArrayList<>(environment.keySet());
    unknown.removeAll(known);
    assertEquals(List.of(), unknown);
    return ConfigSources.read(Map.of(), environment, Map.of());
  }

  @Test
  void composeIsAsItsSchemaSays() throws Exception {
    Schema schema;
    try (InputStream in = DeployTest.class.getResourceAsStream("/deploy/compose.schema.json")) {
      schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(RunningServer.JSON.readTree(in));
    }
    JsonNode compose = Yaml.one("compose.yaml");
    assertEquals(List.of(), schema.validate(compose));
    ObjectNode slip = compose.deepCopy();
    ((ObjectNode) slip.at("/services/one")).put("restart", "sometimes").put("imagge", "x");
    assertEquals(2, schema.validate(slip).size());
    Set<String> networks = new TreeSet<>();
    compose.path("networks").fieldNames().forEachRemaining(networks::add);
    compose
        .path("services")
        .forEach(
            service -> {
              JsonNode in = service.path("networks");
              in.fieldNames().forEachRemaining(each -> known(networks, each));
              if (in.isArray()) {
                in.forEach(each -> known(networks, each.asText()));
              }
            });
  }

  private static void known(Set<String> networks, String name) {
    assertFalse(name.isEmpty() || !networks.contains(name), name);
  }

  @Test
  void theBalancerKnowsTheServersOfCompose() throws Exception {
    JsonNode services = Yaml.one("compose.yaml").path("services");
    Set<String> servers = new TreeSet<>();
    Matcher found =
        Pattern.compile("(?m)^ *server (\\w+) (\\w+):8080$").matcher(Yaml.text("haproxy.cfg"));
    while (found.find()) {
      assertEquals(found.group(1), found.group(2));
      assertTrue(services.has(found.group(2)), found.group());
      servers.add(found.group(2));
    }
    assertEquals(Set.of("one", "two", "three"), servers);
    String proxies = services.at("/one/environment/TABLEKEEP_PROXIES").asText();
    assertEquals(proxies, services.at("/balancer/networks/front/ipv4_address").asText());
  }
}
