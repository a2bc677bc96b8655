package io.tablekeep.server.accounts;

import io.tablekeep.engine.Action;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.cluster.copy.Copies;
import io.tablekeep.engine.cluster.copy.Copy;
import io.tablekeep.engine.document.Kinds;
import io.tablekeep.engine.state.JsonWriter;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.state.Node;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server-wide document of a cluster: some node keeps it, each reads its own copy and has its
 * actions carried to the owner; what was written is read by its writer at once.
 */
final class SharedDocument implements ServerDocument {
  private static final Logger LOG = LoggerFactory.getLogger(SharedDocument.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** A server starts also when nobody can tell yet. */
  private static final Duration BEGINNING = Duration.ofSeconds(3);

  /** A revocation that this node has not heard of counts after so long at the latest. */
  private static final Duration STALE = Duration.ofSeconds(30);

  private static final Duration SOON = Duration.ofMillis(50);

  private final Copies copies;
  private final Copy copy;
  private final Map<Class<? extends Record>, String> types;
  private final String device;
  private final Runnable changed;
  private final AtomicBoolean told = new AtomicBoolean(true);
  private final AtomicLong numbers = new AtomicLong();

  /**
   * A document that is followed from now on.
   *
   * @param node name of this process, that no other has had
   * @param changed told soon after it has changed, on any thread
   */
  SharedDocument(Copies copies, DocumentId id, String node, GameSystem rules, Runnable changed) {
    this.copies = copies;
    device = "node-" + node;
    types = Kinds.actions(rules);
    copy = copies.follow(id);
    this.changed = changed;
    copy.onChange(this::tell);
  }

  /** What comes soon after is told with it: a look at all sockets costs something. */
  private void tell() {
    if (told.compareAndSet(true, false)) {
      copy.loop()
          .after(
              SOON,
              () -> {
                told.set(true);
                changed.run();
              });
    }
  }

  @Override
  public CompletableFuture<?> begin() {
    return copy.atLeast(0, BEGINNING)
        .handle(
            (state, fault) -> {
              if (fault != null) {
                LOG.warn("{} cannot be read yet: {}", copy.id(), String.valueOf(fault));
              }
              return true;
            });
  }

  @Override
  public Node root() {
    try {
      return copy.state(STALE).root();
    } catch (TablekeepException stale) {
      LOG.debug("{} is not up to date", copy.id(), stale);
      throw ServerDocument.unavailable();
    }
  }

  @Override
  public CompletableFuture<Receipt> act(Record payload) {
    String type = types.get(payload.getClass());
    if (type == null) {
      throw new IllegalArgumentException("nobody acts by " + payload.getClass());
    }
    byte[] json = JsonWriter.bytes(Records.writeRecord(payload, 0));
    Action action = new Action(device, numbers.incrementAndGet(), type, json);
    return copies
        .act(copy.id(), SERVER, action, PATIENCE)
        .thenCompose(
            acted -> {
              Receipt receipt = acted.receipt().orThrow();
              return copy.atLeast(acted.version(), PATIENCE).thenApply(state -> receipt);
            });
  }
}
