package io.tablekeep.plugin.postgres;

import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.Appended.Rejected;
import io.tablekeep.sdk.store.Epoch;
import io.tablekeep.sdk.store.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A document as a statement found it under its lock: why a write was refused, or where it ended.
 *
 * @param epoch the newest one; 0 when nobody ever acquired it
 * @param owner who has it
 * @param journal number of its journal; 0 when it was deleted
 * @param last its last position
 */
record Verdict(long epoch, String owner, long journal, long last) {
  static final String COLUMNS = "epoch, owner, journal, last";
  static final Verdict NEVER = new Verdict(0, "", 0, 0);

  /** Reads {@link #COLUMNS} from a column on. */
  static Verdict of(ResultSet row, int column) throws SQLException {
    String owner = row.getString(column + 1);
    return new Verdict(
        row.getLong(column),
        owner == null ? "" : Texts.told(owner),
        row.getLong(column + 2),
        row.getLong(column + 3));
  }

  /** Why this epoch may not write; empty when it may. */
  Optional<Rejected> fenced(DocumentId id, Epoch asked) {
    long value = asked.value();
    if (value == epoch && journal > 0) {
      return Optional.empty();
    }
    String why =
        value > epoch
            ? id + " was never acquired with epoch " + value + "."
            : value < epoch
                ? id + " belongs to " + owner + " since epoch " + epoch + "."
                : id + " was deleted with epoch " + value + ".";
    return Optional.of(new Rejected(Refusal.FENCED, why));
  }

  /** Why an append was not taken. */
  Rejected refused(Round.Chain chain) {
    return fenced(chain.id, chain.epoch)
        .orElseGet(
            () ->
                new Rejected(
                    Refusal.CONFLICT,
                    chain.id + " ends at " + last + ", not at " + chain.after + "."));
  }

  /** Why a snapshot was not taken. */
  Rejected refused(Work.Put put) {
    return fenced(put.id, put.epoch)
        .orElseGet(
            () ->
                new Rejected(
                    Refusal.CONFLICT,
                    last < put.snapshot.position()
                        ? put.id + " ends at " + last + ", before " + put.snapshot.position() + "."
                        : put.id + " took so long to send its snapshot that it was swept away."));
  }
}
