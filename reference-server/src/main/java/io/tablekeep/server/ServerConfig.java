package io.tablekeep.server;

import io.tablekeep.engine.plugin.PluginTrust;
import io.tablekeep.engine.residency.ResidencyPolicy;
import io.tablekeep.server.cluster.ClusterConfig;
import io.tablekeep.server.door.DoorLimits;
import io.tablekeep.server.door.TlsFiles;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * How a server is set up.
 *
 * @param host address to listen on
 * @param port port to listen on; 0 takes a free one
 * @param data folder of everything this server keeps
 * @param plugins folder of plugins besides the bundled ones; they win over those
 * @param store where journals live: scheme of a store plugin, a colon, its location; a relative
 *     path is taken from the data folder
 * @param origins other origins whose pages may connect
 * @param loops event loops
 * @param demo whether a first run makes a campaign to try
 * @param log level of the log: off, error, warn, info or debug
 * @param tls certificate and key; empty for plain HTTP
 * @param door what one address may ask for, and whom it is believed for others
 * @param residency how many documents stay in memory, and for how long
 * @param trust whose plugins are let in
 * @param watch whether a plugin is reloaded as soon as its file changes
 * @param cluster how it joins others; empty for a server that stands alone
 */
public record ServerConfig(
    String host,
    int port,
    Path data,
    Optional<Path> plugins,
    String store,
    Set<String> origins,
    int loops,
    boolean demo,
    String log,
    Optional<TlsFiles> tls,
    DoorLimits door,
    ResidencyPolicy residency,
    PluginTrust trust,
    boolean watch,
    Optional<ClusterConfig> cluster) {

  /**
   * Plain HTTP with the default limits.
   *
   * @param host address to listen on
   * @param port port to listen on; 0 takes a free one
   * @param data folder of everything this server keeps
   * @param plugins folder of plugins besides the bundled ones
   * @param store where journals live
   * @param origins other origins whose pages may connect
   * @param loops event loops
   * @param demo whether a first run makes a campaign to try
   * @param log level of the log
   */
  public ServerConfig(
      String host,
      int port,
      Path data,
      Optional<Path> plugins,
      String store,
      Set<String> origins,
      int loops,
      boolean demo,
      String log) {
    this(
        host,
        port,
        data,
        plugins,
        store,
        origins,
        loops,
        demo,
        log,
        Optional.empty(),
        DoorLimits.defaults(),
        ResidencyPolicy.defaults(),
        PluginTrust.ANYONE,
        false,
        Optional.empty());
  }

  /**
   * The same with TLS.
   *
   * @param files certificate and key
   * @return the configuration
   */
  public ServerConfig withTls(TlsFiles files) {
    return new ServerConfig(
        host,
        port,
        data,
        plugins,
        store,
        origins,
        loops,
        demo,
        log,
        Optional.of(files),
        door,
        residency,
        trust,
        watch,
        cluster);
  }

  /**
   * The same with other limits.
   *
   * @param limits what one address may ask for
   * @return the configuration
   */
  public ServerConfig withDoor(DoorLimits limits) {
    return new ServerConfig(
        host, port, data, plugins, store, origins, loops, demo, log, tls, limits, residency, trust,
        watch, cluster);
  }

  /**
   * The same as a node of a cluster.
   *
   * @param joined how it joins others
   * @return the configuration
   */
  public ServerConfig withCluster(ClusterConfig joined) {
    return new ServerConfig(
        host,
        port,
        data,
        plugins,
        store,
        origins,
        loops,
        demo,
        log,
        tls,
        door,
        residency,
        trust,
        watch,
        Optional.of(joined));
  }
}
