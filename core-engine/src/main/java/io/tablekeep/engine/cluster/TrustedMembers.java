package io.tablekeep.engine.cluster;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tablekeep.engine.runtime.Bus;
import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.engine.runtime.Loop;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Those of the nodes here that have proved that they know the secret of the cluster: each is asked
 * for the HMAC-SHA-256 (RFC 2104) under it of a number of chance and both names. The others are
 * asked again and again, and count as not being here. Thread-safe.
 */
public final class TrustedMembers implements Members {
  private static final Logger LOG = LoggerFactory.getLogger(TrustedMembers.class);
  private static final String TOPIC = "trust";
  private static final Duration OFTEN = Duration.ofMillis(250);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Members here;
  private final Bus bus;
  private final EngineRuntime runtime;
  private final Loop loop;
  private final SecretKeySpec key;
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

  /** Nodes that are being asked, and those that have failed once. On the loop. */
  private final Set<String> asked = new HashSet<>();

  private final Set<String> warned = new HashSet<>();
  private volatile Set<String> live;
  private volatile boolean stopped;

  /**
   * Trusts this node alone until {@link #begin}.
   *
   * @param here who is here, trusted or not
   * @param bus reaches them
   * @param runtime time, chance and a loop
   * @param secret what nodes have to know, not empty
   * @param meters where the figures go
   */
  public TrustedMembers(
      Members here, Bus bus, EngineRuntime runtime, String secret, MeterRegistry meters) {
    this.here = here;
    this.bus = bus;
    this.runtime = runtime;
    key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    live = Set.of(here.self());
    loop = runtime.loop("trust");
    Gauge.builder("tablekeep.untrusted.nodes", this, TrustedMembers::untrusted)
        .description("Nodes that are here and have not proved that they belong here")
        .strongReference(true)
        .register(meters);
    here.onLost(node -> loop.execute(() -> lose(node)));
  }

  private int untrusted() {
    return here.live().size() - live.size();
  }

  /**
   * Begins to ask, and to answer.
   *
   * @return done when others can ask this node
   */
  public CompletionStage<Void> begin() {
    loop.execute(this::look);
    return bus.answer(
        TOPIC,
        loop,
        (from, number) -> CompletableFuture.completedFuture(proof(number, from, self())));
  }

  /** Asks nobody any more. */
  public void stop() {
    stopped = true;
  }

  private void look() {
    if (stopped) {
      return;
    }
    for (String node : here.live()) {
      if (!live.contains(node) && asked.add(node)) {
        byte[] number =
            ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(runtime.chance().bits())
                .putLong(runtime.chance().bits())
                .array();
        loop.resume(
            bus.ask(node, TOPIC, number, PATIENCE),
            (answer, failure) -> {
              asked.remove(node);
              boolean knows =
                  answer != null && MessageDigest.isEqual(answer, proof(number, self(), node));
              if (knows && here.isLive(node)) {
                warned.remove(node);
                Set<String> now = new TreeSet<>(live);
                now.add(node);
                live = Set.copyOf(now);
              } else if (answer != null && warned.add(node)) {
                LOG.warn("node {} does not know the secret of this cluster", node);
              }
            });
      }
    }
    loop.after(OFTEN, this::look);
  }

  private void lose(String node) {
    warned.remove(node);
    if (live.contains(node)) {
      Set<String> now = new TreeSet<>(live);
      now.remove(node);
      live = Set.copyOf(now);
      listeners.forEach(listener -> listener.accept(node));
    }
  }

  private byte[] proof(byte[] number, String asking, String answering) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(number);
      mac.update((asking + '\n' + answering).getBytes(StandardCharsets.UTF_8));
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
    }
  }

  @Override
  public String self() {
    return here.self();
  }

  @Override
  public Set<String> live() {
    return live;
  }

  @Override
  public void onLost(Consumer<String> lost) {
    listeners.add(lost);
  }
}
