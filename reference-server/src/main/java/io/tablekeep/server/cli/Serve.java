package io.tablekeep.server.cli;

import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreException;
import io.tablekeep.server.Demo;
import io.tablekeep.server.ServerConfig;
import io.tablekeep.server.TablekeepServer;
import io.tablekeep.server.house.PluginFolders;
import io.tablekeep.server.http.Links;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The program without a subcommand: the server. What its options say is read by name from what was
 * parsed, and checked where the environment and the file are.
 */
@Command(
    name = "tablekeep",
    description = "Keeps the table: serves campaigns, and works on the data of a stopped server.",
    versionProvider = Serve.Version.class,
    subcommands = {
      ImportFile.class,
      Export.class,
      Verify.class,
      VerifyDice.class,
      Plugins.class,
      Patch.class,
      Merge.class,
      RollCommand.class,
      LoadCommand.class,
      RelayCommand.class,
    },
    footer = {
      "",
      "Every option of the server is also an environment variable, TABLEKEEP_HOST and so on, and a",
      "name in the configuration file. A flag wins over the environment, that over the file.",
      "Exit codes: 0 done, 1 refused or damage found, 2 usage, 3 in use, 4 not found, 5 storage,",
      "70 a defect."
    })
final class Serve extends Work {
  private static final Duration AGAIN = Duration.ofSeconds(1);

  @Mixin Settings settings = new Settings();

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version and exit.")
  boolean version;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Address to listen on (default: 127.0.0.1).")
  @Nullable String host;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port to listen on (default: 8080); 0 takes a free one.")
  @Nullable String port;

