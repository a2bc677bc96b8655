package io.tablekeep.engine.journal.entry;

import io.tablekeep.sdk.state.DocumentId;

/**
 * Something in a document's journal that is not as it was written.
 *
 * @param code {@code journal-damaged} (altered, or not in its place), {@code journal-gap} (entries
 *     are missing), {@code journal-incomplete} (its first entries are not all there), {@code
 *     journal-format} (written by a newer version), {@code action-twice} (one id in two entries),
 *     {@code snapshot-damaged} or {@code snapshot-differs} (not what replay gives)
 * @param document whose journal
 * @param position position of the entry or snapshot
 * @param message a sentence for a host: what is wrong
 */
public record Damage(String code, DocumentId document, long position, String message) {
  @Override
  public String toString() {
    return document + " at " + position + ": " + message + " (" + code + ')';
  }
}
