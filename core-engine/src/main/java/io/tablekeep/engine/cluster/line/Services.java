package io.tablekeep.engine.cluster.line;

import io.tablekeep.engine.runtime.Loop;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a node answers lines with: several services, of which the first words of a line name one.
 * Thread-safe.
 */
public final class Services implements Lines.Answering {
  private static final int LONGEST = 32;

  private final Map<String, Lines.Answering> services = new ConcurrentHashMap<>();

  /** A node that answers nobody yet. */
  public Services() {}

  /**
   * Adds a service.
   *
   * @param name 1 to 32 lower-case letters and hyphens; one service each
   * @param service told of lines to it, with what follows the name
   */
  public void add(String name, Lines.Answering service) {
    if (name.isEmpty()
        || name.length() > LONGEST
        || !name.chars().allMatch(c -> c == '-' || (c >= 'a' && c <= 'z'))) {
      throw new IllegalArgumentException("no name of a service: " + name);
    }
    if (services.putIfAbsent(name, service) != null) {
      throw new IllegalStateException("the service " + name + " is there already");
    }
  }

  /**
   * The first words of a line to a service.
   *
   * @param name of the service
   * @param hello what it is told
   * @return bytes for {@link Lines#open}
   */
  public static byte[] hello(String name, byte[] hello) {
    byte[] head = name.getBytes(StandardCharsets.US_ASCII);
    byte[] all = new byte[1 + head.length + hello.length];
    all[0] = (byte) head.length;
    System.arraycopy(head, 0, all, 1, head.length);
    System.arraycopy(hello, 0, all, 1 + head.length, hello.length);
    return all;
  }

  @Override
  public Optional<Loop> place(String peer, byte[] hello) {
    Lines.Answering service = service(hello);
    return service == null ? Optional.empty() : service.place(peer, rest(hello));
  }

  @Override
  public LineEnd answer(Line line, byte[] hello) {
    Lines.Answering service = service(hello);
    if (service == null) {
      throw new IllegalStateException("a line was placed that no service answers");
    }
    return service.answer(line, rest(hello));
  }

  private Lines.@Nullable Answering service(byte[] hello) {
    if (hello.length == 0 || hello[0] <= 0 || hello.length < 1 + hello[0]) {
      return null;
    }
    return services.get(new String(hello, 1, hello[0], StandardCharsets.US_ASCII));
  }

  private static byte[] rest(byte[] hello) {
    return Arrays.copyOfRange(hello, 1 + hello[0], hello.length);
  }
}
