package io.tablekeep.engine.journal.recovery;

import io.tablekeep.sdk.store.Appended;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls of a store that may throw, fail, or answer nothing: all three are an unknown outcome. */
public final class Calls {
  private Calls() {}

  /**
   * The stage of a call; failed when the call throws.
   *
   * @param call the call
   * @param <T> its result
   * @return its stage
   */
  public static <T> CompletionStage<T> stage(
      Supplier<? extends @Nullable CompletionStage<T>> call) {
    try {
      CompletionStage<T> stage = call.get();
      return stage != null
          ? stage
          : CompletableFuture.failedFuture(new NullPointerException("no stage"));
    } catch (RuntimeException | LinkageError thrown) {
      return CompletableFuture.failedFuture(thrown);
    }
  }

  /**
   * What became of a write.
   *
   * @param answer what the stage said, null when it failed
   * @param failure why it failed, null when it did not
   * @return the answer, or that it is unknown
   */
  public static Appended appended(@Nullable Appended answer, @Nullable Throwable failure) {
    if (failure != null) {
      return new Appended.Unknown(failure);
    }
    return answer != null ? answer : new Appended.Unknown(new NullPointerException("no answer"));
  }

  /**
   * The failure itself.
   *
   * @param failure what a stage ended with
   * @return its cause when it is only a wrapper
   */
  public static Throwable unwrapped(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }
}
