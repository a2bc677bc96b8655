package io.tablekeep.engine.residency;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.DocumentId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The documents in memory, and who of them rests, is packed or leaves. Public methods are
 * thread-safe; everything is decided on a loop of its own.
 */
public final class Residents {
  /** Openings that wait for room, at most; with more the server is overrun. */
  static final int MOST_WAITING = 1_000;

  private static final int PACK_AT_ONCE = 2;
  private static final int LEAVE_AT_ONCE = 4;
  private static final Duration SOON = Duration.ofMillis(10);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final EngineRuntime runtime;
  private final ResidencyPolicy policy;
  private final Loop loop;
  private final Duration tick;
  private final Map<DocumentId, Resident> residents = new ConcurrentHashMap<>();

  /** Rooms that are given away: to residents and to those on their way in. On the loop. */
  private int taken;

  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private final Set<DocumentId> busy = new HashSet<>();
  private int packing;
  private int leaving;
  private Loop.@Nullable Timer timer;
  private Loop.@Nullable Timer retry;
  private boolean stopped;

  private final Counter packed;
  private final Counter left;
  private final Counter turnedAway;
  private final Timer wait;

  private record Waiting(CompletableFuture<Void> room, long since) {}

  /**
   * No documents yet.
   *
   * @param runtime time and threads
   * @param policy how much stays
   * @param meters where the figures go
   */
  public Residents(EngineRuntime runtime, ResidencyPolicy policy, MeterRegistry meters) {
    this.runtime = runtime;
    this.policy = policy;
    loop = runtime.loop("residency");
    Duration shorter =
        policy.packAfter().compareTo(policy.leaveAfter()) < 0
            ? policy.packAfter()
            : policy.leaveAfter();
    tick = shorter.dividedBy(4).plusMillis(1);
    packed = counter(meters, "tablekeep.residency.packed", "Documents packed because they rested");
    left = counter(meters, "tablekeep.residency.left", "Documents let go");
    turnedAway =
        counter(meters, "tablekeep.residency.refused", "Openings refused for want of room");
    wait =
        Timer.builder("tablekeep.residency.wait")
            .description("Waiting of an opening for another document to leave")
            .register(meters);
    Gauge.builder("tablekeep.residency.documents", residents, Map::size)
        .description("Documents in memory")
        .strongReference(true)
        .register(meters);
    Gauge.builder("tablekeep.residency.bytes", this, Residents::bytes)
        .baseUnit("bytes")
        .description("Estimated memory of the documents")
        .strongReference(true)
        .register(meters);
  }

  private static Counter counter(MeterRegistry meters, String name, String description) {
    return Counter.builder(name).description(description).register(meters);
  }

  private double bytes() {
    return residents.values().stream().mapToLong(Resident::bytes).sum();
  }

  /**
   * How much is in memory.
   *
   * @return as of about now
   */
  public Usage usage() {
    int active = 0;
    long bytes = 0;
    for (Resident resident : residents.values()) {
      active += resident.isOccupied() ? 1 : 0;
      bytes += resident.bytes();
    }
    return new Usage(residents.size(), active, bytes);
  }

  /**
   * How much is in memory.
   *
   * @param documents documents
   * @param active those among them that somebody sits at
   * @param bytes an estimate of the memory they take
   */
  public record Usage(int documents, int active, long bytes) {}

  /**
   * What is in memory.
   *
   * @return each document, as of about now, in no order
   */
  public List<Stay> stays() {
    long now = runtime.nanos();
    return residents.values().stream()
        .map(
            one ->
                new Stay(
                    one.id(),
                    one.isOccupied(),
                    Duration.ofNanos(Math.max(0, now - one.sinceNanos())),
                    Duration.ofNanos(Math.max(0, now - one.usedNanos())),
                    one.uses()))
        .toList();
  }

  /**
   * A document in memory.
   *
   * @param id which one
   * @param occupied whether somebody sits at it
   * @param here how long it has been in memory
   * @param rested how long nobody has done anything with it
   * @param uses how often somebody did
   */
  public record Stay(DocumentId id, boolean occupied, Duration here, Duration rested, long uses) {}

  /**
   * Asks for room for one more document.
   *
   * @return done when there is room, which is then taken: to be followed by {@link #entered} or
   *     {@link #givenUp}; or a failure with code {@code too-many-campaigns} when nobody can leave
   */
  public CompletableFuture<Void> room() {
    CompletableFuture<Void> room = new CompletableFuture<>();
    loop.execute(
        () -> {
          if (taken < policy.documents() && waiting.isEmpty()) {
            taken++;
            room.complete(null);
          } else if (waiting.size() >= MOST_WAITING) {
            refuse(room);
          } else {
            waiting.add(new Waiting(room, runtime.nanos()));
            makeRoom();
          }
        });
    return room;
  }

