package io.tablekeep.engine.laws;

import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/**
 * Asks the machine for nothing: no clock, timer, thread, executor or chance that was not handed in,
 * and no waiting. A whole engine then runs in one thread from one seed.
 */
final class Deterministic extends ArchCondition<JavaClass> {
  /** No method and no constructor of these. */
  private static final Set<String> CLOSED =
      Set.of(
          "java.security.SecureRandom",
          "java.util.Timer",
          "java.util.TimerTask",
          "java.util.concurrent.CountDownLatch",
          "java.util.concurrent.CyclicBarrier",
          "java.util.concurrent.Exchanger",
          "java.util.concurrent.ExecutorService",
          "java.util.concurrent.Executors",
          "java.util.concurrent.ForkJoinPool",
          "java.util.concurrent.ForkJoinTask",
          "java.util.concurrent.Phaser",
          "java.util.concurrent.ScheduledExecutorService",
          "java.util.concurrent.ScheduledThreadPoolExecutor",
          "java.util.concurrent.Semaphore",
          "java.util.concurrent.ThreadLocalRandom",
          "java.util.concurrent.ThreadPoolExecutor",
          "java.util.concurrent.locks.LockSupport");

  private static final Set<String> THREAD_MAY =
      Set.of("currentThread", "getContextClassLoader", "setContextClassLoader", "getStackTrace");

  private static final Set<String> CALLS =
      Set.of(
          "java.lang.Math.random",
          "java.lang.Object.notify",
          "java.lang.Object.notifyAll",
          "java.lang.Object.wait",
          "java.lang.Runtime.addShutdownHook",
          "java.lang.StrictMath.random",
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.util.Collection.parallelStream",
          "java.util.UUID.randomUUID",
          "java.util.concurrent.CompletableFuture.completeOnTimeout",
          "java.util.concurrent.CompletableFuture.delayedExecutor",
          "java.util.concurrent.CompletableFuture.get",
          "java.util.concurrent.CompletableFuture.join",
          "java.util.concurrent.CompletableFuture.orTimeout",
          "java.util.concurrent.Future.get",
          "java.util.concurrent.TimeUnit.sleep",
          "java.util.random.RandomGenerator.getDefault",
          "java.util.random.RandomGenerator.of",
          "java.util.stream.BaseStream.parallel");

  /** These take the time or a seed from the machine unless given one. */
  private static final Set<String> SEEDLESS =
      Set.of("java.util.Date", "java.util.Random", "java.util.SplittableRandom");

  private static final String CAFFEINE = "com.github.benmanes.caffeine.cache.Caffeine";

  Deterministic() {
    super("take time, threads and chance from engine.runtime only");
  }

  @Override
  public void check(JavaClass room, ConditionEvents events) {
    if (room.isAssignableTo(Thread.class)) {
      events.add(violated(room, room.getName() + " is a thread"));
    }
    for (JavaAccess<?> access : room.getAccessesFromSelf()) {
      if (access.getTarget() instanceof CodeUnitAccessTarget target && forbidden(target)) {
        events.add(violated(access, access.getDescription()));
      }
    }
    checkCaches(room, events);
  }

  private static boolean forbidden(CodeUnitAccessTarget target) {
    // A list's parallelStream is the collection's: look at who declares it.
    JavaClass owner =
        target.resolveMember().map(member -> member.getOwner()).orElse(target.getOwner());
    String name = target.getName();
    List<JavaClass> parameters = target.getRawParameterTypes();
    if (CLOSED.contains(owner.getName()) || CALLS.contains(owner.getName() + '.' + name)) {
      return true;
    }
    if (owner.isEquivalentTo(Thread.class)) {
      return !THREAD_MAY.contains(name);
    }
    if (SEEDLESS.contains(owner.getName()) && name.equals("<init>")) {
      return parameters.isEmpty();
    }
    if (owner.getPackageName().startsWith("java.time")) {
      boolean fromClock = parameters.stream().anyMatch(p -> p.getName().endsWith(".Clock"));
      return (name.equals("now") && !fromClock)
          || name.startsWith("system")
          || name.startsWith("tick");
    }
    if (owner.isAssignableTo(CompletionStage.class) && name.endsWith("Async")) {
      return parameters.stream().noneMatch(p -> p.isEquivalentTo(Executor.class));
    }
    return owner.getName().equals("java.util.Collections")
        && name.equals("shuffle")
        && parameters.size() == 1;
  }

  /** Left alone, a cache evicts on the common pool and expires by the machine's clock. */
  private static void checkCaches(JavaClass room, ConditionEvents events) {
    Set<String> built =
        room.getMethodCallsFromSelf().stream()
            .filter(call -> call.getTargetOwner().getName().equals(CAFFEINE))
            .map(call -> call.getName())
            .collect(Collectors.toCollection(TreeSet::new));
    if (built.contains("newBuilder") && !built.contains("executor")) {
      events.add(violated(room, room.getName() + " builds a cache without an executor"));
    }
    boolean timed = built.stream().anyMatch(n -> n.startsWith("expire") || n.startsWith("refresh"));
    if (timed && !built.contains("ticker")) {
      events.add(violated(room, room.getName() + " builds a timed cache without a ticker"));
    }
  }
}
