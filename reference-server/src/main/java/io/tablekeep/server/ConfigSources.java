package io.tablekeep.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tablekeep.engine.cluster.hazelcast.HazelcastOptions;
import io.tablekeep.engine.cluster.hazelcast.NodeTls;
import io.tablekeep.engine.plugin.PluginTrust;
import io.tablekeep.engine.residency.ResidencyPolicy;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.server.cluster.ClusterConfig;
import io.tablekeep.server.door.DoorLimits;
import io.tablekeep.server.door.TlsFiles;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Puts a configuration together. A flag wins over the environment, that over the file, that over
 * the default. Names are the same everywhere: {@code --port}, {@code TABLEKEEP_PORT}, {@code port}.
 */
public final class ConfigSources {
  private static final Set<String> NAMES =
      Set.of(
          "host",
          "port",
          "data",
          "plugins",
          "store",
          "origins",
          "loops",
          "demo",
          "log",
          "tls-cert",
          "tls-key",
          "tls-store",
          "tls-password",
          "proxies",
          "requests",
          "sockets",
          "documents",
          "memory",
          "idle",
          "plugin-keys",
          "watch",
          "cluster",
          "join",
          "cluster-host",
          "cluster-nodes",
          "cluster-port",
          "cluster-secret",
          "cluster-tls-cert",
          "cluster-tls-key",
          "cluster-tls-ca",
          "node");
  private static final List<String> CLUSTER =
      List.of(
          "join",
          "cluster-host",
          "cluster-nodes",
          "cluster-port",
          "cluster-secret",
          "cluster-tls-cert",
          "cluster-tls-key",
          "cluster-tls-ca",
          "node");
  private static final Set<String> LEVELS = Set.of("off", "error", "warn", "info", "debug");
  private static final String PREFIX = "TABLEKEEP_";
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

  private final Map<String, String> values = new HashMap<>();
  private final Map<String, String> origin = new HashMap<>();

  private ConfigSources() {}

  /**
   * The names that may stand in each source.
   *
   * @return as options have them, without the dashes
   */
  public static Set<String> names() {
    return NAMES;
  }

  /**
   * Reads all sources.
   *
   * @param flags what stood on the command line, by name; {@code config} names the file
   * @param environment the environment
   * @param defaults defaults that differ from the server's own
   * @return the configuration
   * @throws TablekeepException code {@code bad-config}, with a sentence naming the source at fault
   */
  public static ServerConfig read(
      Map<String, String> flags, Map<String, String> environment, Map<String, String> defaults) {
    ConfigSources sources = new ConfigSources();
    String file = flags.getOrDefault("config", environment.getOrDefault(PREFIX + "CONFIG", ""));
    if (!file.isEmpty()) {
      sources.file(file);
    }
    for (String name : NAMES) {
      String variable = PREFIX + name.toUpperCase(Locale.ROOT).replace('-', '_');
      String value = environment.get(variable);
      if (value != null && !value.isEmpty()) {
        sources.put(name, value, variable);
      }
    }
    flags.forEach(
        (name, value) -> {
          if (NAMES.contains(name)) {
            sources.put(name, value, "--" + name);
          }
        });
    return sources.config(defaults);
  }

  private void put(String name, String value, String from) {
    values.put(name, value.strip());
    origin.put(name, from);
  }

  private void file(String file) {
    Map<String, String> pairs;
    try {
      String text = Files.readString(Path.of(file));
      pairs = text.stripLeading().startsWith("{") ? json(text) : properties(text);
    } catch (JsonProcessingException e) {
      throw bad("The configuration file " + file + " is not JSON: " + e.getOriginalMessage());
    } catch (IOException | IllegalArgumentException e) {
      throw bad("The configuration file " + file + " cannot be read: " + e.getMessage());
    }
    pairs.forEach(
        (name, value) -> {
          if (!NAMES.contains(name)) {
            throw bad("The configuration file " + file + " has an unknown name: " + name);
          }
          put(name, value, file);
        });
  }

