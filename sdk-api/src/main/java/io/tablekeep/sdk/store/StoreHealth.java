package io.tablekeep.sdk.store;

/**
 * The result of {@link CampaignStore#check}.
 *
 * @param documents documents looked at
 * @param entries entries looked at
 * @param snapshots snapshots looked at
 * @param problems problems reported; 0 means sound as far as a store can see. The meaning of the
 *     bytes (checksums, replay) is the engine's to verify
 */
public record StoreHealth(long documents, long entries, long snapshots, long problems) {

  /**
   * Something wrong, told while the check goes on.
   *
   * @param where what is damaged, as exactly as the store knows: {@code campaign/abc entry 17},
   *     {@code file tablekeep.db page 9}
   * @param message a sentence for a host: what is wrong and what is lost by it
   */
  public record Problem(String where, String message) {}

  /**
   * Whether nothing was found.
   *
   * @return true without problems
   */
  public boolean sound() {
    return problems == 0;
  }
}
