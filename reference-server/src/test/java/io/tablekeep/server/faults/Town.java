package io.tablekeep.server.faults;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tablekeep.server.ledgers.Checker;
import io.tablekeep.server.ledgers.Ledger;
import io.tablekeep.server.ledgers.Written;
import io.tablekeep.server.torture.Effort;
import io.tablekeep.server.torture.Folder;
import io.tablekeep.server.torture.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Runs of a cluster that stays warm between them: tables, faults, ledgers, a verdict. */
final class Town implements AutoCloseable {
  private static final int TABLES = 3;
  private static final int PATIENCE_SECONDS = 30;

  /** A line that was dead for a while is given up by then, or works again. */
  private static final int NOTICED_MILLIS = 4_500;

  private static final long SOON_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final Path folder;
  private final Cluster.Mode mode;
  private final Cluster cluster;
  private int runs;

  Town(Cluster.Mode mode) throws Exception {
    this.mode = mode;
    folder = Folder.fresh("faults-" + mode.name().toLowerCase(java.util.Locale.ROOT));
    cluster = new Cluster(folder, mode);
  }

  /** A table whose tokens everyone sees. */
  static ObjectNode document(String id) {
    ObjectNode document = Json.object();
    document.put("id", id).put("schema", 1);
    document
        .putObject("campaign")
        .put("name", "Torn")
        .put("gm", "gm")
        .put("createdAt", "2025-01-01T00:00:00Z");
    ObjectNode participants = document.putObject("participants");
    participants.putObject("gm").put("name", "Maren").put("role", "gm");
    ObjectNode actors = document.putObject("actors");
    ObjectNode map = document.putObject("maps").putObject("hall");
    map.put("name", "A hall")
        .set("grid", Json.parse("{\"type\":\"square\",\"wide\":10,\"high\":10,\"cellPixels\":64}"));
    ObjectNode tokens = map.putObject("tokens");
    double x = 2.5;
    for (String seat : Journals.SEATS) {
      participants.putObject(seat).put("name", seat).put("role", "player");
      actors
          .putObject("of-" + seat)
          .put("name", "Hero of " + seat)
          .put("type", "character")
          .put("owner", seat);
      tokens.putObject("of-" + seat).put("actor", "of-" + seat).put("x", x++).put("y", 3.5);
    }
    document
        .putObject("currentSession")
        .put("id", "s1")
        .put("number", 1)
        .put("active", true)
        .put("map", "hall")
        .put("startedAt", "2025-01-01T00:00:00Z");
    return document;
  }

  /** One run with faults drawn from a seed; gives what was found. */
  List<String> run(long seed) throws Exception {
    SplittableRandom chance = new SplittableRandom(seed);
    List<Fault> possible = Fault.possible(cluster);
    List<Fault> faults = new ArrayList<>();
    // On disks of their own the cluster has to be whole again after each.
    int many = mode == Cluster.Mode.DISKS ? chance.nextInt(1, 3) : chance.nextInt(2, 5);
    for (int i = many; i > 0; i--) {
      faults.add(possible.get(chance.nextInt(possible.size())));
    }
    return run(seed, faults, chance);
  }

  /** One run with these faults. */
  List<String> run(long seed, List<Fault> faults, SplittableRandom chance) throws Exception {
    Evening evening = new Evening(chance);
    List<String> done = new ArrayList<>();
    List<String> findings = new ArrayList<>();
    try {
      for (Fault fault : faults) {
        Node victim = victim(evening.tables, chance);
        done.add(fault + "@" + victim.name);
        fault.hurt(cluster, victim, chance.split());
        if (mode == Cluster.Mode.DISKS) {
          // The promise is of one node at a time, in a cluster that was whole.
          cluster.heal();
          Cluster.sleep(NOTICED_MILLIS);
          cluster.awaitWhole(60);
        } else {
          Cluster.sleep(chance.nextInt(0, 1_000));
        }
      }
      cluster.heal();
      cluster.awaitWhole(60);
      finish(evening.clients, findings);
    } catch (IOException | AssertionError e) {
      findings.add(e.toString());
      cluster.heal();
    }
    evening.end();
    judge(seed, done, evening, findings);
    return findings;
  }

