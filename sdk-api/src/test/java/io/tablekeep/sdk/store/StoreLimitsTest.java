package io.tablekeep.sdk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StoreLimitsTest {
  private final StoreLimits limits = new StoreLimits(4, 6, 2, 3, 2);

  private static StoredEntry entry(long position, int size) {
    return new StoredEntry(position, new byte[size]);
  }

  private Optional<Refusal> refused(long after, StoredEntry... entries) {
    return limits.refuse(after, List.of(entries)).map(Appended.Rejected::reason);
  }

  @Test
  void whatFitsIsNotRefused() {
    assertEquals(Optional.empty(), refused(0, entry(1, 4)));
    assertEquals(Optional.empty(), refused(7, entry(8, 4), entry(9, 2)));
  }

  @Test
  void sizesAreLimited() {
    assertEquals(Optional.of(Refusal.TOO_LARGE), refused(0, entry(1, 5)));
    assertEquals(Optional.of(Refusal.TOO_LARGE), refused(0, entry(1, 4), entry(2, 3)));
    assertEquals(Optional.of(Refusal.TOO_LARGE), refused(0, entry(1, 0), entry(2, 0), entry(3, 0)));
  }

  @Test
  void positionsFollowEachOther() {
    assertEquals(Optional.of(Refusal.INVALID), refused(0));
    assertEquals(Optional.of(Refusal.INVALID), refused(0, entry(2, 1)));
    assertEquals(Optional.of(Refusal.INVALID), refused(0, entry(1, 1), entry(3, 1)));
    assertEquals(Optional.of(Refusal.INVALID), refused(-1, entry(1, 1)));
  }

  @Test
  void snapshotsAreLimitedToo() {
    assertEquals(Optional.empty(), limits.refuse(new StoredSnapshot(0, new byte[3], "mm")));
    for (StoredSnapshot big :
        List.of(
            new StoredSnapshot(0, new byte[4], "m"), new StoredSnapshot(0, new byte[1], "mmm"))) {
      assertEquals(
          Optional.of(Refusal.TOO_LARGE), limits.refuse(big).map(Appended.Rejected::reason));
    }
  }

  @Test
  void refusalsHaveStableCodes() {
    assertEquals("store-fenced", Refusal.FENCED.code());
    assertEquals("store-too-large", Refusal.TOO_LARGE.code());
  }
}
