package io.tablekeep.server.ledgers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.server.ledgers.Ledger.Sent;
import io.tablekeep.server.ledgers.Ledger.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A sound history passes; each fault that is planted in it is found, and nothing else. */
class CheckerTest {
  private final List<Written> journal =
      new ArrayList<>(
          List.of(
              new Written(1, 1, "a", "", "begin", "{}", "applied", Map.of("t", "0", "u", "0")),
              move(2, 1, "a", "ana phone 1", "t", "1"),
              move(3, 1, "a", "ben tab 1", "u", "1"),
              move(4, 2, "b", "ana phone 2", "t", "2"),
              move(5, 2, "b", "ana phone 3", "t", "3")));
  private final List<Sent> anaSent =
      new ArrayList<>(
          List.of(
              new Sent(1, "move", "1", 10),
              new Sent(2, "move", "2", 30),
              new Sent(3, "move", "3", 50)));
  private final List<Told> anaTold =
      new ArrayList<>(
          List.of(
              told(1, "applied", 20),
              told(2, "retry", 35),
              told(2, "applied", 40),
              told(1, "applied", 45),
              told(3, "applied", 60)));
  private final List<Map<String, String>> benSees =
      new ArrayList<>(
          List.of(
              Map.of("t", "0", "u", "0"), Map.of("t", "1", "u", "1"), Map.of("t", "3", "u", "1")));

  private static Written move(
      long version, long epoch, String writer, String id, String at, String value) {
    return new Written(version, epoch, writer, id, "move", value, "applied", Map.of(at, value));
  }

  private static Told told(long n, String outcome, long at) {
    return new Told(n, outcome, outcome + " ok", at);
  }

  private List<String> check() {
    Ledger ana = new Ledger("ana", "phone", anaSent, anaTold, List.of());
    Ledger ben =
        new Ledger(
            "ben",
            "tab",
            List.of(new Sent(1, "move", "1", 12)),
            List.of(told(1, "applied", 25)),
            benSees);
    return Checker.check(journal, List.of(ana, ben));
  }

  private void finds(String what) {
    List<String> found = check();
    assertEquals(1, found.size(), found.toString());
    assertTrue(found.get(0).contains(what), found.toString());
  }

  @Test
  void aSoundHistoryPasses() {
    assertEquals(List.of(), check());
  }

  @Test
  void whatIsOnItsWayMayStandOrNot() {
    anaTold.remove(4);
    anaSent.add(new Sent(4, "move", "4", 70));
    assertEquals(List.of(), check());
  }

  @Test
  void anAckedActionIsLost() {
    anaSent.add(new Sent(4, "move", "4", 70));
    anaTold.add(told(4, "applied", 80));
    finds("is lost");
  }

  @Test
  void anActionStandsTwice() {
    journal.add(move(6, 2, "b", "ana phone 3", "t", "3"));
    finds("stands twice");
  }

  @Test
  void aReceiptChanges() {
    anaTold.add(new Told(3, "applied", "applied and more", 90));
    finds("another receipt");
  }

  @Test
  void whatWaitedMayEndOnce() {
    anaSent.add(new Sent(4, "move", "4", 70));
    anaTold.add(told(4, "pending", 80));
    anaTold.add(told(4, "refused", 90));
    assertEquals(List.of(), check());
    anaTold.add(told(4, "pending", 95));
    finds("another receipt");
  }

  @Test
  void theSenderIsToldOtherwise() {
    journal.set(4, new Written(5, 2, "b", "ana phone 3", "move", "3", "refused", Map.of("t", "3")));
    finds("told otherwise");
  }

  @Test
  void thePayloadIsAnother() {
    journal.set(4, new Written(5, 2, "b", "ana phone 3", "move", "9", "applied", Map.of("t", "3")));
    finds("otherwise than it was sent");
  }

  @Test
  void aReceiptOfNothing() {
    anaTold.add(told(9, "refused", 90));
    finds("was not sent");
  }

  @Test
  void theOldOwnerWritesAfterTheNewOne() {
    journal.add(move(6, 1, "a", "ben tab 2", "u", "2"));
    finds("the epoch falls");
  }

  @Test
  void twoOwnersWriteInOneEpoch() {
    journal.add(move(6, 2, "a", "ben tab 2", "u", "2"));
    finds("two write in epoch 2");
  }

  @Test
  void aVersionIsMissing() {
    journal.add(move(7, 2, "b", "ben tab 2", "u", "2"));
    finds("version 6 was due");
  }

  @Test
  void theOrderIsNotThatOfRealTime() {
    anaTold.set(4, told(3, "applied", 29));
    finds("was acked before");
  }

  @Test
  void aStateThatNeverWasIsSeen() {
    // Each value has been, the two never together.
    benSees.add(1, Map.of("t", "0", "u", "1"));
    finds("saw what the table was not");
  }

  @Test
  void anOlderStateIsSeenAfterANewerOne() {
    benSees.add(Map.of("t", "2", "u", "1"));
    finds("saw what the table was not at version 5 or later");
  }
}