  /**
   * One run in which the owner of some table is hurt again and again.
   *
   * @return what was found; how long each table waited whose owner was hurt is added to {@code
   *     waits}, in milliseconds between the accepted actions before and after
   */
  List<String> run(long seed, Fault fault, int times, List<Long> waits) throws Exception {
    SplittableRandom chance = new SplittableRandom(seed);
    Evening evening = new Evening(chance);
    List<String> findings = new ArrayList<>();
    Map<Long, List<String>> hurt = new TreeMap<>();
    for (int i = 0; i < times; i++) {
      Cluster.sleep(1_000);
      Node victim = cluster.node(i % cluster.size());
      List<String> its =
          evening.tables.stream()
              .filter(table -> cluster.ownerOf(table).equals(victim.name))
              .toList();
      hurt.put(System.nanoTime(), its);
      fault.hurt(cluster, victim, chance.split());
      cluster.heal();
      cluster.awaitWhole(60);
      Cluster.sleep(NOTICED_MILLIS);
    }
    finish(evening.clients, findings);
    evening.end();
    hurt.forEach((at, tables) -> tables.forEach(each -> waits.add(evening.wait(each, at))));
    judge(seed, List.of(times + " " + fault), evening, findings);
    return findings;
  }

  /** Tables, and people who play at them from now on. */
  private final class Evening {
    final long began = System.nanoTime();
    final List<Client> clients = new ArrayList<>();
    final List<String> tables = new ArrayList<>();

    Evening(SplittableRandom chance) throws IOException {
      runs++;
      for (int i = 0; i < TABLES; i++) {
        String table = "t" + runs + "-" + i;
        tables.add(table);
        Map<String, String> tokens = cluster.table(table, i);
        List<String> seats = new ArrayList<>(List.of("gm"));
        seats.addAll(Journals.SEATS.subList(0, 3));
        for (String seat : seats) {
          String token = String.valueOf(tokens.get(seat));
          clients.add(new Client(cluster, table, seat, seat + "-" + i, token, chance.nextLong()));
        }
      }
      Cluster.sleep(800);
    }

    void end() throws InterruptedException {
      for (Client each : clients) {
        each.leave();
      }
    }

    List<Ledger> ledgers(String table) {
      return clients.stream().filter(c -> c.table.equals(table)).map(Client::ledger).toList();
    }

    /** The longest time without an accepted action soon after a moment, in milliseconds. */
    long wait(String table, long at) {
      List<Long> acks = acks(ledgers(table));
      long longest = 0;
      for (int i = 1; i < acks.size(); i++) {
        boolean soon = acks.get(i) - at > 0 && acks.get(i - 1) - at < SOON_NANOS;
        longest = soon ? Math.max(longest, acks.get(i) - acks.get(i - 1)) : longest;
      }
      return TimeUnit.NANOSECONDS.toMillis(longest);
    }
  }

  /** Mostly one that has a table. */
  private Node victim(List<String> tables, SplittableRandom chance) {
    String owner = cluster.ownerOf(tables.get(chance.nextInt(tables.size())));
    int other = chance.nextInt(cluster.size());
    boolean any = chance.nextInt(4) == 0;
    return cluster.nodes().stream()
        .filter(each -> !any && each.name.equals(owner))
        .findFirst()
        .orElse(cluster.node(other));
  }

  private static void finish(List<Client> clients, List<String> findings) {
    clients.forEach(Client::rest);
    await(clients, "takes no action again", findings);
    clients.forEach(Client::askAgain);
    await(clients, "tells no receipt again", findings);
  }

