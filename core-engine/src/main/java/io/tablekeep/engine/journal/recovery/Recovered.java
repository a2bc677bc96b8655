package io.tablekeep.engine.journal.recovery;

import io.tablekeep.engine.journal.entry.Damage;
import io.tablekeep.engine.state.JsonObject;
import java.time.Instant;
import java.util.List;

/**
 * A document as it came back from its journal.
 *
 * @param version its version; 0 when there is no entry yet
 * @param root the document; empty at version 0
 * @param time time of the last entry, the epoch of 1970 at version 0
 * @param snapshot version of the snapshot it was read from; 0 when from the first entry
 * @param replayed how many entries were replayed on top
 * @param damages what was found wrong and passed over: damaged snapshots, ids that ran twice
 */
public record Recovered(
    long version,
    JsonObject root,
    Instant time,
    long snapshot,
    long replayed,
    List<Damage> damages) {
  /**
   * Copies the list.
   *
   * @param version its version; 0 when there is no entry yet
   * @param root the document; empty at version 0
   * @param time time of the last entry, the epoch of 1970 at version 0
   * @param snapshot version of the snapshot it was read from; 0 when from the first entry
   * @param replayed how many entries were replayed on top
   * @param damages what was found wrong and passed over: damaged snapshots, ids that ran twice
   */
  public Recovered {
    damages = List.copyOf(damages);
  }

  /**
   * The same with another form of the same document, such as a packed one.
   *
   * @param equal an equal document
   * @return what came back, holding that
   */
  public Recovered with(JsonObject equal) {
    return new Recovered(version, equal, time, snapshot, replayed, damages);
  }
}
