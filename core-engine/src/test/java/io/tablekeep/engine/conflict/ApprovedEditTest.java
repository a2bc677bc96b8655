package io.tablekeep.engine.conflict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.conflict.SheetTable.Device;
import io.tablekeep.engine.state.Trees;
import org.junit.jupiter.api.Test;

/** An edit that waits for the game master, while others write in the same place. */
class ApprovedEditTest {
  private static final String TALE = "A man.\\nHe is tall.\\nHe is quiet.\\n";

  private static String tale(String text) {
    return "{\"actor\":\"bram\",\"text\":\"" + text + "\"}";
  }

  private static String described(String text) {
    return "{\"actor\":\"bram\",\"description\":\"" + text + "\"}";
  }

  private static Receipt approve(SheetTable table) {
    return table
        .device("gm")
        .act("ask.decide", "{\"ask\":\"" + table.waiting().get(0) + "\",\"approve\":true}");
  }

  private static SheetTable waits(String text) {
    SheetTable table = new SheetTable();
    table.device("gm").act("actor.edit", described(TALE));
    Receipt sent = table.device("ben").act("sheets.tale", tale(text));
    assertEquals(Receipt.Outcome.PENDING, sent.outcome(), sent.toString());
    assertEquals(1, table.waiting().size());
    return table;
  }

  @Test
  void onGroundThatHasNotMovedItHappensAsItWasPresented() {
    try (SheetTable table = waits(TALE.replace("tall", "small"))) {
      table.device("ada").act("chat.say", "{\"text\":\"Hm.\"}");
      assertEquals("ok", approve(table).code());
      assertEquals(TALE.replace("tall", "small"), described(table));
      assertEquals("ok", table.device("ben").told().code());
    }
  }

  @Test
  void whatOthersWroteElsewhereInTheTextStaysAndIsShownBeforeItHappens() {
    try (SheetTable table = waits(TALE.replace("tall", "small"))) {
      table.device("ada").act("actor.edit", described(TALE.replace("quiet", "loud")));
      assertEquals("action-retry", approve(table).code());
      assertEquals(TALE.replace("quiet", "loud"), described(table), "not laid over");
      Object proposal =
          Trees.child(
              Trees.child(table.device("gm").at("asks"), table.waiting().get(0)), "proposal");
      String both = TALE.replace("tall", "small").replace("quiet", "loud");
      assertTrue(
          String.valueOf(Trees.child(proposal, "changes")).contains(both.replace("\\n", "\\n")),
          String.valueOf(proposal));
      assertTrue(
          String.valueOf(Trees.child(proposal, "moved")).contains("/actors/bram/description"),
          String.valueOf(proposal));
      assertNull(Trees.child(table.device("ben").at("asks", table.waiting().get(0)), "under"));
      assertEquals("ok", approve(table).code());
      assertEquals(both, described(table));
      assertEquals("ok", table.device("ben").told().code());
    }
  }

  @Test
  void whatContradictsIsShownOnceMoreAndTheGameMasterHasTheWord() {
    try (SheetTable table = waits(TALE.replace("tall", "small"))) {
      table.device("ada").act("actor.edit", described(TALE.replace("tall", "huge")));
      assertEquals("action-retry", approve(table).code());
      assertEquals(TALE.replace("tall", "huge"), described(table));
      assertEquals("ok", approve(table).code());
      assertEquals(TALE.replace("tall", "small"), described(table));
    }
  }

  @Test
  void whoSentItWithoutALineIsJudgedOnWhatTheySaw() {
    for (int since : new int[] {1, 400}) {
      try (SheetTable table = new SheetTable()) {
        table.device("gm").act("actor.edit", described(TALE));
        Device ben = table.device("ben");
        byte[] seen = ben.resume;
        table.device("ada").act("actor.edit", described(TALE.replace("quiet", "loud")));
        for (int i = 1; i < since; i++) {
          table.device("ada").act("chat.say", "{\"text\":\"Hm.\"}");
        }
        Receipt sent = ben.editSince(seen, "sheets.tale", tale(TALE.replace("tall", "small")));
        assertEquals(Receipt.Outcome.PENDING, sent.outcome(), sent.toString());
        assertEquals("action-retry", approve(table).code());
        assertEquals("ok", approve(table).code());
        assertEquals(
            TALE.replace("tall", "small").replace("quiet", "loud"), described(table), since + "");
        assertEquals("ok", ben.told().code());
        assertEquals(
            since > 1 ? 1 : 0,
            table.meters.get("tablekeep.conflicts.fetched").counter().count(),
            "read from the journal");
      }
    }
  }

  @Test
  void whatOthersWroteAlikeIsNoReasonToLookAgain() {
    try (SheetTable table = waits(TALE.replace("tall", "small"))) {
      table.device("ada").act("actor.edit", described(TALE.replace("tall", "small")));
      assertEquals("ok", approve(table).code());
      assertTrue(table.waiting().isEmpty());
    }
  }

  @Test
  void aTextTooLongToBeKeptIsShownAgainAllTheSame() {
    String longer = TALE + "x".repeat(33_000);
    try (SheetTable table = new SheetTable()) {
      table.device("gm").act("actor.edit", described(longer));
      table.device("ben").act("sheets.tale", tale("Short."));
      table.device("gm").act("actor.edit", described(longer + "y"));
      assertEquals("action-retry", approve(table).code());
      assertEquals("ok", approve(table).code());
      assertEquals("Short.", described(table));
    }
  }

  private static String described(SheetTable table) {
    return String.valueOf(table.at("actors", "bram", "description")).replace("\n", "\\n");
  }
}
