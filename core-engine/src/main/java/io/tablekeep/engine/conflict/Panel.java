package io.tablekeep.engine.conflict;

import io.micrometer.core.instrument.MeterRegistry;
import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.rules.Adoption;
import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.engine.runtime.RuleFault;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.conflict.Conflict;
import io.tablekeep.sdk.conflict.ConflictResolver;
import io.tablekeep.sdk.conflict.Resolution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The resolvers of one engine. They are strangers: each has a budget of time, one that fails counts
 * as having no opinion, and after some faults it is not asked any more until it is replaced.
 * Thread-safe.
 */
public final class Panel {
  /** So many resolvers of one kind are asked. */
  static final int MOST = 8;

  private static final Logger LOG = LoggerFactory.getLogger(Panel.class);

  private final EngineRuntime runtime;
  private final Duration budget;
  private final int patience;
  private final ConflictMetrics metrics;
  private volatile List<Member> members = List.of();

  /** One resolver; how often it failed is guarded by itself. */
  private static final class Member {
    final String owner;
    final ConflictResolver resolver;
    final Set<String> kinds;
    private int faults;

    Member(String owner, ConflictResolver resolver, Set<String> kinds) {
      this.owner = owner;
      this.resolver = resolver;
      this.kinds = kinds;
    }

    synchronized int fault() {
      return ++faults;
    }

    synchronized int faults() {
      return faults;
    }
  }

  /**
   * A panel without resolvers.
   *
   * @param runtime where they run
   * @param budget time one answer may take
   * @param patience faults after which one is not asked any more
   * @param meters where metrics go
   */
  public Panel(EngineRuntime runtime, Duration budget, int patience, MeterRegistry meters) {
    this.runtime = runtime;
    this.budget = budget;
    this.patience = patience;
    this.metrics = new ConflictMetrics(meters);
  }

  /**
   * The meters.
   *
   * @return of all conflicts of this engine
   */
  public ConflictMetrics metrics() {
    return metrics;
  }

  /**
   * Other resolvers from now on; those that are being asked finish. Calls {@code kinds} of each.
   *
   * @param resolvers the resolvers; one that cannot say its kinds is left out
   */
  public synchronized void become(List<? extends ConflictResolver> resolvers) {
    List<Member> next = new ArrayList<>();
    for (ConflictResolver resolver : resolvers) {
      String owner = resolver.getClass().getName();
      try {
        next.add(new Member(owner, resolver, Set.copyOf(resolver.kinds())));
      } catch (RuntimeException | LinkageError e) {
        LOG.error("the resolver {} cannot say what it settles and is not asked", owner, e);
      }
    }
    List<Member> before = members;
    members = List.copyOf(next);
    for (Member old : before) {
      if (next.stream().noneMatch(member -> member.owner.equals(old.owner))) {
        runtime.rules().forget(old.owner);
      }
    }
  }

  /**
   * Asks all that settle a conflict's kind.
   *
   * @param conflict the conflict
   * @param head the document as it stands
   * @param version version of the entry
   * @return the most confident opinion, of equal ones the first; completes on any thread, never
   *     fails
   */
  public CompletableFuture<Opinion> ask(Conflict conflict, JsonObject head, long version) {
    CompletableFuture<Opinion> best =
        CompletableFuture.completedFuture(
            Opinion.none("Both changed the same, and nothing here can tell what is meant."));
    int asked = 0;
    for (Member member : members) {
      if (member.kinds.contains(conflict.kind()) && member.faults() < patience && asked++ < MOST) {
        best = best.thenCombine(one(member, conflict, head, version), Panel::better);
      }
    }
    return best;
  }

  private static Opinion better(Opinion one, Opinion other) {
    return other.confidence() > one.confidence() || (!one.isSome() && !other.isSome())
        ? other
        : one;
  }

  private CompletableFuture<Opinion> one(
      Member member, Conflict conflict, JsonObject head, long version) {
    return runtime
        .rules()
        .run(member.owner, budget, () -> opinion(member.resolver, conflict, head, version))
        .toCompletableFuture()
        .handle(
            (opinion, failure) -> {
              if (opinion != null) {
                return opinion;
              }
              failed(member, failure);
              return Opinion.none("What should have settled it failed.");
            });
  }

  /** Where plugin code runs: also the values it made are looked at here. */
  private static Opinion opinion(
      ConflictResolver resolver, Conflict conflict, JsonObject head, long version) {
    Resolution resolution = resolver.resolve(conflict);
    if (resolution instanceof Resolution.Resolved resolved) {
      List<Effect> changes = Adoption.of(head, conflict.place(), resolved.changes(), version);
      return new Opinion(changes, resolved.confidence(), resolved.explanation());
    }
    return Opinion.none(((Resolution.Abstain) resolution).reason());
  }

  private void failed(Member member, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof RuleFault fault && isBusy(fault.code())) {
      return;
    }
    metrics.faults.increment();
    int faults = member.fault();
    LOG.warn("the resolver {} failed (fault {} of {})", member.owner, faults, patience, cause);
    if (faults == patience) {
      LOG.error("the resolver {} failed {} times and is not asked any more", member.owner, faults);
    }
  }

  /** It has not run, so it has not failed. */
  private static boolean isBusy(String code) {
    return code.equals("rules-overloaded")
        || code.equals("rules-exhausted")
        || code.equals("rules-closed");
  }

  /**
   * Who is asked at present, for those who run the server.
   *
   * @return resolvers by class, each with its faults
   */
  public Map<String, Integer> state() {
    Map<String, Integer> all = new HashMap<>();
    members.forEach(member -> all.put(member.owner, member.faults()));
    return all;
  }
}
