package io.tablekeep.sdk.transfer;

import io.tablekeep.sdk.state.Changes;

/** What came of reading a file. */
public sealed interface ImportResult {
  /**
   * The file was read.
   *
   * @param changes what to put into the document, as one entry
   * @param report what became of each item of the file
   */
  record Read(Changes changes, ImportReport report) implements ImportResult {}

  /**
   * The file was refused, and nothing of it is used.
   *
   * @param code stable kebab-case code, owned by the importer
   * @param message a sentence the person who imports understands
   * @param at place in the file, as far as it has places; {@code ""} for the whole
   */
  record Refused(String code, String message, String at) implements ImportResult {}
}
