package io.tablekeep.plugin.postgres;

import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.Appended;
import io.tablekeep.sdk.store.Appended.Durable;
import io.tablekeep.sdk.store.Epoch;
import io.tablekeep.sdk.store.StoredEntry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The writing connection. Each method is one statement, which is one transaction: it locks the
 * documents' rows in the order of their names (so that no two statements wait for each other),
 * judges what it finds under the lock, and changes only what the judgement allows. The answer holds
 * when the method returns, for then the commit has.
 *
 * <p>Errors: {@link SqlErrors#isRefused} tells whether nothing was stored.
 */
final class WriteSession extends Session {
  private static final String ONE =
      "WITH found AS (SELECT key, epoch, owner, journal, last FROM documents WHERE name = ?"
          + " FOR NO KEY UPDATE),"
          + " may AS (SELECT key, journal, last FROM found WHERE epoch = ? AND journal > 0)";

  private static final String APPEND =
      "WITH asked AS (SELECT * FROM unnest(?::text[], ?::bigint[], ?::bigint[], ?::bigint[])"
          + " WITH ORDINALITY AS a(name, epoch, after, last, n)),"
          + " found AS (SELECT a.n, d.key, d.epoch, d.owner, d.journal, d.last"
          + " FROM asked a JOIN documents d ON d.name = a.name COLLATE \"C\""
          + " ORDER BY d.name FOR NO KEY UPDATE OF d),"
          + " moved AS (UPDATE documents d SET last = a.last FROM asked a JOIN found f USING (n)"
          + " WHERE d.key = f.key AND f.epoch = a.epoch AND f.last = a.after AND f.journal > 0"
          + " RETURNING a.n, f.journal),"
          + " added AS (INSERT INTO entries(journal, position, body)"
          + " SELECT m.journal, e.position, e.body FROM"
          + " unnest(?::int[], ?::bigint[], ?::bytea[]) AS e(n, position, body)"
          + " JOIN moved m ON m.n = e.n)"
          + " SELECT a.n, m.n IS NOT NULL, f.epoch, f.owner, f.journal, f.last"
          + " FROM asked a LEFT JOIN found f USING (n) LEFT JOIN moved m USING (n)";

  private static final String ACQUIRE =
      "INSERT INTO documents AS d (name, epoch, owner, journal, last)"
          + " SELECT a.name, 1, a.owner, nextval('journals'), 0"
          + " FROM unnest(?::text[], ?::text[]) AS a(name, owner) ORDER BY a.name COLLATE \"C\""
          + " ON CONFLICT (name) DO UPDATE SET epoch = d.epoch + 1, owner = excluded.owner,"
          + " journal = CASE d.journal WHEN 0 THEN excluded.journal ELSE d.journal END"
          + " RETURNING d.name, d.epoch";

  private static final String SPEND =
      "WITH asked AS (SELECT * FROM unnest(?::text[], ?::bigint[]) AS a(name, epoch)),"
          + " found AS (SELECT d.key FROM asked a JOIN documents d"
          + " ON d.name = a.name COLLATE \"C\" AND d.epoch = a.epoch"
          + " ORDER BY d.name FOR NO KEY UPDATE OF d)"
          + " UPDATE documents d SET epoch = d.epoch + 1,"
          + " owner = 'nobody, after a write of unknown outcome,' FROM found f, asked a"
          + " WHERE d.key = f.key AND a.name COLLATE \"C\" = d.name AND a.epoch = d.epoch";

  private static final String FIRST_PART =
      "WITH may AS (SELECT 1 FROM documents WHERE name = ? AND epoch = ? AND journal > 0"
          + " AND last >= ?),"
          + " up AS (INSERT INTO uploads(begun) SELECT now() FROM may RETURNING id),"
          + " body AS (INSERT INTO parts(snapshot, part, body) SELECT id, 0, ? FROM up)"
          + " SELECT id FROM up";

  private static final String NEXT_PART = "INSERT INTO parts(snapshot, part, body) VALUES(?, ?, ?)";

  /** When it may not be, its parts go in the same statement. */
  private static final String FINISH =
      ONE
          + ", sent AS (DELETE FROM uploads WHERE id = ? RETURNING id),"
          + " up AS (SELECT sent.id, may.journal FROM sent, may WHERE may.last >= ?),"
          + " old AS (DELETE FROM snapshots s USING up WHERE s.journal = up.journal"
          + " AND s.position = ? RETURNING s.id),"
          + " gone AS (DELETE FROM parts p USING old WHERE p.snapshot = old.id),"
          + " vain AS (DELETE FROM parts p USING sent WHERE p.snapshot = sent.id"
          + " AND NOT EXISTS (SELECT 1 FROM up)),"
          + " made AS (INSERT INTO snapshots(id, journal, position, size, meta)"
          + " SELECT up.id, up.journal, ?, ?, ? FROM up)"
          + " SELECT (SELECT count(*) FROM up), epoch, owner, journal, last FROM found";

  private static final String DROP =
      ONE
          + ", old AS (DELETE FROM snapshots s USING may WHERE s.journal = may.journal"
          + " AND s.position < ? RETURNING s.id),"
          + " gone AS (DELETE FROM parts p USING old WHERE p.snapshot = old.id)"
          + " SELECT 0, epoch, owner, journal, last FROM found";

  private static final String DELETE =
      ONE
          + ", doom AS (INSERT INTO doomed(journal) SELECT journal FROM may),"
          + " gone AS (UPDATE documents d SET journal = 0, last = 0 FROM may"
          + " WHERE d.key = may.key)"
          + " SELECT 0, epoch, owner, journal, last FROM found";

  WriteSession(Connection connection) {
    super(connection);
  }

  /** Appends, of distinct documents; what became of each, in their order. */
  List<Appended> append(List<Round.Chain> chains) throws SQLException {
    int documents = chains.size();
    String[] names = new String[documents];
    long[] epochs = new long[documents];
    long[] afters = new long[documents];
    long[] lasts = new long[documents];
    int entries = 0;
    for (int i = 0; i < documents; i++) {
      Round.Chain chain = chains.get(i);
      names[i] = chain.id.toString();
      epochs[i] = chain.epoch.value();
      afters[i] = chain.after;
      lasts[i] = chain.last;
      entries += (int) (chain.last - chain.after);
    }
    int[] numbers = new int[entries];
    long[] positions = new long[entries];
    byte[][] bodies = new byte[entries][];
    int at = 0;
    for (int i = 0; i < documents; i++) {
      for (Work.Append append : chains.get(i).appends) {
        for (StoredEntry entry : append.entries) {
          numbers[at] = i + 1;
          positions[at] = entry.position();
          bodies[at++] = entry.bytes();
        }
      }
    }
    Appended[] answers = new Appended[documents];
    try (ResultSet row =
        sql(APPEND, names, epochs, afters, lasts, numbers, positions, bodies).executeQuery()) {
      while (row.next()) {
        int i = (int) row.getLong(1) - 1;
        answers[i] =
            row.getBoolean(2) ? new Durable(lasts[i]) : Verdict.of(row, 3).refused(chains.get(i));
      }
    }
    return Arrays.asList(answers);
  }

  /** Takes documents, distinct ones, over; the epoch of each. */
  Map<DocumentId, Long> acquire(List<Work.Acquire> acquires) throws SQLException {
    String[] names = new String[acquires.size()];
    String[] owners = new String[acquires.size()];
    for (int i = 0; i < names.length; i++) {
      names[i] = acquires.get(i).id.toString();
      owners[i] = Texts.kept(acquires.get(i).owner);
    }
    Map<DocumentId, Long> epochs = new HashMap<>();
    try (ResultSet row = sql(ACQUIRE, names, owners).executeQuery()) {
      while (row.next()) {
        epochs.put(DocumentId.parse(String.valueOf(row.getString(1))), row.getLong(2));
      }
    }
    return epochs;
  }

  /** After an unknown outcome: nobody may go on with these epochs. */
  void spend(Map<DocumentId, Epoch> epochs) throws SQLException {
    if (epochs.isEmpty()) {
      return;
    }
    String[] names = new String[epochs.size()];
    long[] values = new long[epochs.size()];
    int i = 0;
    for (Map.Entry<DocumentId, Epoch> each : epochs.entrySet()) {
      names[i] = each.getKey().toString();
      values[i++] = each.getValue().value();
    }
    sql(SPEND, names, values).executeUpdate();
  }

  /** Sends the next part, or puts the snapshot into effect; empty as long as parts are missing. */
  Optional<Appended> send(Work.Put put) throws SQLException {
    if (put.written == put.parts()) {
      return Optional.of(finish(put));
    }
    byte[] all = put.snapshot.bytes();
    int from = put.written * Work.Put.PART;
    int to = (int) Math.min(all.length, from + (long) Work.Put.PART);
    byte[] part = to - from == all.length ? all : Arrays.copyOfRange(all, from, to);
    if (put.written > 0) {
      sql(NEXT_PART, put.upload, put.written, part).executeUpdate();
    } else {
      long position = put.snapshot.position();
      try (ResultSet row =
          sql(FIRST_PART, put.id.toString(), put.epoch.value(), position, part).executeQuery()) {
        put.upload = row.next() ? row.getLong(1) : 0;
      }
      if (put.upload == 0) {
        return Optional.of(look(put.id).refused(put));
      }
    }
    put.written++;
    return Optional.empty();
  }

  private Appended finish(Work.Put put) throws SQLException {
    long position = put.snapshot.position();
    PreparedStatement finish =
        sql(
            FINISH,
            put.id.toString(),
            put.epoch.value(),
            put.upload,
            position,
            position,
            position,
            (long) put.snapshot.bytes().length,
            Texts.kept(put.snapshot.meta()));
    try (ResultSet row = finish.executeQuery()) {
      if (!row.next()) {
        return Verdict.NEVER.refused(put);
      }
      Verdict found = Verdict.of(row, 2);
      return row.getLong(1) > 0 ? new Durable(found.last()) : found.refused(put);
    }
  }

  private Verdict look(DocumentId id) throws SQLException {
    try (ResultSet row =
        sql("SELECT " + Verdict.COLUMNS + " FROM documents WHERE name = ?", id.toString())
            .executeQuery()) {
      return row.next() ? Verdict.of(row, 1) : Verdict.NEVER;
    }
  }

  Appended drop(Work.Drop drop) throws SQLException {
    return judge(drop, sql(DROP, drop.id.toString(), drop.epoch.value(), drop.below));
  }

  Appended delete(Work.Delete delete) throws SQLException {
    return judge(delete, sql(DELETE, delete.id.toString(), delete.epoch.value()));
  }

  private static Appended judge(Work.Fenced work, PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      Verdict found = row.next() ? Verdict.of(row, 2) : Verdict.NEVER;
      Optional<Appended.Rejected> fenced = found.fenced(work.id, work.epoch);
      return fenced.isPresent() ? fenced.get() : new Durable(found.last());
    }
  }

  /** Removes some rows that nobody finds any more; false when there are none left. */
  boolean sweep() throws SQLException {
    List<String> steps = new ArrayList<>();
    steps.add(
        "WITH one AS (SELECT journal FROM doomed ORDER BY journal LIMIT 1"
            + " FOR UPDATE SKIP LOCKED), few AS (SELECT e.journal, e.position FROM entries e"
            + " JOIN one USING (journal) LIMIT 2000)"
            + " DELETE FROM entries e USING few s"
            + " WHERE e.journal = s.journal AND e.position = s.position");
    steps.add(
        "WITH one AS (SELECT journal FROM doomed ORDER BY journal LIMIT 1"
            + " FOR UPDATE SKIP LOCKED), s AS (DELETE FROM snapshots USING one"
            + " WHERE snapshots.journal = one.journal RETURNING id),"
            + " p AS (DELETE FROM parts USING s WHERE parts.snapshot = s.id)"
            + " DELETE FROM doomed USING one WHERE doomed.journal = one.journal"
            + " AND NOT EXISTS (SELECT 1 FROM entries e WHERE e.journal = one.journal)");
    steps.add(
        "WITH old AS (DELETE FROM uploads WHERE id IN (SELECT id FROM uploads"
            + " WHERE begun < now() - interval '1 day' LIMIT 1 FOR UPDATE SKIP LOCKED)"
            + " RETURNING id) DELETE FROM parts USING old WHERE parts.snapshot = old.id");
    int gone = 0;
    for (String step : steps) {
      gone += sql(step).executeUpdate();
    }
    return gone > 0;
  }

  /** Bytes of all tables and indexes. */
  long usedBytes() throws SQLException {
    try (ResultSet row =
        sql("SELECT coalesce(sum(pg_total_relation_size(oid)), 0) FROM pg_class"
                + " WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'")
            .executeQuery()) {
      return row.next() ? row.getLong(1) : -1;
    }
  }
}
