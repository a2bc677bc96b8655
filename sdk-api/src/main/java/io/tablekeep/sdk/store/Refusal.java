package io.tablekeep.sdk.store;

import java.util.Locale;

/** Why a store refused: nothing of the refused call was or will be stored. */
public enum Refusal {
  /**
   * A newer epoch exists, the document was deleted since, or nobody ever acquired this one.
   * Acquire.
   */
  FENCED,
  /**
   * {@code after} is not the last position, or an append before this one in the pipeline failed.
   * The writer's idea of the document is wrong: acquire and read.
   */
  CONFLICT,
  /** No room is left (disk, quota). Room may be made; a later write may succeed. */
  FULL,
  /** An entry, an append or a snapshot is over {@link CampaignStore#limits()}. */
  TOO_LARGE,
  /** The store's own queue is full. Nothing is broken; write less. */
  OVERLOADED,
  /**
   * The store takes no writes at present, because its medium is read-only or it heals. Try later.
   */
  READ_ONLY,
  /** The store was closed. */
  CLOSED,
  /**
   * The call makes no sense: no entries, positions with a gap, an empty owner. A bug in the caller.
   */
  INVALID,
  /** The store does not offer this; see {@link CampaignStore#capabilities()}. */
  UNSUPPORTED,
  /**
   * The medium holds something that cannot be: damage, a foreign file. Reads and opening say this.
   */
  DAMAGED,
  /** Somebody else holds the store (a second server on the same files). Opening says this. */
  IN_USE,
  /**
   * The medium did not answer (network, I/O). For reads and opening; a write says Unknown instead.
   */
  UNAVAILABLE;

  private final String code = "store-" + name().toLowerCase(Locale.ROOT).replace('_', '-');

  /**
   * The stable error code.
   *
   * @return for example {@code store-read-only}
   */
  public String code() {
    return code;
  }
}
