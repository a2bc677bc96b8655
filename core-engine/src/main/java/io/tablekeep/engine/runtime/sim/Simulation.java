package io.tablekeep.engine.runtime.sim;

import io.tablekeep.engine.runtime.Chance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Time, chance and everything that is to happen, in one thread. Not thread-safe: all calls come
 * from the thread that made it.
 *
 * <pre>{@code
 * Simulation simulation = new Simulation(42);
 * EngineRuntime runtime = simulation.runtime("engine");
 * runtime.loop("a").execute(() -> …);
 * simulation.runUntilIdle();
 * }</pre>
 *
 * <p>A loop's own tasks keep their order; between loops, work and timers the seed decides. A step
 * takes some microseconds of simulated time; when nothing can be done now, time jumps to what is
 * due next.
 */
public final class Simulation {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final long STEPS = 5_000_000;
  private static final int RECENT = 20;
  private static final int STEP_NANOS = 20_000;

  private final Thread thread = Thread.currentThread();
  private final long seed;
  private final SplittableRandom choice;
  private final Chance chance;
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
  private final List<SimulatedLoop> ready = new ArrayList<>();
  private final ArrayDeque<String> recent = new ArrayDeque<>();
  private @Nullable SimulatedLoop current;
  private Duration clockError = Duration.ZERO;
  private long nanos;
  private long numbers;
  private long steps;
  private long maxSteps = STEPS;
  private long trace = 0xcbf29ce484222325L;
  private int work;

  /**
   * Something that is due at a time. Work keeps the simulation from being idle, a timer does not.
   */
  record Event(
      long at, long number, boolean isWork, String label, @Nullable Object of, Runnable task) {}

  /**
   * Starts at time zero, with nothing to do.
   *
   * @param seed decides everything that is left to chance
   */
  public Simulation(long seed) {
    this.seed = seed;
    SplittableRandom root = new SplittableRandom(seed);
    choice = root.split();
    chance = chanceOf(root.split());
  }

  /**
   * A new process.
   *
   * @param name for labels
   * @return its runtime
   */
  public SimulatedRuntime runtime(String name) {
    return new SimulatedRuntime(this, name);
  }

  /**
   * How many steps are taken before a run that does not end is given up; five million unless said
   * otherwise.
   *
   * @param most steps since the beginning
   * @return this
   */
  public Simulation maxSteps(long most) {
    maxSteps = most;
    return this;
  }

  /**
   * The seed, for the message of a failing test.
   *
   * @return what the constructor was given
   */
  public long seed() {
    return seed;
  }

  /**
   * Steps taken.
   *
   * @return since the beginning
   */
  public long steps() {
    return steps;
  }

  /**
   * A hash of what ran, in which order, at what times, and of all {@linkplain #note notes}.
   *
   * @return equal for equal runs
   */
  public long trace() {
    return trace;
  }

  /**
   * Makes something a part of the trace.
   *
   * @param what for example an answer, as text
   */
  public void note(String what) {
    trace = (trace ^ what.hashCode()) * 0x100000001b3L;
  }

  /**
   * Simulated time since the beginning.
   *
   * @return nanoseconds
   */
  public long nanos() {
    return nanos;
  }

  /**
   * Simulated wall-clock time.
   *
   * @return with millisecond precision, as in production
   */
  public Instant now() {
    return Instant.ofEpochMilli(START.plusNanos(nanos).plus(clockError).toEpochMilli());
  }

  /**
   * Sets the wall clock wrong, as an operator or a time server does. Durations are not touched.
   *
   * @param by how far, forwards or backwards
   */
  public void shiftClock(Duration by) {
    clockError = clockError.plus(by);
  }

  /**
   * Chance from the seed, apart from the choices of the scheduler.
   *
   * @return the source of all runtimes of this simulation
   */
  public Chance chance() {
    return chance;
  }

  /**
   * Something that happens outside of every process, such as the end of a disk's sync. Tasks of the
   * same time run in the order they were handed in.
   *
   * @param delay from now
   * @param task what happens
   */
  public void after(Duration delay, Runnable task) {
    add(delay.toNanos(), true, "outside", null, task);
  }

