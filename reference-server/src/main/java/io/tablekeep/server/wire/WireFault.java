package io.tablekeep.server.wire;

import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;

/** A message that cannot be read. */
final class WireFault extends TablekeepException {
  private static final long serialVersionUID = 1L;

  WireFault(String code, String message) {
    super(ErrorKind.USER, code, message);
  }

  WireFault(String code, String message, String field) {
    super(ErrorKind.USER, code, message, field);
  }
}