  private static Map<String, String> json(String text) throws JsonProcessingException {
    Map<String, String> pairs = new HashMap<>();
    JsonNode root = JsonMapper.builder().build().readTree(text);
    for (Map.Entry<String, JsonNode> field : root.properties()) {
      JsonNode value = field.getValue();
      if (value.isArray()) {
        StringBuilder joined = new StringBuilder();
        value.forEach(each -> joined.append(joined.isEmpty() ? "" : ",").append(each.asText()));
        pairs.put(field.getKey(), joined.toString());
      } else {
        pairs.put(field.getKey(), value.asText());
      }
    }
    return pairs;
  }

  private static Map<String, String> properties(String text) throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(text));
    Map<String, String> pairs = new HashMap<>();
    properties.forEach((name, value) -> pairs.put(name.toString(), value.toString()));
    return pairs;
  }

  private ServerConfig config(Map<String, String> defaults) {
    int cores = Runtime.getRuntime().availableProcessors();
    String log = text("log", defaults.getOrDefault("log", "info")).toLowerCase(Locale.ROOT);
    if (!LEVELS.contains(log)) {
      throw bad(from("log") + " is one of off, error, warn, info and debug, not \"" + log + "\".");
    }
    String demo = text("demo", "true");
    if (!demo.equals("true") && !demo.equals("false")) {
      throw bad(from("demo") + " is true or false, not \"" + demo + "\".");
    }
    return new ServerConfig(
        text("host", "127.0.0.1"),
        number("port", 8080, 0, 65_535),
        path("data").orElse(Path.of("tablekeep-data")),
        path("plugins"),
        store(text("store", "sqlite:tablekeep.db")),
        list("origins"),
        // Half the cores: the store and the rules have threads of their own, and fewer loops hand
        // less from one to another.
        number("loops", Math.max(1, cores / 2), 1, 256),
        Boolean.parseBoolean(demo),
        log,
        tls(),
        DoorLimits.of(
            number("requests", 200, 1, 1_000_000), number("sockets", 64, 1, 20_000), proxies()),
        residency(),
        trust(),
        truth("watch", false),
        cluster());
  }

  /** What is said of a cluster without {@code cluster} is a slip that would go unnoticed. */
  private Optional<ClusterConfig> cluster() {
    if (!truth("cluster", false)) {
      for (String name : CLUSTER) {
        if (values.containsKey(name)) {
          throw bad(from(name) + " is for a node of a cluster; say --cluster as well.");
        }
      }
      return Optional.empty();
    }
    return Optional.of(
        new ClusterConfig(
            Optional.of(text("cluster-host", "")).filter(each -> !each.isEmpty()),
            number("cluster-port", HazelcastOptions.PORT, 1, 65_535),
            places(),
            Optional.of(text("node", "")).filter(each -> !each.isEmpty()),
            text("cluster-secret", ""),
            nodeTls(),
            number("cluster-nodes", 3, 1, 99)));
  }

  /** In the order given, each once. */
  private List<String> places() {
    List<String> places =
        Arrays.stream(text("join", "").split(",", -1))
            .map(String::strip)
            .filter(each -> !each.isEmpty())
            .distinct()
            .toList();
    try {
      HazelcastOptions.checkJoin(places);
    } catch (IllegalArgumentException e) {
      throw bad(from("join") + " is not understood: " + e.getMessage() + ".");
    }
    return places;
  }

  private Optional<NodeTls> nodeTls() {
    Optional<Path> certificate = path("cluster-tls-cert");
    Optional<Path> key = path("cluster-tls-key");
    Optional<Path> authority = path("cluster-tls-ca");
    if (certificate.isEmpty() && key.isEmpty() && authority.isEmpty()) {
      return Optional.empty();
    }
    if (certificate.isEmpty() || key.isEmpty() || authority.isEmpty()) {
      throw bad(
          "cluster-tls-cert, cluster-tls-key and cluster-tls-ca go together: a certificate, its key,"
              + " and the authority of all nodes, in PEM.");
    }
    return Optional.of(new NodeTls(certificate.get(), key.get(), authority.get()));
  }

  private PluginTrust trust() {
    try {
      return PluginTrust.of(List.copyOf(list("plugin-keys")));
    } catch (IllegalArgumentException e) {
      throw bad(
          from("plugin-keys") + " are Ed25519 public keys in base64: " + e.getMessage() + ".");
    }
  }

  private boolean truth(String name, boolean otherwise) {
    String value = text(name, Boolean.toString(otherwise));
    if (!value.equals("true") && !value.equals("false")) {
      throw bad(from(name) + " is true or false, not \"" + value + "\".");
    }
    return Boolean.parseBoolean(value);
  }

  /** The server's own documents stay, so a few are needed at least. */
  private ResidencyPolicy residency() {
    ResidencyPolicy usual = ResidencyPolicy.defaults();
    int seconds = number("idle", (int) usual.leaveAfter().toSeconds(), 1, 86_400);
    Duration idle = Duration.ofSeconds(seconds);
    return new ResidencyPolicy(
        number("documents", usual.documents(), 16, 1_000_000),
        (long) number("memory", (int) (usual.bytes() >> 20), 16, 1 << 24) << 20,
        idle.compareTo(usual.packAfter()) < 0 ? idle : usual.packAfter(),
        idle);
  }

  private Set<String> list(String name) {
    return Arrays.stream(text(name, "").split(",", -1))
        .map(String::strip)
        .filter(each -> !each.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  private Set<String> proxies() {
    Set<String> proxies = list("proxies");
    for (String each : proxies) {
      if (!ADDRESS.matcher(each).matches()) {
        throw bad(from("proxies") + " are addresses, not names: \"" + each + "\" is none.");
      }
    }
    return proxies;
  }

  private Optional<TlsFiles> tls() {
    Optional<Path> certificate = path("tls-cert");
    Optional<Path> key = path("tls-key");
    Optional<Path> store = path("tls-store");
    if (certificate.isPresent() != key.isPresent()) {
      throw bad("tls-cert and tls-key go together: a certificate and its key, in PEM.");
    }
    if (store.isPresent() && certificate.isPresent()) {
      throw bad("Give either tls-cert and tls-key, or tls-store, not both.");
    }
    return store
        .<TlsFiles>map(file -> new TlsFiles.Pkcs12(file, text("tls-password", "")))
        .or(() -> certificate.map(file -> new TlsFiles.Pem(file, key.orElseThrow())));
  }

  private String text(String name, String otherwise) {
    String value = values.get(name);
    return value == null || value.isEmpty() ? otherwise : value;
  }

  private int number(String name, int otherwise, int least, int most) {
    String value = text(name, Integer.toString(otherwise));
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Answered below.
    }
    throw bad(
        from(name) + " is a number from " + least + " to " + most + ", not \"" + value + "\".");
  }

  private Optional<Path> path(String name) {
    String value = text(name, "");
    try {
      return value.isEmpty() ? Optional.empty() : Optional.of(Path.of(value));
    } catch (InvalidPathException e) {
      throw bad(from(name) + " is no path: \"" + value + "\".");
    }
  }

  private String store(String value) {
    if (value.indexOf(':') <= 0) {
      throw bad(
          from("store")
              + " is the scheme of a store, a colon and a location, such as sqlite:tablekeep.db.");
    }
    return value;
  }

  private String from(String name) {
    String source = origin.getOrDefault(name, name);
    return source.equals(name) || source.startsWith("--") || source.startsWith(PREFIX)
        ? source
        : name + " in " + source;
  }

  private static TablekeepException bad(String message) {
    return new TablekeepException(ErrorKind.USER, "bad-config", message);
  }
}
