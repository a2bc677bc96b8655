package io.tablekeep.plugin.foundry;

import io.tablekeep.sdk.transfer.ImportResult;

/** The file is refused; thrown from wherever that is found out. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final String at;

  Refusal(String code, String message, String at) {
    super(message, null, false, false);
    this.code = code;
    this.at = at;
  }

  ImportResult.Refused result() {
    return new ImportResult.Refused(code, String.valueOf(getMessage()), at);
  }
}
