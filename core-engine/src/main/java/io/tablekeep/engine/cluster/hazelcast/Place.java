package io.tablekeep.engine.cluster.hazelcast;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** An entry of the list of places where the other nodes may be. */
sealed interface Place {
  /**
   * Names as DNS has them, with the underscores of services; never an address of another scheme.
   */
  Pattern NAME = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]{0,251}[A-Za-z0-9_.])?");

  /** A host of its own, with a port or without. */
  Pattern HOST = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9a-fA-F:.%]+])(:[0-9]{1,5})?");

  /** A resolver of one's own: an address of IPv4 or a name, with a port. */
  Pattern SERVER = Pattern.compile("[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?");

  /**
   * One that is known.
   *
   * @param text {@code host}, {@code host:port} or {@code [address]:port}
   */
  record Known(String text) implements Place {}

  /**
   * A name whose A and AAAA records are the nodes.
   *
   * @param name the name
   * @param port where all of them listen; empty where this one does
   * @param server the resolver to ask; empty for that of the machine
   */
  record Dns(String name, Optional<Integer> port, Optional<String> server) implements Place {}

  /**
   * A name whose SRV records are the nodes, each with its port.
   *
   * @param name the name, such as {@code _tablekeep._tcp.example}
   * @param server the resolver to ask; empty for that of the machine
   */
  record Srv(String name, Optional<String> server) implements Place {}

  /**
   * A service of Kubernetes whose endpoints are the nodes.
   *
   * @param service name of the service
   * @param settings of {@link #KUBERNETES}, those that were given
   */
  record Kubernetes(String service, Map<String, String> settings) implements Place {}

  /** What may follow the service's name. */
  Set<String> KUBERNETES = Set.of("namespace", "port", "api", "token", "ca");

  /**
   * Reads an entry.
   *
   * @param text as the host wrote it
   * @return what it means
   * @throws IllegalArgumentException with a sentence for the host
   */
  static Place of(String text) {
    String place = text.strip();
    if (place.startsWith("dns:")) {
      return dns(place.substring("dns:".length()), place);
    }
    if (place.startsWith("srv:")) {
      Query query = Query.of(place.substring("srv:".length()), Set.of("server"), place);
      return new Srv(name(query.before(), place), server(query, place));
    }
    if (place.startsWith("kubernetes:")) {
      Query query = Query.of(place.substring("kubernetes:".length()), KUBERNETES, place);
      if (query.settings().containsKey("port")) {
        port(query.settings().get("port"), place);
      }
      return new Kubernetes(name(query.before(), place), query.settings());
    }
    if (place.isEmpty()) {
      throw new IllegalArgumentException("an address to join is blank");
    }
    if (!HOST.matcher(place).matches()) {
      throw new IllegalArgumentException("\"" + place + "\" is no host:port");
    }
    return new Known(place);
  }

  private static Place dns(String rest, String place) {
    Query query = Query.of(rest, Set.of("server"), place);
    int colon = query.before().indexOf(':');
    String name = colon < 0 ? query.before() : query.before().substring(0, colon);
    Optional<Integer> port =
        colon < 0
            ? Optional.empty()
            : Optional.of(port(query.before().substring(colon + 1), place));
    return new Dns(name(name, place), port, server(query, place));
  }

  private static String name(String name, String place) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("\"" + name + "\" in " + place + " is no name");
    }
    return name;
  }

  private static Optional<String> server(Query query, String place) {
    Optional<String> server = Optional.ofNullable(query.settings().get("server"));
    if (server.isPresent() && !SERVER.matcher(server.get()).matches()) {
      throw new IllegalArgumentException(
          "\"" + server.get() + "\" in " + place + " is not the address of a name server");
    }
    return server;
  }

  private static int port(String text, String place) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 1 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException notANumber) {
      // Answered below.
    }
    throw new IllegalArgumentException("\"" + text + "\" in " + place + " is no port");
  }

  /**
   * A name and its settings.
   *
   * @param before what stands before the question mark
   * @param settings what stands behind it
   */
  record Query(String before, Map<String, String> settings) {
    static Query of(String text, Set<String> known, String place) {
      int mark = text.indexOf('?');
      if (mark < 0) {
        return new Query(text, Map.of());
      }
      Map<String, String> settings = new HashMap<>();
      for (String each : Arrays.asList(text.substring(mark + 1).split("&", -1))) {
        int equals = each.indexOf('=');
        String name = equals < 0 ? each : each.substring(0, equals);
        if (equals < 0 || equals == each.length() - 1 || !known.contains(name)) {
          throw new IllegalArgumentException(
              "\"" + each + "\" in " + place + " is none of " + String.join(", ", sorted(known)));
        }
        settings.put(name, each.substring(equals + 1));
      }
      return new Query(text.substring(0, mark), Map.copyOf(settings));
    }

    private static Iterable<String> sorted(Set<String> names) {
      return names.stream().sorted().map(each -> each + "=…").toList();
    }
  }
}
