package io.tablekeep.server.accounts;

import io.tablekeep.engine.Receipt;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.Node;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** A server-wide document, read in memory. Thread-safe. */
interface ServerDocument {
  /** Who writes it. */
  String SERVER = "server";

  /**
   * Reads it, if it is there.
   *
   * @return done when it is read, or cannot be for now; never fails
   */
  CompletableFuture<?> begin();

  /**
   * The newest durable state; what {@link #act} has written is in it.
   *
   * @throws TablekeepException code {@code accounts-unavailable}
   */
  Node root();

  /** Changes it; an answer other than "applied" is a failure with its code. */
  CompletableFuture<Receipt> act(Record payload);

  /** What it is before anything was written. */
  static byte[] beginning() {
    return "{\"schema\":1,\"participants\":{\"server\":{\"name\":\"Server\",\"role\":\"gm\"}}}"
        .getBytes(StandardCharsets.UTF_8);
  }

  static TablekeepException unavailable() {
    return new TablekeepException(
        ErrorKind.RESOURCE, "accounts-unavailable", "Accounts cannot be read at present.");
  }
}
