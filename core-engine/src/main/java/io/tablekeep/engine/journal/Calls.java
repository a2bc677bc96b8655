package io.tablekeep.engine.journal;

import io.tablekeep.sdk.store.Appended;
import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls of a store that may throw, fail, or answer nothing: all three are an unknown outcome. */
final class Calls {
  private Calls() {}

  /** The stage of a call; failed when the call throws. */
  static <T> CompletionStage<T> stage(Supplier<? extends @Nullable CompletionStage<T>> call) {
    try {
      CompletionStage<T> stage = call.get();
      return stage != null
          ? stage
          : CompletableFuture.failedFuture(new NullPointerException("no stage"));
    } catch (RuntimeException | LinkageError thrown) {
      return CompletableFuture.failedFuture(thrown);
    }
  }

  /** What became of a write. */
  static Appended appended(@Nullable Appended answer, @Nullable Throwable failure) {
    if (failure != null) {
      return new Appended.Unknown(failure);
    }
    return answer != null ? answer : new Appended.Unknown(new NullPointerException("no answer"));
  }

  /** What an answer that is not the awaited one means for the entries on their way. */
  static Loss loss(Appended said, long durable) {
    if (said instanceof Appended.Rejected no) {
      Loss.Kind kind = no.reason() == Refusal.FENCED ? Loss.Kind.FENCED : Loss.Kind.REJECTED;
      return new Loss(kind, durable, no.reason().code(), no.message());
    }
    if (said instanceof Appended.Durable wrong) {
      return new Loss(
          Loss.Kind.UNKNOWN,
          durable,
          "store-confused",
          "The store answered for position " + wrong.position() + ", which was not asked.");
    }
    Throwable cause = unwrapped(((Appended.Unknown) said).cause());
    String code = cause instanceof StoreException known ? known.reason().code() : "store-unknown";
    return new Loss(Loss.Kind.UNKNOWN, durable, code, String.valueOf(cause.getMessage()));
  }

  static Throwable unwrapped(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }
}
