package io.tablekeep.engine.runtime.rules;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Removes what a rule left in its thread. Values of {@link ThreadLocal} can only be removed where
 * {@code java.lang} is open to the engine ({@code Add-Opens: java.base/java.lang} in the manifest
 * of the runnable jar); elsewhere the pool renews its threads now and then instead.
 */
final class LeftBehind {
  private static final List<VarHandle> THREAD_LOCALS = threadLocals();

  private LeftBehind() {}

  /** Whether {@link #clear} also removes thread locals. */
  static boolean clearsThreadLocals() {
    return !THREAD_LOCALS.isEmpty();
  }

  /** Makes the current thread as good as new. */
  @SuppressWarnings("ThreadPriorityCheck") // undoes what a rule may have set
  static void clear(Thread thread, String name, @Nullable ClassLoader loader) {
    if (thread.getContextClassLoader() != loader) {
      thread.setContextClassLoader(loader);
    }
    if (!name.equals(thread.getName())) {
      thread.setName(name);
    }
    if (thread.getPriority() != Thread.MIN_PRIORITY) {
      thread.setPriority(Thread.MIN_PRIORITY);
    }
    thread.setUncaughtExceptionHandler(null);
    for (VarHandle map : THREAD_LOCALS) {
      map.set(thread, null);
    }
  }

  private static List<VarHandle> threadLocals() {
    try {
      MethodHandles.Lookup lookup =
          MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup());
      return List.of(
          lookup.unreflectVarHandle(Thread.class.getDeclaredField("threadLocals")),
          lookup.unreflectVarHandle(Thread.class.getDeclaredField("inheritableThreadLocals")));
    } catch (ReflectiveOperationException | RuntimeException closed) {
      return List.of(); // java.lang is not open to us, or keeps them elsewhere
    }
  }
}
