package io.tablekeep.engine.cluster.hazelcast;

import com.hazelcast.cluster.Address;
import com.hazelcast.config.properties.PropertyDefinition;
import com.hazelcast.logging.ILogger;
import com.hazelcast.spi.discovery.AbstractDiscoveryStrategy;
import com.hazelcast.spi.discovery.DiscoveryNode;
import com.hazelcast.spi.discovery.DiscoveryStrategy;
import com.hazelcast.spi.discovery.DiscoveryStrategyFactory;
import com.hazelcast.spi.discovery.SimpleDiscoveryNode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the nodes by what DNS says of names. */
final class NamedPlaces extends AbstractDiscoveryStrategy {
  private static final Logger LOG = LoggerFactory.getLogger(NamedPlaces.class);

  /** So many addresses are tried at most, whatever a name server says. */
  static final int MOST = 1_000;

  private final List<Place> places;
  private final int port;
  private final NameServer names = new NameServer();

  private NamedPlaces(ILogger log, List<Place> places, int port) {
    super(log, Map.of());
    this.places = places;
    this.port = port;
  }

  @Override
  public Iterable<DiscoveryNode> discoverNodes() {
    Set<Address> found = new LinkedHashSet<>();
    for (Place place : places) {
      try {
        found.addAll(look(place, port, names));
      } catch (UnknownHostException e) {
        LOG.warn("nobody is to be found at {} at present: {}", place, e.getMessage());
      }
    }
    List<DiscoveryNode> nodes = new ArrayList<>();
    found.stream().limit(MOST).forEach(each -> nodes.add(new SimpleDiscoveryNode(each)));
    return nodes;
  }

  @Override
  public void destroy() {
    names.close();
  }

  /** Addresses of a place. Blocks. */
  static List<Address> look(Place place, int port) throws UnknownHostException {
    try (NameServer names = new NameServer()) {
      return look(place, port, names);
    }
  }

  private static List<Address> look(Place place, int port, NameServer names)
      throws UnknownHostException {
    List<Address> found = new ArrayList<>();
    if (place instanceof Place.Dns dns) {
      int where = dns.port().orElse(port);
      for (InetAddress each : names.addresses(dns.name(), dns.server())) {
        found.add(new Address(each, where));
      }
    } else if (place instanceof Place.Srv srv) {
      for (NameServer.Service each : names.services(srv.name(), srv.server())) {
        for (InetAddress one : names.addresses(each.host(), srv.server())) {
          found.add(new Address(one, each.port()));
        }
      }
    } else if (place instanceof Place.Known known) {
      Known at = Known.of(known.text(), port);
      for (InetAddress each : InetAddress.getAllByName(at.host())) {
        found.add(new Address(each, at.port()));
      }
    }
    return found;
  }

  /** A host and its port. */
  private record Known(String host, int port) {
    static Known of(String text, int otherwise) throws UnknownHostException {
      int behind = text.lastIndexOf(']');
      int colon = text.lastIndexOf(':');
      boolean ported = colon > behind;
      String host = ported ? text.substring(0, colon) : text;
      try {
        return new Known(
            host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
            ported ? Integer.parseInt(text.substring(colon + 1)) : otherwise);
      } catch (NumberFormatException e) {
        throw new UnknownHostException("no port: " + text);
      }
    }
  }

  /**
   * Makes it, when a member asks.
   *
   * @param places where the others may be
   * @param port where they listen unless it is said
   */
  record Factory(List<Place> places, int port) implements DiscoveryStrategyFactory {
    @Override
    public Class<? extends DiscoveryStrategy> getDiscoveryStrategyType() {
      return NamedPlaces.class;
    }

    @Override
    @SuppressWarnings("rawtypes") // so it is declared there
    public DiscoveryStrategy newDiscoveryStrategy(
        DiscoveryNode self, ILogger log, Map<String, Comparable> properties) {
      return new NamedPlaces(log, places, port);
    }

    @Override
    public Collection<PropertyDefinition> getConfigurationProperties() {
      return List.of();
    }
  }
}
