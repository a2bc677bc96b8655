package io.tablekeep.engine.journal.entry;

import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.DocumentId;

/** A journal cannot be read: it is damaged, has a gap, or was written by a newer version. */
public final class JournalException extends TablekeepException {
  private static final long serialVersionUID = 1L;

  private final transient Damage damage;

  /**
   * A journal that cannot be read.
   *
   * @param damage what is wrong
   */
  public JournalException(Damage damage) {
    super(ErrorKind.RESOURCE, damage.code(), damage.toString());
    this.damage = damage;
  }

  /**
   * A journal that cannot be read.
   *
   * @param code see {@link Damage#code}
   * @param document whose journal
   * @param position position of the entry or snapshot
   * @param message what is wrong
   */
  public JournalException(String code, DocumentId document, long position, String message) {
    this(new Damage(code, document, position, message));
  }

  /**
   * What is wrong, and where.
   *
   * @return the damage
   */
  public Damage damage() {
    return damage;
  }
}
