package io.tablekeep.plugin.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.Seed;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.Epoch;
import io.tablekeep.sdk.store.StoredEntry;
import io.tablekeep.sdk.store.StoredSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What may go out together, and when to try again. */
final class RoundTest {
  private static final Epoch EPOCH = new Epoch(1);

  private static DocumentId id(int number) {
    return DocumentId.campaign("d" + number);
  }

  private static Work.Append append(int document, long after) {
    return new Work.Append(
        id(document), EPOCH, after, List.of(new StoredEntry(after + 1, new byte[0])));
  }

  private static Work.Put put(int document) {
    return new Work.Put(id(document), EPOCH, new StoredSnapshot(0, new byte[0], ""));
  }

  @Test
  void whatFollowsOnEachOtherGoesTogetherAndWhatDoesNotWaits() {
    List<Work> waiting = new ArrayList<>();
    waiting.add(append(1, 0));
    waiting.add(append(2, 7));
    waiting.add(append(1, 1));
    waiting.add(append(1, 5)); // a gap
    waiting.add(append(1, 2)); // behind it
    waiting.add(append(2, 8));
    Round round = Round.of(waiting);
    assertEquals(2, round.chains.size());
    assertEquals(2, round.chains.get(0).last);
    assertEquals(9, round.chains.get(1).last);
    assertNull(round.other);
    assertEquals(2, waiting.size());
    assertEquals(5, Round.of(waiting).chains.get(0).after);
    assertEquals(2, Round.of(waiting).chains.get(0).after);
    assertTrue(waiting.isEmpty());
  }

  @Test
  void onlyAppendsPassASnapshot() {
    Work.Put put = put(1);
    List<Work> waiting = new ArrayList<>();
    waiting.add(put);
    waiting.add(append(1, 0));
    waiting.add(new Work.Drop(id(1), EPOCH, 9));
    waiting.add(append(1, 1));
    Round round = Round.of(waiting);
    assertSame(put, round.other);
    assertEquals(1, round.chains.get(0).last);
    assertEquals(2, waiting.size());
  }

  /** Within a round appends come first, then acquires, then the other one. */
  @Test
  void nothingIsLostAndNothingOvertakes() {
    SplittableRandom chance = Seed.random("RoundTest");
    for (int n = 0; n < 300; n++) {
      play(chance.split());
    }
  }

  private static void play(SplittableRandom random) {
    List<Work> waiting = new ArrayList<>();
    Map<DocumentId, Long> last = new HashMap<>();
    for (int i = random.nextInt(40); i >= 0; i--) {
      int document = random.nextInt(4);
      long after = last.getOrDefault(id(document), 0L) + (random.nextInt(5) == 0 ? 1 : 0);
      switch (random.nextInt(8)) {
        case 0 -> waiting.add(new Work.Acquire(id(document), "me"));
        case 1 -> waiting.add(new Work.Delete(id(document), EPOCH));
        case 2 -> waiting.add(put(document));
        default -> {
          waiting.add(append(document, after));
          last.put(id(document), after + 1);
        }
      }
    }
    List<Work> asked = List.copyOf(waiting);
    IdentityHashMap<Work, Integer> done = new IdentityHashMap<>();
    while (!waiting.isEmpty()) {
      Round round = Round.of(waiting);
      int before = done.size();
      round.chains.forEach(chain -> chain.appends.forEach(a -> done.put(a, done.size())));
      round.acquires.forEach(acquire -> done.put(acquire, done.size()));
      Work.Fenced other = round.other;
      if (other != null) {
        done.put(other, done.size());
      }
      assertTrue(done.size() > before, "each round does something");
    }
    assertEquals(asked.size(), done.size());
    for (int i = 0; i < asked.size(); i++) {
      for (int j = i + 1; j < asked.size(); j++) {
        Work first = asked.get(i);
        Work second = asked.get(j);
        boolean mayPass = first instanceof Work.Put && second instanceof Work.Append;
        if (first.id.equals(second.id) && !mayPass) {
          assertTrue(done.get(first) < done.get(second), i + " before " + j);
        }
      }
    }
  }

  @Test
  void theServerIsTriedAgainAfterATenthOfASecondAtFirstAndFiveAtMost() {
    Backoff backoff = new Backoff();
    assertTrue(backoff.remaining(0) <= 0);
    long before = 0;
    for (int i = 0; i < 20; i++) {
      backoff.failed(0);
      long pause = TimeUnit.NANOSECONDS.toMillis(backoff.remaining(0));
      assertTrue(pause >= 100 && pause <= 5_000, pause + " ms");
      before = pause;
    }
    assertTrue(before >= 2_500, before + " ms");
    backoff.succeeded();
    assertTrue(backoff.remaining(0) <= 0);
  }

  @Test
  void textsComeBackAsTheyWere() {
    for (String text : List.of("", "plain", "\0", "\\", "\\0", "\\\\0", "a\0\\\0\\\\b", "\\n")) {
      assertEquals(text, Texts.told(Texts.kept(text)));
      assertEquals(-1, Texts.kept(text).indexOf('\0'));
    }
  }
}