  /**
   * Runs one task, or lets time jump to the next and runs that.
   *
   * @return false when there is nothing left, not even a timer
   * @throws IllegalStateException when a task threw, or there are more steps than allowed; it names
   *     seed and step
   */
  public boolean step() {
    check();
    if (ready.isEmpty() && events.isEmpty()) {
      return false;
    }
    if (++steps > maxSteps) {
      throw new IllegalStateException(
          where() + " does not end; the last tasks were " + String.join(", ", recent));
    }
    nanos += choice.nextInt(STEP_NANOS);
    Event due = events.peek();
    if (due != null && ready.isEmpty()) {
      nanos = Math.max(nanos, due.at);
    }
    int ways = ready.size() + (due != null && due.at <= nanos ? 1 : 0);
    int way = choice.nextInt(ways);
    if (way < ready.size()) {
      runLoop(way);
    } else {
      Event event = events.remove();
      work -= event.isWork ? 1 : 0;
      run(event.label, event.task);
    }
    return true;
  }

  /**
   * Runs until no loop has a task and no work is under way. Timers that come due meanwhile run;
   * others wait, so that an engine with a periodic timer becomes idle as well.
   *
   * @return steps taken
   */
  public long runUntilIdle() {
    long before = steps;
    while (work > 0 || !ready.isEmpty()) {
      step();
    }
    return steps - before;
  }

  /**
   * Lets time pass and runs everything that is due in it.
   *
   * @param time how long
   */
  public void advance(Duration time) {
    long end = nanos + time.toNanos();
    while (!ready.isEmpty() || isDue(Math.max(end, nanos))) {
      step();
    }
    nanos = Math.max(nanos, end);
  }

  /**
   * Runs until a stage is complete, letting as much time pass as it takes.
   *
   * @param stage what to wait for
   * @param <T> its result
   * @return the result
   * @throws CompletionException when it failed
   * @throws IllegalStateException when there is nothing left that could complete it
   */
  public <T> T await(CompletionStage<T> stage) {
    var future = stage.toCompletableFuture();
    while (!future.isDone()) {
      if (!step()) {
        throw new IllegalStateException(where() + ": nothing is left that could complete a stage");
      }
    }
    return future.join();
  }

  private boolean isDue(long at) {
    Event event = events.peek();
    return event != null && event.at <= at;
  }

  private void runLoop(int index) {
    SimulatedLoop loop = ready.get(index);
    Runnable task = loop.next();
    if (!loop.hasTasks()) {
      ready.remove(index);
    }
    current = loop;
    try {
      run(loop.toString(), task);
    } finally {
      current = null;
    }
  }

  private void run(String label, Runnable task) {
    note(label);
    trace = (trace ^ nanos) * 0x100000001b3L;
    recent.addLast(label);
    if (recent.size() > RECENT) {
      recent.removeFirst();
    }
    try {
      task.run();
    } catch (Throwable failure) { // a simulation has no log that someone reads: fail loudly
      throw new IllegalStateException(where() + ", '" + label + "' failed: " + failure, failure);
    }
  }

  private String where() {
    return "seed " + seed + ", step " + steps;
  }

  private void check() {
    if (Thread.currentThread() != thread) {
      throw new IllegalStateException("a simulation is called from one thread only");
    }
  }

  // What runtimes and loops call.

  Event add(long delayNanos, boolean isWork, String label, @Nullable Object of, Runnable task) {
    check();
    Event event = new Event(nanos + Math.max(0, delayNanos), numbers++, isWork, label, of, task);
    events.add(event);
    work += isWork ? 1 : 0;
    return event;
  }

  void cancel(Event event) {
    check();
    if (events.remove(event)) {
      work -= event.isWork ? 1 : 0;
    }
  }

  /** A loop that had no task has one. */
  void ready(SimulatedLoop loop) {
    check();
    ready.add(loop);
  }

  /** Forgets all that is to happen in a process. */
  void kill(SimulatedRuntime process) {
    check();
    ready.removeIf(loop -> loop.of(process));
    for (Event event : List.copyOf(events)) {
      if (event.of == process) {
        cancel(event);
      }
    }
  }

  boolean isCurrent(SimulatedLoop loop) {
    return current == loop;
  }

  /** How long a piece of work takes: mostly short, now and then long enough to be overtaken. */
  long duration() {
    return choice.nextInt(16) == 0
        ? choice.nextLong(50_000_000)
        : 10_000 + choice.nextLong(1_000_000);
  }

  private static Chance chanceOf(SplittableRandom random) {
    return new Chance() {
      @Override
      public int below(int bound) {
        return random.nextInt(bound);
      }

      @Override
      public long bits() {
        return random.nextLong();
      }
    };
  }
}
