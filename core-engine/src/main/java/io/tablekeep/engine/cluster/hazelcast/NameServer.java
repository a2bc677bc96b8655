package io.tablekeep.engine.cluster.hazelcast;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;

/** What DNS says of a name. All of it blocks, for a few seconds at most. */
final class NameServer {
  private static final String FACTORY = "com.sun.jndi.dns.DnsContextFactory";
  private static final String WAIT_MILLIS = "1000";
  private static final String TRIES = "2";

  private NameServer() {}

  /**
   * An SRV record (RFC 2782); priority and weight say nothing of who is a member.
   *
   * @param host a name
   * @param port its port
   */
  record Service(String host, int port) {}

  /** A and AAAA records, or what else the machine takes for the name if no server is named. */
  static List<InetAddress> addresses(String name, Optional<String> server)
      throws UnknownHostException {
    if (server.isEmpty()) {
      return Arrays.asList(InetAddress.getAllByName(name));
    }
    List<InetAddress> found = new ArrayList<>();
    for (String type : List.of("A", "AAAA")) {
      for (String each : records(name, type, server)) {
        // An address as text: nothing is looked up.
        found.add(InetAddress.getByName(each));
      }
    }
    if (found.isEmpty()) {
      throw new UnknownHostException(name + " has no address");
    }
    return found;
  }

  /** SRV records. */
  static List<Service> services(String name, Optional<String> server) throws UnknownHostException {
    List<Service> found = new ArrayList<>();
    for (String each : records(name, "SRV", server)) {
      String[] words = each.split(" ", -1);
      if (words.length == 4) {
        String host =
            words[3].endsWith(".") ? words[3].substring(0, words[3].length() - 1) : words[3];
        if (Place.NAME.matcher(host).matches()) {
          found.add(new Service(host, Integer.parseInt(words[2])));
        }
      }
    }
    if (found.isEmpty()) {
      throw new UnknownHostException(name + " has no SRV record");
    }
    return found;
  }

  // The provider is always that of DNS, whose records are text: no object is made of an answer.
  @SuppressWarnings({"BanJNDI", "JdkObsolete"})
  private static List<String> records(String name, String type, Optional<String> server)
      throws UnknownHostException {
    if (!Place.NAME.matcher(name).matches()) {
      throw new UnknownHostException(name);
    }
    Hashtable<String, String> setting = new Hashtable<>();
    setting.put(Context.INITIAL_CONTEXT_FACTORY, FACTORY);
    setting.put(Context.PROVIDER_URL, server.map(each -> "dns://" + each).orElse("dns:"));
    setting.put("com.sun.jndi.dns.timeout.initial", WAIT_MILLIS);
    setting.put("com.sun.jndi.dns.timeout.retries", TRIES);
    List<String> found = new ArrayList<>();
    try {
      DirContext context = new InitialDirContext(setting);
      try {
        Attribute all = context.getAttributes(name, new String[] {type}).get(type);
        if (all != null) {
          NamingEnumeration<?> each = all.getAll();
          while (each.hasMore()) {
            found.add(String.valueOf(each.next()));
          }
        }
      } finally {
        context.close();
      }
      return found;
    } catch (NameNotFoundException e) {
      return List.of();
    } catch (NamingException e) {
      throw unknown(name, e);
    }
  }

  private static UnknownHostException unknown(String name, NamingException e) {
    UnknownHostException unknown =
        new UnknownHostException(name + " could not be looked up: " + e.getMessage());
    unknown.initCause(e);
    return unknown;
  }
}