  private void refuse(CompletableFuture<Void> room) {
    turnedAway.increment();
    room.completeExceptionally(
        new TablekeepException(
            ErrorKind.RESOURCE,
            "too-many-campaigns",
            "Too many campaigns are being played on this server. Try again in a moment."));
  }

  /**
   * A document is in memory now, in a room that was asked for.
   *
   * @param resident the document
   */
  public void entered(Resident resident) {
    residents.put(resident.id(), resident);
    loop.execute(this::watch);
  }

  /** A room that was asked for is not needed. */
  public void givenUp() {
    loop.execute(this::freed);
  }

  /**
   * A document is no longer in memory, whoever closed it.
   *
   * @param resident the document
   */
  public void gone(Resident resident) {
    if (residents.remove(resident.id(), resident)) {
      loop.execute(this::freed);
    }
  }

  /** No more decisions. */
  public void stop() {
    loop.execute(
        () -> {
          stopped = true;
          for (Loop.Timer each : new Loop.@Nullable Timer[] {timer, retry}) {
            if (each != null) {
              each.cancel();
            }
          }
          while (!waiting.isEmpty()) {
            refuse(waiting.remove().room());
          }
        });
  }

  private void freed() {
    taken--;
    while (taken < policy.documents() && !waiting.isEmpty()) {
      Waiting next = waiting.remove();
      taken++;
      wait.record(runtime.nanos() - next.since(), TimeUnit.NANOSECONDS);
      next.room().complete(null);
    }
  }

  /** Has as many documents leave as openings wait for. */
  private void makeRoom() {
    while (leaving < Math.min(LEAVE_AT_ONCE, waiting.size())) {
      Resident oldest =
          byAge().stream()
              .filter(one -> !one.isOccupied() && !busy.contains(one.id()))
              .findFirst()
              .orElse(null);
      if (oldest == null) {
        waitOrRefuse();
        return;
      }
      leave(oldest);
    }
  }

  /** Nobody can leave at present. Where documents come and go that may soon be different. */
  private void waitOrRefuse() {
    boolean full =
        residents.size() >= taken && residents.values().stream().allMatch(Resident::isOccupied);
    long now = runtime.nanos();
    waiting.removeIf(
        one -> {
          boolean over = full || now - one.since() > PATIENCE.toNanos();
          if (over) {
            refuse(one.room());
          }
          return over;
        });
    if (!waiting.isEmpty() && retry == null) {
      retry =
          loop.after(
              SOON,
              () -> {
                retry = null;
                makeRoom();
              });
    }
  }

  private List<Resident> byAge() {
    List<Resident> all = new ArrayList<>(residents.values());
    long now = runtime.nanos();
    all.sort(Comparator.comparingLong(one -> one.usedNanos() - now));
    return all;
  }

  private void leave(Resident resident) {
    leaving++;
    busy.add(resident.id());
    loop.resume(
        resident.leave(),
        (gone, failure) -> {
          leaving--;
          busy.remove(resident.id());
          if (Boolean.TRUE.equals(gone)) {
            left.increment();
            makeRoom();
          } else {
            // Something is on its way there; it will be over soon.
            waitOrRefuse();
          }
        });
  }

  private void pack(Resident resident) {
    packing++;
    busy.add(resident.id());
    loop.resume(
        resident.pack(),
        (done, failure) -> {
          packing--;
          busy.remove(resident.id());
          if (resident.isPacked()) {
            packed.increment();
          }
        });
  }

  private void watch() {
    if (timer == null && !stopped && !residents.isEmpty()) {
      timer =
          loop.after(
              tick,
              () -> {
                timer = null;
                look();
                watch();
              });
    }
  }

  /** Has what rested long enough packed or let go, and more of it while memory is short. */
  private void look() {
    long now = runtime.nanos();
    long bytes = (long) bytes();
    for (Resident one : byAge()) {
      if (busy.contains(one.id())) {
        continue;
      }
      boolean tight = bytes > policy.bytes();
      long rested = now - one.usedNanos();
      boolean free = !one.isOccupied();
      if (free && (rested > policy.leaveAfter().toNanos() || (tight && one.isPacked()))) {
        if (leaving < LEAVE_AT_ONCE) {
          bytes -= one.bytes();
          leave(one);
        }
      } else if (!one.isPacked()
          && (tight || rested > policy.packAfter().toNanos())
          && packing < PACK_AT_ONCE) {
        bytes -= one.bytes() * 3 / 4;
        pack(one);
      }
    }
  }
}
