package io.tablekeep.engine.journal.recovery;

import io.tablekeep.engine.journal.entry.Damage;
import io.tablekeep.sdk.state.DocumentId;
import java.util.List;

/**
 * What reading a whole journal has shown.
 *
 * @param document whose journal
 * @param entries entries that were replayed
 * @param bytes text of these
 * @param version version of the last entry
 * @param snapshots snapshots that were compared
 * @param sha256 hash of the replayed document in canonical form, lower-case hexadecimal
 * @param damages what is wrong, in order of position; at most {@value #MAX_DAMAGES}
 */
public record Verification(
    DocumentId document,
    long entries,
    long bytes,
    long version,
    int snapshots,
    String sha256,
    List<Damage> damages) {
  /** How many damages are listed. */
  public static final int MAX_DAMAGES = 100;

  /**
   * Copies the list.
   *
   * @param document whose journal
   * @param entries entries that were replayed
   * @param bytes text of these
   * @param version version of the last entry
   * @param snapshots snapshots that were compared
   * @param sha256 hash of the replayed document in canonical form, lower-case hexadecimal
   * @param damages what is wrong, in order of position; at most {
   */
  public Verification {
    damages = List.copyOf(damages);
  }

  /**
   * Whether nothing is wrong.
   *
   * @return true without damages
   */
  public boolean sound() {
    return damages.isEmpty();
  }
}
