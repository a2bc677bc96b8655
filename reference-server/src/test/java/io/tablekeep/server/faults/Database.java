package io.tablekeep.server.faults;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL that can be killed and started again, and notes beside each entry from which address
 * it came: what no server can say wrongly of itself.
 */
final class Database implements AutoCloseable {
  private static final String WITNESS =
      "CREATE TABLE IF NOT EXISTS public.witness(journal bigint, position bigint, writer text,"
          + " PRIMARY KEY (journal, position));"
          + " CREATE OR REPLACE FUNCTION public.note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
          + " INSERT INTO public.witness VALUES (NEW.journal, NEW.position,"
          + " coalesce(host(inet_client_addr()), 'local')) ON CONFLICT (journal, position) DO UPDATE"
          + " SET writer = excluded.writer; RETURN NEW; END $$;"
          + " CREATE OR REPLACE TRIGGER witness AFTER INSERT OR UPDATE ON faults.entries"
          + " FOR EACH ROW EXECUTE FUNCTION public.note()";
  private final Path folder;
  private final Path access;
  private EmbeddedPostgres postgres;
  private final int port;

  Database(Path folder) throws IOException {
    this.folder = folder;
    access =
        Files.writeString(
            folder.resolve("access.conf"),
            "local all all trust\nhost all all 0.0.0.0/0 trust\nhost all all ::/0 trust\n");
    postgres = start(0);
    port = postgres.getPort();
  }

  private EmbeddedPostgres start(int at) throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(folder.resolve("database"))
            .setCleanDataDirectory(false)
            .setPGStartupWait(Duration.ofSeconds(60))
            .setServerConfig("listen_addresses", "*")
            .setServerConfig("hba_file", access.toString())
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "off") // the store must not rely on it
            .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
            .setErrorRedirector(ProcessBuilder.Redirect.DISCARD);
    return at == 0 ? builder.start() : builder.setPort(at).start();
  }

  String url(String scheme, String host) {
    return scheme + "://postgres:postgres@" + host + ":" + port + "/postgres?schema=faults";
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", "postgres");
  }

  /** Begins to note who writes; the tables must be there. */
  void watch() throws SQLException {
    try (Connection connection = connect();
        Statement sql = connection.createStatement()) {
      sql.execute(WITNESS);
    }
  }

  /** The journal of a campaign as it is kept, in order of positions. */
  List<Journals.Line> journal(String campaign) throws SQLException {
    String query =
        "SELECT e.position, e.body, coalesce(w.writer, '?') FROM faults.documents d"
            + " JOIN faults.entries e USING (journal) LEFT JOIN public.witness w"
            + " ON w.journal = e.journal AND w.position = e.position WHERE d.name = ?"
            + " ORDER BY e.position";
    try (Connection connection = connect();
        var sql = connection.prepareStatement(query)) {
      sql.setString(1, "campaign/" + campaign);
      List<Journals.Line> lines = new ArrayList<>();
      try (ResultSet rows = sql.executeQuery()) {
        while (rows.next()) {
          String body = new String(rows.getBytes(2), StandardCharsets.UTF_8);
          lines.add(new Journals.Line(rows.getLong(1), rows.getString(3), body));
        }
      }
      return lines;
    }
  }

  /** {@code kill -9} for all of its processes. */
  void kill() throws Exception {
    long pid = Long.parseLong(Files.readAllLines(folder.resolve("database/postmaster.pid")).get(0));
    ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
    List<ProcessHandle> all = new ArrayList<>(List.of(postmaster));
    all.addAll(postmaster.descendants().toList());
    all.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle each : all) {
      each.onExit().get(30, TimeUnit.SECONDS);
    }
  }

  /** After a kill: the same data, the same port. */
  void restart() throws IOException {
    postgres.close();
    postgres = start(port);
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
