package io.tablekeep.server.ws;

import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.sdk.store.StoreException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What clients say, looked at one word at a time. */
final class Said {
  private static final Logger LOG = LoggerFactory.getLogger(Said.class);

  private Said() {}

  static boolean isDevice(String text) {
    if (text.isEmpty() || text.length() > 64) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && !(c >= '0' && c <= '9') && c != '.' && c != '_' && c != '-') {
        return false;
      }
    }
    return true;
  }

  static Pointer place(String path, String field) {
    try {
      return Pointer.parse(path);
    } catch (TablekeepException e) {
      throw bad("bad-path", "A JSON pointer is needed, such as /actors/a7.", field);
    }
  }

  /** What a client is told of a failure; what nobody expects goes into the log, too. */
  static TablekeepException told(@Nullable Throwable fault) {
    Throwable cause = unwrapped(fault);
    if (cause instanceof TablekeepException known) {
      return known;
    }
    if (cause instanceof StoreException store) {
      String message = String.valueOf(store.getMessage());
      return new TablekeepException(ErrorKind.RESOURCE, store.reason().code(), message);
    }
    LOG.error("what a seat asked for failed", cause);
    return new TablekeepException(
        ErrorKind.INTERNAL, "internal-error", "The server failed; its log says more.");
  }

  static @Nullable Throwable unwrapped(@Nullable Throwable fault) {
    return fault instanceof CompletionException && fault.getCause() != null
        ? fault.getCause()
        : fault;
  }

  static TablekeepException bad(String code, String message, String field) {
    return new TablekeepException(ErrorKind.USER, code, message, field);
  }
}
