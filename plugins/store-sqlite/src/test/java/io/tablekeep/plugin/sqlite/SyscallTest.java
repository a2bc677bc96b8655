package io.tablekeep.plugin.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tablekeep.sdk.state.DocumentId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the operating system sees, through strace: every ack comes after a sync, and system calls
 * may fail. Left out where strace is missing or may not trace; then only the driver's side is
 * tested (FaultySqliteTest).
 */
final class SyscallTest {
  @TempDir Path folder;

  @BeforeAll
  static void needsStrace() throws Exception {
    boolean usable;
    try {
      usable =
          new ProcessBuilder("strace", "-e", "trace=fsync", "true")
                  .redirectErrorStream(true)
                  .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                  .start()
                  .waitFor()
              == 0;
    } catch (IOException e) {
      usable = false;
    }
    assumeTrue(usable, "left out: no strace, so failing system calls were not tried");
  }

  @Test
  void nothingIsAckedBeforeItsSync() throws Exception {
    Path trace = folder.resolve("trace");
    List<String> strace =
        List.of(
            "strace",
            "-f",
            "-qq",
            "-y",
            "-s",
            "24",
            "-o",
            trace.toString(),
            "-e",
            "trace=pwrite64,fsync,fdatasync,write");
    try (Child child = new Child(folder.resolve("traced.db"), strace, "30")) {
      assertTrue(child.awaitLine("end"), "it must run: " + child.said);
    }
    boolean dirty = false;
    int acks = 0;
    int syncs = 0;
    for (String line : Files.readAllLines(trace)) {
      // Calls of other threads may cut a line in two; of those the second half tells the result.
      if (line.contains("pwrite64(") && line.contains("-wal>")) {
        dirty = true;
      } else if (line.contains("sync") && line.endsWith("= 0")) {
        dirty = false;
        syncs++;
      } else if (line.contains("\"acked ")) {
        acks++;
        assertTrue(!dirty, "acked before the sync: " + line);
      }
    }
    assertEquals(150, acks);
    assertTrue(syncs >= 4, "syncs seen: " + syncs);
  }

  @Test
  void aFailedSyncLosesNothingThatWasAcked() throws Exception {
    Map<String, Integer> counts = failing("fsync:error=EIO:when=20..21");
    assertTrue(counts.getOrDefault("unknown", 0) > 0, counts.toString());
  }

  @Test
  void aFailedWriteLosesNothingThatWasAcked() throws Exception {
    Map<String, Integer> counts = failing("pwrite64:error=EIO:when=300..303");
    assertTrue(counts.getOrDefault("unknown", 0) > 0, counts.toString());
  }

  @Test
  void aFullDiskIsKnownNotToHaveStored() throws Exception {
    Map<String, Integer> counts = failing("pwrite64:error=ENOSPC:when=300..330");
    assertTrue(counts.getOrDefault("rejected", 0) > 0, counts.toString());
    assertEquals(0, counts.getOrDefault("unknown", 0), counts.toString());
  }

  /**
   * Lets system calls fail under a child that goes on writing, and holds its acks against the file.
   */
  private Map<String, Integer> failing(String injection) throws Exception {
    Path file = folder.resolve("failing.db");
    String call = injection.substring(0, injection.indexOf(':'));
    List<String> strace =
        List.of(
            "strace",
            "-f",
            "-qq",
            "-o",
            folder.resolve("trace").toString(),
            "-e",
            "trace=" + call,
            "-e",
            "inject=" + injection);
    try (Child child = new Child(file, strace, "300")) {
      assertTrue(child.awaitLine("end"), "it must go on to the end: " + child.said);
      assertTrue(child.counts.getOrDefault("acked", 0) > 500, child.counts.toString());
      try (SqliteStore store = SqliteStore.open(file)) {
        for (Map.Entry<String, Long> acked : child.acked.entrySet()) {
          List<String> texts = Client.texts(store, DocumentId.campaign(acked.getKey()));
          assertTrue(texts.size() >= acked.getValue(), acked + " but " + texts.size());
          for (int i = 0; i < texts.size(); i++) {
            assertEquals(Appender.text(acked.getKey(), i + 1), texts.get(i));
          }
        }
        List<String> problems = new ArrayList<>();
        assertTrue(
            Client.join(store.check(p -> problems.add(p.toString()))).sound(), problems.toString());
      }
      return child.counts;
    }
  }
}
