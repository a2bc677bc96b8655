package io.tablekeep.sdk.plugin;

/**
 * A thread on which plugin code can be ended. Made and driven by the engine's rules executor, never
 * by plugins: the thread brackets each rule with {@link #begin} and {@link #finish}, and whoever
 * keeps the time calls {@link #end} with the number of the run, so that a rule that ends in the
 * last moment does not take the next one with it.
 */
public class BudgetThread extends Thread {
  /** Not the thread itself: plugin code could hold that monitor, and keep {@link #end} waiting. */
  private final Object gate = new Object();

  private long run;
  private boolean running;
  private volatile boolean ended;

  /**
   * A thread that is not started yet.
   *
   * @param task what it does
   * @param name its name, for logs and thread dumps
   */
  public BudgetThread(Runnable task, String name) {
    super(task, name);
  }

  /**
   * Begins a run. Called on this thread.
   *
   * @return the number of the run, for {@link #end}
   */
  public final long begin() {
    synchronized (gate) {
      ended = false;
      running = true;
      return ++run;
    }
  }

  /**
   * Ends a run: interrupts the thread, and lets every {@link Budget#check} on it throw from now on.
   * Called on any thread.
   *
   * @param number what {@link #begin} returned
   * @return false when that run is over already, and nothing was done
   */
  public final boolean end(long number) {
    synchronized (gate) {
      if (!running || number != run) {
        return false;
      }
      ended = true;
      interrupt();
      return true;
    }
  }

  /**
   * The run is over, however it went; clears the interrupt and the end. Called on this thread.
   *
   * @return whether the run was ended by {@link #end}
   */
  public final boolean finish() {
    synchronized (gate) {
      boolean was = ended;
      running = false;
      ended = false;
      Thread.interrupted();
      return was;
    }
  }

  final boolean ended() {
    return ended;
  }
}
