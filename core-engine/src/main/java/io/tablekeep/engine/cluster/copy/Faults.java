package io.tablekeep.engine.cluster.copy;

import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** What goes wrong between nodes, and whether it may go right the next time. */
final class Faults {
  /** The action has not been heard, or its fate is told by sending it again. */
  private static final Set<String> PASSING =
      Set.of(
          "node-unreachable",
          "elsewhere",
          "moved",
          "campaign-closed",
          "seat-gone",
          "cluster-unavailable",
          "overloaded",
          "join-storm",
          "store-unavailable",
          "not-ready");

  private Faults() {}

  static TablekeepException resource(String code, String message) {
    return new TablekeepException(ErrorKind.RESOURCE, code, message);
  }

  static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  static String code(@Nullable Throwable failure) {
    return failure != null && cause(failure) instanceof TablekeepException coded
        ? coded.code()
        : "unexpected";
  }

  static boolean passes(Throwable failure) {
    return PASSING.contains(code(failure));
  }
}
