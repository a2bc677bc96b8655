package io.tablekeep.server.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.tablekeep.server.ConfigSources;
import io.tablekeep.server.ServerConfig;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** The options all commands on data share. */
public final class Settings {
  private @Nullable String data;
  private @Nullable String plugins;
  private @Nullable String store;
  private @Nullable String config;
  private @Nullable String log;

  /** For picocli. */
  public Settings() {}

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of everything the server keeps (default: ./tablekeep-data).")
  void data(String value) {
    data = value;
  }

  @Option(
      names = "--plugins",
      paramLabel = "DIR",
      description = "Folder of plugins besides the bundled ones; they win over those.")
  void plugins(String value) {
    plugins = value;
  }

  @Option(
      names = "--store",
      paramLabel = "WHERE",
      description =
          "Where journals live (default: sqlite:tablekeep.db in the data folder). The store's own"
              + " settings follow a question mark, as in sqlite:tablekeep.db?salvage=true. For"
              + " servers that share one: postgresql://user@host/database, with the password in"
              + " PGPASSWORD.")
  void store(String value) {
    store = value;
  }

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration, properties or JSON, with the names of these options.")
  void config(String value) {
    config = value;
  }

  @Option(
      names = "--log",
      paramLabel = "LEVEL",
      description = "off, error, warn, info or debug; on standard error.")
  void log(String value) {
    log = value;
  }

  /** The configuration of these, of other flags, of the environment and the file. */
  ServerConfig resolve(Map<String, String> more, Map<String, String> defaults) {
    Map<String, String> flags = new HashMap<>(more);
    put(flags, "data", data);
    put(flags, "plugins", plugins);
    put(flags, "store", store);
    put(flags, "config", config);
    put(flags, "log", log);
    ServerConfig resolved = ConfigSources.read(flags, System.getenv(), defaults);
    if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
      root.setLevel(Level.valueOf(resolved.log()));
    }
    return resolved;
  }

  /** The configuration of a command that is not the server: quiet unless asked. */
  ServerConfig resolve() {
    return resolve(Map.of(), Map.of("log", "error"));
  }

  static void put(Map<String, String> flags, String name, @Nullable String value) {
    if (value != null) {
      flags.put(name, value);
    }
  }
}
