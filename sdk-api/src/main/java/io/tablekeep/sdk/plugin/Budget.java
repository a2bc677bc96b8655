package io.tablekeep.sdk.plugin;

/**
 * The check that ends plugin code whose time is up.
 *
 * <p>Java has no safe way to stop a thread, and {@link Thread#interrupt} ends only code that waits.
 * So the engine inserts a call of {@link #check} at the start of every method of a plugin and
 * before every jump backwards, when it loads the class. Code of the JDK is left as it is: a plugin
 * that sits in one endless JDK call (a hostile regular expression) is abandoned with its thread
 * instead.
 */
public final class Budget {
  private Budget() {}

  /**
   * Returns at once, or throws when the calling thread is a {@link BudgetThread} whose run was
   * ended. It keeps throwing until that run is over, so that catching what it throws does not bring
   * a loop back to life. Costs a quarter of a nanosecond in compiled code.
   *
   * @throws BudgetExceeded when the time is up
   */
  public static void check() {
    if (Thread.currentThread() instanceof BudgetThread thread && thread.ended()) {
      throw new BudgetExceeded();
    }
  }
}
