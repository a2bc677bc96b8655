package io.tablekeep.engine.state.bind;

import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.Pointer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A value does not fit. Collects its pointer on the way up, so that the good way costs nothing. */
final class BindFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final boolean foreign;
  private final transient Deque<String> keys = new ArrayDeque<>();

  BindFault(String code, String message) {
    this(code, message, null);
  }

  /** With a cause it is the record's own code that failed, and someone may want its stack trace. */
  BindFault(String code, String message, @Nullable Throwable cause) {
    super(message, cause, false, false);
    this.code = code;
    this.foreign = cause != null;
  }

  BindFault in(String key) {
    keys.addFirst(key);
    return this;
  }

  Pointer pointer() {
    return Pointer.of(new ArrayList<>(keys));
  }

  String code() {
    return code;
  }

  String sentence() {
    return String.valueOf(getMessage());
  }

  TablekeepException coded(ErrorKind kind) {
    return new TablekeepException(
        foreign ? ErrorKind.PLUGIN : kind, code, sentence(), pointer().toString(), getCause());
  }
}