  @Option(
      names = "--origins",
      paramLabel = "LIST",
      description = "Other origins whose pages may connect, separated by commas.")
  @Nullable String origins;

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description = "Certificate in PEM, with those that vouch for it; links become https.")
  @Nullable String tlsCert;

  @Option(names = "--tls-key", paramLabel = "FILE", description = "Its private key in PEM.")
  @Nullable String tlsKey;

  @Option(
      names = "--tls-store",
      paramLabel = "FILE",
      description =
          "Certificate and key in one PKCS #12 file instead; TABLEKEEP_TLS_PASSWORD or the"
              + " configuration file has its password.")
  @Nullable String tlsStore;

  @Option(
      names = "--proxies",
      paramLabel = "LIST",
      description = "Addresses of proxies that are believed about whom they pass on.")
  @Nullable String proxies;

  @Option(
      names = "--requests",
      paramLabel = "N",
      description = "Requests of one address a second, five times as many at once (default: 200).")
  @Nullable String requests;

  @Option(
      names = "--sockets",
      paramLabel = "N",
      description = "Sockets of one address (default: 64).")
  @Nullable String sockets;

  @Option(
      names = "--loops",
      paramLabel = "N",
      description = "Event loops (default: half the cores).")
  @Nullable String loops;

  @Option(
      names = "--documents",
      paramLabel = "N",
      description = "Campaigns and other documents in memory at a time (default: 1000).")
  @Nullable String documents;

  @Option(
      names = "--memory",
      paramLabel = "MIB",
      description = "Memory that all of them may take, in MiB (default: half the heap).")
  @Nullable String memory;

  @Option(
      names = "--idle",
      paramLabel = "SECONDS",
      description = "Rest after which one that nobody sits at leaves memory (default: 600).")
  @Nullable String idle;

  @Option(
      names = "--plugin-keys",
      paramLabel = "LIST",
      description =
          "Ed25519 public keys in base64, separated by commas: plugins of --plugins must be signed"
              + " by one of them, in FILE.sig beside each.")
  @Nullable String pluginKeys;

  @Option(
      names = "--watch",
      paramLabel = "BOOLEAN",
      description = "Whether a plugin is reloaded as soon as its file changes (default: false).")
  @Nullable String watch;

  @Option(
      names = "--demo",
      paramLabel = "BOOLEAN",
      description = "Whether a first run makes campaigns to try (default: true).")
  @Nullable String demo;

  @Option(
      names = "--cluster",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "BOOLEAN",
      description = "Whether this server is a node of a cluster (default: false).")
  @Nullable String cluster;

  @Option(
      names = "--join",
      paramLabel = "LIST",
      description =
          "Where the other nodes may be, host:port separated by commas; may name this node. Also"
              + " dns:NAME:PORT, srv:NAME, or kubernetes:SERVICE.")
  @Nullable String join;

  @Option(
      names = "--cluster-port",
      paramLabel = "N",
      description = "Port to be joined by, or the next free one (default: 5701).")
  @Nullable String clusterPort;

  @Option(
      names = "--cluster-nodes",
      paramLabel = "N",
      description =
          "How many nodes the cluster has, when each keeps its tables on its own disk (default: 3)."
              + " More than half of them have to see each other, and all of them after a restart of"
              + " all; until then tables are read-only. With 2, one goes on alone, and what it then"
              + " accepts is lost when its disk is, or when the other one went on too.")
  @Nullable String clusterNodes;

  @Option(
      names = "--cluster-host",
      paramLabel = "ADDRESS",
      description =
          "Address that the other nodes reach this one by (default: the one of --join that is this"
              + " machine's, or the one on the way to them).")
  @Nullable String clusterHost;

  @Option(
      names = "--cluster-secret",
      paramLabel = "TEXT",
      description =
          "What nodes prove to each other, 16 characters or more; not needed on a loopback"
              + " address. Better in TABLEKEEP_CLUSTER_SECRET or the configuration file.")
  @Nullable String clusterSecret;

  @Option(
      names = "--cluster-tls-cert",
      paramLabel = "FILE",
      description = "Certificate of this node in PEM: nodes speak TLS to each other.")
  @Nullable String clusterTlsCert;

  @Option(
      names = "--cluster-tls-key",
      paramLabel = "FILE",
      description = "Its key in PEM, not encrypted.")
  @Nullable String clusterTlsKey;

  @Option(
      names = "--cluster-tls-ca",
      paramLabel = "FILE",
      description = "Certificates in PEM of the authority that vouches for all nodes.")
  @Nullable String clusterTlsCa;

  @Option(
      names = "--node",
      paramLabel = "NAME",
      description = "Lasting name of this node (default: one that the data folder keeps).")
  @Nullable String node;

  /** Says the version. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"Tablekeep " + PluginFolders.version()};
    }
  }

  @Override
  int work(Console console) throws Exception {
    ServerConfig config = settings.resolve(given(), Map.of());
    try (TablekeepServer server = TablekeepServer.start(config)) {
      Optional<Map<String, List<Links.Link>>> links = demo(config, server);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
      if (json) {
        console.json(ready(server, links.orElse(Map.of())));
      } else {
        print(console, server, links.orElse(Map.of()));
      }
      while (links.isEmpty() && !server.awaitStopped(AGAIN)) {
        links = demo(config, server);
        links.ifPresent(made -> late(console, made));
      }
      server.awaitStopped();
    }
    return ExitCode.OK;
  }

  /** The links of the demo's campaigns; empty as long as the nodes that are here may not write. */
  private static Optional<Map<String, List<Links.Link>>> demo(
      ServerConfig config, TablekeepServer server) throws IOException {
    Map<String, List<Links.Link>> links = new LinkedHashMap<>();
    if (config.demo()) {
      try {
        Demo.ensureAll(server.engine()).forEach(each -> links.put(each, server.links(each)));
      } catch (RuntimeException e) {
        Throwable cause =
            e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
        if (config.cluster().isEmpty() || !isForNow(cause)) {
          throw e;
        }
        LoggerFactory.getLogger(Serve.class).debug("campaigns to try are made later", cause);
        return Optional.empty();
      }
    }
    return Optional.of(links);
  }

  private static boolean isForNow(Throwable fault) {
    return (fault instanceof StoreException store && store.reason() == Refusal.READ_ONLY)
        || (fault instanceof TablekeepException known && known.kind() == ErrorKind.RESOURCE);
  }

  private void late(Console console, Map<String, List<Links.Link>> links) {
    if (json) {
      console.json(links(links));
    } else {
      links.forEach((campaign, seats) -> print(console, campaign, seats));
    }
  }

  /** Ends with 0: having been told to stop is no failure, though Java would say 143. */
  private static void stop(TablekeepServer server) {
    int code = ExitCode.OK;
    try {
      server.close();
    } catch (RuntimeException e) {
      LoggerFactory.getLogger(Serve.class).error("the server did not stop in order", e);
      code = ExitCode.INTERNAL;
    }
    System.out.flush();
    Runtime.getRuntime().halt(code);
  }

  private static Map<String, Object> ready(
      TablekeepServer server, Map<String, List<Links.Link>> links) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("url", server.base());
    line.put("port", server.port());
    line.put("host", server.hostLink());
    line.putAll(links(links));
    return line;
  }

  private static Map<String, Object> links(Map<String, List<Links.Link>> links) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("links", links.getOrDefault(Demo.ID, List.of()));
    line.put("evening", links.getOrDefault(Demo.EVENING, List.of()));
    return line;
  }

  private static void print(
      Console console, TablekeepServer server, Map<String, List<Links.Link>> links) {
    console.say("Tablekeep " + PluginFolders.version() + " serves " + server.base());
    console.say("");
    links.forEach((campaign, seats) -> print(console, campaign, seats));
    console.say("All campaigns, for the host alone:");
    console.say("  " + server.hostLink());
    console.say("");
    console.say("Stop with Ctrl-C.");
  }

  private static void print(Console console, String campaign, List<Links.Link> links) {
    String game = campaign.equals(Demo.EVENING) ? "D20" : "Duel, a small game";
    console.say(
        "The campaign \"" + campaign + "\" (" + game + "). Give each player their own link:");
    int widest = links.stream().mapToInt(link -> link.name().length()).max().orElse(0);
    for (Links.Link link : links) {
      String role = link.role().equals("player") ? "" : " (" + link.role() + ")";
      console.say(String.format("  %-" + (widest + 12) + "s %s", link.name() + role, link.url()));
    }
    console.say("");
  }
}
