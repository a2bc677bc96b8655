package io.tablekeep.plugin.sqlite;

import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.Appended;
import io.tablekeep.sdk.store.Appended.Rejected;
import io.tablekeep.sdk.store.Epoch;
import io.tablekeep.sdk.store.Refusal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The writing side of the file: transactions, who may write to which document, and what is last in
 * it. Belongs to the writer's thread.
 *
 * <p>Epochs and last positions are remembered between transactions. That is as good as reading them
 * each time because SQLite's {@code data_version}, asked within each transaction, says whether
 * anybody else has changed the file; then all is read anew.
 */
final class Ledger implements AutoCloseable {
  private static final int REMEMBERED = 10_000;

  /** What is known of a document. A journal number of 0: deleted, or never acquired. */
  static final class Doc {
    final DocumentId id;
    long key;
    long epoch;
    String owner = "";
    long journal;
    long last;

    Doc(DocumentId id) {
      this.id = id;
    }
  }

  private final Map<DocumentId, Doc> docs =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<DocumentId, Doc> eldest) {
          return size() > REMEMBERED;
        }
      };

  final Rows rows;
  final Parts parts;
  private final Statements sql;
  private final PreparedStatement begin;
  private final PreparedStatement version;
  private final PreparedStatement commit;
  private final PreparedStatement find;
  private final PreparedStatement last;
  private final PreparedStatement create;
  private final PreparedStatement update;
  private final PreparedStatement journals;
  private final PreparedStatement doom;
  private long journalCount;
  private int seenVersion;
  private boolean changed;

  Ledger(Connection connection) throws SQLException {
    sql = new Statements(connection);
    rows = new Rows(sql);
    parts = new Parts(sql);
    begin = sql.prepare("BEGIN IMMEDIATE");
    version = sql.prepare("PRAGMA data_version");
    commit = sql.prepare("COMMIT");
    find = sql.prepare("SELECT key, epoch, owner, journal FROM documents WHERE name = ?");
    last =
        sql.prepare(
            "SELECT p.position, e.position FROM places p"
                + " LEFT JOIN entries e ON e.seq = p.seq AND e.journal = p.journal"
                + " WHERE p.journal = ? ORDER BY p.position DESC LIMIT 1");
    create = sql.prepare("INSERT INTO documents(name, epoch, owner, journal) VALUES(?, 0, '', 0)");
    update = sql.prepare("UPDATE documents SET epoch = ?, owner = ?, journal = ? WHERE key = ?");
    journals = sql.prepare("UPDATE state SET journals = ?");
    doom = sql.prepare("INSERT INTO doomed VALUES(?)");
    load();
  }

  private void load() throws SQLException {
    docs.clear();
    journalCount = Database.longNumber(sql.connection(), "SELECT journals FROM state");
    seenVersion = dataVersion();
  }

  private int dataVersion() throws SQLException {
    try (ResultSet row = version.executeQuery()) {
      return row.next() ? row.getInt(1) : -1;
    }
  }

  void begin() throws SQLException {
    begin.execute();
    changed = false;
    if (dataVersion() != seenVersion) {
      rows.load();
      load();
    }
  }

  /** Whether this transaction has written anything yet. */
  boolean isChanged() {
    return changed;
  }

  /** Writes what is gathered; after this only {@link #commit} is missing. */
  void flush() throws SQLException {
    rows.flush();
    if (rows.tailLength() >= Rows.TAIL) {
      rows.place();
    }
  }

  void commit() throws SQLException {
    commit.execute();
  }

  /**
   * After a failure: undoes the transaction. This ledger is spent; the new one has read all anew.
   */
  Ledger renewed() throws SQLException {
    sql.rollback();
    return new Ledger(sql.connection());
  }

  private Doc doc(DocumentId id) throws SQLException {
    Doc doc = docs.get(id);
    if (doc == null) {
      doc = new Doc(id);
      read(doc);
      docs.put(id, doc);
    }
    return doc;
  }

  private void read(Doc doc) throws SQLException {
    find.setString(1, doc.id.toString());
    try (ResultSet row = find.executeQuery()) {
      if (!row.next()) {
        return;
      }
      doc.key = row.getLong(1);
      doc.epoch = row.getLong(2);
      doc.owner = row.getString(3);
      doc.journal = row.getLong(4);
    }
    doc.last = rows.lastInTail(doc.journal);
    if (doc.last == 0 && doc.journal > 0) {
      last.setLong(1, doc.journal);
      try (ResultSet row = last.executeQuery()) {
        if (row.next()) {
          doc.last = row.getLong(1);
          if (row.getLong(2) != doc.last) {
            throw new SQLException(
                doc.id + " is damaged: its last entry " + doc.last + " is missing", "", 11);
          }
        }
      }
    }
  }

  long acquire(DocumentId id, String owner) throws SQLException {
    changed = true;
    Doc doc = doc(id);
    if (doc.key == 0) {
      create.setString(1, id.toString());
      create.executeUpdate();
      find.setString(1, id.toString());
      try (ResultSet row = find.executeQuery()) {
        row.next();
        doc.key = row.getLong(1);
      }
    }
    if (doc.journal == 0) {
      doc.journal = ++journalCount;
      journals.setLong(1, journalCount);
      journals.executeUpdate();
    }
    doc.epoch++;
    doc.owner = owner;
    save(doc);
    return doc.epoch;
  }

  private void save(Doc doc) throws SQLException {
    update.setLong(1, doc.epoch);
    update.setString(2, doc.owner);
    update.setLong(3, doc.journal);
    update.setLong(4, doc.key);
    update.executeUpdate();
  }

  /** Why this epoch may not write; empty when it may. */
  Optional<Rejected> fenced(DocumentId id, Epoch epoch) throws SQLException {
    Doc doc = doc(id);
    if (epoch.value() == doc.epoch && doc.journal > 0) {
      return Optional.empty();
    }
    String why =
        epoch.value() > doc.epoch
            ? id + " was never acquired with epoch " + epoch.value() + "."
            : epoch.value() < doc.epoch
                ? id + " belongs to " + doc.owner + " since epoch " + doc.epoch + "."
                : id + " was deleted with epoch " + epoch.value() + ".";
    return Optional.of(new Rejected(Refusal.FENCED, why));
  }

  long last(DocumentId id) throws SQLException {
    return doc(id).last;
  }

  long journal(DocumentId id) throws SQLException {
    return doc(id).journal;
  }

  Appended append(Work.Append work) throws SQLException {
    Doc doc = doc(work.id);
    if (work.after != doc.last) {
      return new Rejected(
          Refusal.CONFLICT, work.id + " ends at " + doc.last + ", not at " + work.after + ".");
    }
    changed = true;
    rows.add(doc.journal, work.entries);
    doc.last += work.entries.size();
    return new Appended.Durable(doc.last);
  }

  long delete(DocumentId id) throws SQLException {
    changed = true;
    Doc doc = doc(id);
    doom.setLong(1, doc.journal);
    doom.executeUpdate();
    long before = doc.last;
    doc.journal = 0;
    doc.last = 0;
    save(doc);
    return before;
  }

  void touch() {
    changed = true;
  }

  /**
   * In a transaction of its own: after an unknown outcome nobody may go on with these documents'
   * epochs.
   */
  void spend(Collection<DocumentId> ids) throws SQLException {
    begin();
    for (DocumentId id : ids) {
      Doc doc = doc(id);
      if (doc.key > 0) {
        doc.epoch++;
        doc.owner = "nobody, after a write of unknown outcome,";
        save(doc);
      }
    }
    commit();
  }

  Connection connection() {
    return sql.connection();
  }

  @Override
  public void close() throws SQLException {
    sql.connection().close();
  }
}
