package io.tablekeep.engine.loop;

import io.tablekeep.engine.residency.Resident;
import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Packing;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.sdk.state.DocumentId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A campaign's life in memory: in use, at rest, gone. The fields that other threads read are hints;
 * what counts is decided on the campaign's loop.
 */
final class Occupancy implements Resident {
  private static final Logger LOG = LoggerFactory.getLogger(Occupancy.class);

  /** Memory for each byte of text, open and packed; see the README's figures. */
  private static final double OPEN = 1.35;

  private static final double PACKED = 0.3;

  private final CampaignLoop campaign;
  private final EngineRuntime runtime;
  private final Loop loop;
  private final Seats seats;
  private final DecisionLine line;
  private final long since;
  private final AtomicLong uses = new AtomicLong();
  private volatile long used;
  private volatile long textBytes;

  /** When the document was packed; whoever has used it since may have opened parts of it. */
  private volatile long packedAt;

  /** Whether the document was packed and not opened as a whole since. On the loop. */
  private boolean resting;

  Occupancy(CampaignLoop campaign, EngineRuntime runtime, Seats seats, DecisionLine line) {
    this.campaign = campaign;
    this.runtime = runtime;
    this.loop = campaign.loop();
    this.seats = seats;
    this.line = line;
    since = runtime.nanos();
    used = since;
    packedAt = used - 1;
    weigh(line.shown());
  }

  private void weigh(JsonObject root) {
    loop.resume(
        runtime.offload(() -> Trees.weigh(root, Long.MAX_VALUE)),
        (bytes, failure) -> {
          if (bytes != null) {
            textBytes = bytes;
          } else {
            LOG.warn("{} could not be weighed", id(), failure);
          }
        });
  }

  /** Somebody does something with the campaign. */
  void touch() {
    used = runtime.nanos();
    uses.incrementAndGet();
  }

  /** Runs something on the loop, once the document is open; at once when it is. */
  void awake(Runnable then) {
    if (!resting) {
      then.run();
      return;
    }
    JsonObject root = line.shown();
    loop.resume(
        runtime.offload(() -> Packing.open(root)),
        (open, failure) -> {
          if (open == null) {
            LOG.warn("{} opens as it is looked at", id(), failure);
          } else if (line.exchange(root, open)) {
            resting = false;
          }
          then.run();
        });
  }

  @Override
  public DocumentId id() {
    return campaign.id();
  }

  @Override
  public long usedNanos() {
    return used;
  }

  @Override
  public long uses() {
    return uses.get();
  }

  @Override
  public long sinceNanos() {
    return since;
  }

  @Override
  public boolean isOccupied() {
    return !seats.isEmpty();
  }

  @Override
  public boolean isPacked() {
    return packedAt - used >= 0;
  }

  @Override
  public long bytes() {
    return (long) (textBytes * (isPacked() ? PACKED : OPEN));
  }

  @Override
  public CompletionStage<Void> pack() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    loop.execute(
        () -> {
          long since = used;
          JsonObject root = line.shown();
          Packing.Policy policy =
              seats.size() == 0 ? Packing.Policy.atRest() : Packing.Policy.inPlay(Long.MAX_VALUE);
          loop.resume(
              runtime.offload(() -> Packing.cold(root, policy)),
              (cold, failure) -> {
                if (cold == null) {
                  LOG.warn("{} could not be packed", id(), failure);
                } else if (used == since && line.exchange(root, cold)) {
                  resting = true;
                  packedAt = since;
                  weigh(cold);
                }
                done.complete(null);
              });
        });
    return done;
  }

  @Override
  public CompletionStage<Boolean> leave() {
    CompletableFuture<Boolean> left = new CompletableFuture<>();
    loop.execute(
        () -> {
          if (!seats.isEmpty() || !line.isIdle()) {
            left.complete(false);
          } else {
            loop.resume(campaign.close(), (v, failure) -> left.complete(failure == null));
          }
        });
    return left;
  }
}
