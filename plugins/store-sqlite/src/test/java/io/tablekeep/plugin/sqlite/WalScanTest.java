package io.tablekeep.plugin.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WalScanTest {
  private static final int FRAME = 24 + 4096;

  @TempDir Path folder;

  /** Files of a killed process: twenty commits of a page or more each. */
  private Path killed(boolean writtenBack) throws Exception {
    Path live = folder.resolve("live.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + live);
        Statement sql = connection.createStatement()) {
      sql.execute("PRAGMA journal_mode = WAL");
      sql.execute("PRAGMA wal_autocheckpoint = 0");
      sql.execute("CREATE TABLE entries(body)");
      for (int i = 0; i < 20; i++) {
        sql.execute("INSERT INTO entries VALUES(zeroblob(4000))");
      }
      if (writtenBack) {
        sql.execute("PRAGMA wal_checkpoint(PASSIVE)");
      }
      Files.copy(live, folder.resolve("dead.db"));
      return Files.copy(folder.resolve("live.db-wal"), folder.resolve("dead.db-wal"));
    }
  }

  private static void cut(Path wal, int frames) throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(wal.toFile(), "rw")) {
      file.setLength(Math.max(0, file.length() - (long) frames * FRAME));
    }
  }

  @Test
  void aWholeFileIsSoundWrittenBackOrNot() throws Exception {
    assertEquals(Optional.empty(), WalScan.damage(killed(false)));
    Files.delete(folder.resolve("dead.db"));
    Files.delete(folder.resolve("dead.db-wal"));
    Files.delete(folder.resolve("live.db"));
    assertEquals(Optional.empty(), WalScan.damage(killed(true)));
  }

  @Test
  void aTornTailOfWhatWasNotWrittenBackIsSound() throws Exception {
    Path wal = killed(false);
    cut(wal, 5);
    assertEquals(Optional.empty(), WalScan.damage(wal));
  }

  @Test
  void aTailLostAfterItWasWrittenBackIsNamed() throws Exception {
    Path wal = killed(true);
    cut(wal, 5);
    String damage = WalScan.damage(wal).orElseThrow();
    assertTrue(damage.contains("commits are missing"), damage);
    assertTrue(damage.contains(wal.toString()), damage);
  }
}