  private static void await(List<Client> clients, String what, List<String> findings) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    for (Client each : clients) {
      while (!each.waiting().isEmpty() && System.nanoTime() - until < 0) {
        Cluster.sleep(20);
      }
      if (!each.waiting().isEmpty()) {
        findings.add(each.table + ' ' + what + ": " + each.waiting() + ' ' + each.errors());
      }
    }
  }

  private void judge(long seed, List<String> done, Evening evening, List<String> findings)
      throws Exception {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - evening.began);
    List<Client> clients = evening.clients;
    long acked = 0;
    long gap = 0;
    for (String table : evening.tables) {
      List<Ledger> ledgers = evening.ledgers(table);
      List<Written> journal = Journals.read(journal(table, findings));
      findings.addAll(Checker.check(journal, ledgers));
      List<Long> acks = acks(ledgers);
      acked += acks.size();
      for (int i = 1; i < acks.size(); i++) {
        gap = Math.max(gap, acks.get(i) - acks.get(i - 1));
      }
      if (!findings.isEmpty()) {
        keep(seed, table, journal, ledgers, findings);
      }
    }
    clients.forEach(each -> findings.addAll(each.faults()));
    Map<String, Integer> errors = new TreeMap<>();
    clients.forEach(each -> each.errors().forEach((k, n) -> errors.merge(k, n, Integer::sum)));
    long relayed = clients.stream().mapToLong(Client::relayed).sum();
    Effort.say(
        "faults: %s seed %d %s, %d acked, %d%% relayed, longest gap %d ms, %d s, %s %s",
        mode,
        seed,
        done,
        acked,
        acked == 0 ? 0 : 100 * relayed / acked,
        TimeUnit.NANOSECONDS.toMillis(gap),
        seconds,
        findings.isEmpty() ? "sound" : findings.size() + " FINDINGS",
        findings.isEmpty() ? errors : findings.subList(0, Math.min(5, findings.size())));
    if (!findings.isEmpty()) {
      Files.write(folder.resolve("findings-" + seed + ".txt"), findings);
    }
  }

  /** When what was accepted was first told to be, in order. */
  private static List<Long> acks(List<Ledger> ledgers) {
    List<Long> acks = new ArrayList<>();
    for (Ledger ledger : ledgers) {
      Set<Long> known = new HashSet<>();
      for (Ledger.Told told : ledger.told()) {
        if (told.outcome().equals("applied") && known.add(told.n())) {
          acks.add(told.at());
        }
      }
    }
    return acks.stream().sorted().toList();
  }

  private List<Journals.Line> journal(String table, List<String> findings) throws SQLException {
    if (cluster.database.isPresent()) {
      return cluster.database.get().journal(table);
    }
    // All disks have to come to the same: as many entries, the same bytes.
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (true) {
      List<List<Journals.Line>> disks = new ArrayList<>();
      for (Node each : cluster.nodes()) {
        disks.add(Journals.onDisk(each.data, table));
      }
      Set<String> kinds =
          disks.stream()
              .map(
                  lines ->
                      lines.stream().map(Journals.Line::body).collect(Collectors.joining("\n")))
              .collect(Collectors.toSet());
      if (kinds.size() == 1) {
        return disks.get(0);
      }
      if (System.nanoTime() - until > 0) {
        findings.add(table + ": disks differ, entries " + disks.stream().map(List::size).toList());
        return disks.stream().max(java.util.Comparator.comparing(List::size)).orElseThrow();
      }
      Cluster.sleep(200);
    }
  }

  private void keep(
      long seed, String table, List<Written> journal, List<Ledger> ledgers, List<String> findings)
      throws IOException {
    List<String> lines = new ArrayList<>(findings);
    lines.add("JOURNAL");
    journal.forEach(each -> lines.add(each.toString()));
    for (Ledger ledger : ledgers) {
      lines.add("LEDGER " + ledger.by() + ' ' + ledger.device());
      ledger.sent().forEach(each -> lines.add(each.toString()));
      ledger.told().forEach(each -> lines.add(each.toString()));
      ledger.seen().forEach(each -> lines.add(new TreeMap<>(each).toString()));
    }
    Files.write(folder.resolve("ledgers-" + seed + "-" + table + ".txt"), lines);
  }

  Cluster cluster() {
    return cluster;
  }

  /** What the test leaves for whoever looks into a finding. */
  Path folder() {
    return folder;
  }

  @Override
  public void close() throws IOException {
    cluster.close();
  }
}
