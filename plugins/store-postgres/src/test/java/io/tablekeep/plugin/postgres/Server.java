package io.tablekeep.plugin.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A real PostgreSQL in a folder of its own, which can be killed, frozen and started again. */
final class Server implements AutoCloseable {
  private static final AtomicInteger SCHEMAS = new AtomicInteger();
  private static @Nullable Server shared;

  private final Path folder;
  private final int port;
  private EmbeddedPostgres postgres;

  private Server(Path folder, Map<String, String> settings) throws IOException {
    this.folder = folder;
    postgres = start(folder, 0, settings);
    port = postgres.getPort();
  }

  /** One of its own. */
  static Server in(Path folder) throws IOException {
    return new Server(folder, Map.of());
  }

  /** One of its own that is told something. */
  static Server in(Path folder, Map<String, String> settings) throws IOException {
    return new Server(folder, settings);
  }

  /** The one that all tests share which do it no harm; ends with this process. */
  static synchronized Server shared() throws IOException {
    if (shared == null) {
      Path folder = Path.of("target/postgres");
      remove(folder);
      shared = new Server(Files.createDirectories(folder), Map.of());
    }
    return Objects.requireNonNull(shared);
  }

  private static void remove(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  private static EmbeddedPostgres start(Path folder, int port, Map<String, String> settings)
      throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(folder.resolve("data"))
            .setCleanDataDirectory(false)
            .setPGStartupWait(Duration.ofSeconds(60))
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "off") // the store must not rely on it
            .setServerConfig("full_page_writes", "on")
            .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
            .setErrorRedirector(ProcessBuilder.Redirect.DISCARD);
    Map<String, String> all = new HashMap<>(settings);
    all.forEach(builder::setServerConfig);
    return port == 0 ? builder.start() : builder.setPort(port).start();
  }

  /** A schema that nobody uses yet. */
  static String newSchema() {
    return "s" + SCHEMAS.incrementAndGet();
  }

  String location() {
    return location("postgres", "postgres");
  }

  String location(String user, String password) {
    return "//" + user + ":" + password + "@localhost:" + port + "/postgres";
  }

  PostgresStore open(String schema) {
    return PostgresStore.open(location(), Map.of("schema", schema));
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://localhost:" + port + "/postgres", "postgres", "postgres");
  }

  void execute(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement sql = connection.createStatement()) {
      for (String statement : statements) {
        sql.execute(statement);
      }
    }
  }

  String ask(String query) throws SQLException {
    try (Connection connection = connect();
        Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery(query)) {
      return row.next() ? String.valueOf(row.getString(1)) : "";
    }
  }

  private ProcessHandle postmaster() throws IOException {
    long pid = Long.parseLong(Files.readAllLines(folder.resolve("data/postmaster.pid")).get(0));
    return ProcessHandle.of(pid).orElseThrow();
  }

  /** The server and all of its processes. */
  private List<ProcessHandle> processes() throws IOException {
    ProcessHandle postmaster = postmaster();
    List<ProcessHandle> all = new ArrayList<>(List.of(postmaster));
    all.addAll(postmaster.descendants().toList());
    return all;
  }

  /** CPU time of all of its processes that are still there. */
  long cpuNanos() throws IOException {
    long sum = 0;
    for (ProcessHandle each : processes()) {
      sum += each.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }
    return sum;
  }

  /** kill -9 for all of its processes. */
  void kill() throws Exception {
    List<ProcessHandle> all = processes();
    all.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle each : all) {
      each.onExit().get(30, TimeUnit.SECONDS);
    }
  }

  /** kill -STOP for all of its processes. */
  void freeze() throws Exception {
    signal("-STOP");
  }

  /** kill -CONT for all of its processes. */
  void thaw() throws Exception {
    signal("-CONT");
  }

  private void signal(String name) throws Exception {
    List<String> command = new ArrayList<>(List.of("kill", name));
    processes().forEach(each -> command.add(Long.toString(each.pid())));
    new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  /** After a kill: the same folder, the same port. */
  void restart() throws IOException {
    postgres.close();
    postgres = start(folder, port, Map.of());
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
