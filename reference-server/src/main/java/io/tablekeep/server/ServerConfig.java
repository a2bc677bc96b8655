package io.tablekeep.server;

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
    String log) {}
