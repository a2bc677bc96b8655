package io.tablekeep.plugin.srd5e;

import io.tablekeep.sdk.transfer.ImportResult;

/** Why a file is refused, as an exception on its way out. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String code;
  private final String at;

  Refusal(String code, String message, String at) {
    super(message, null, false, false);
    this.code = code;
    this.at = at;
  }

  ImportResult result() {
    return new ImportResult.Refused(code, String.valueOf(getMessage()), at);
  }
}
