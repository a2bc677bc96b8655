package io.tablekeep.engine.journal.entry;

/**
 * A kind of effect, outcome or audience, or a format, that this version of the engine does not
 * know.
 */
final class NewerException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  NewerException(String what) {
    super(what);
  }
}
