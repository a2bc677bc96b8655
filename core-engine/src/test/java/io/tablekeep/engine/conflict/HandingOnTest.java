package io.tablekeep.engine.conflict;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.conflict.SheetTable.Device;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a storm of everything has found: sums, questions handed on, ends told late. */
class HandingOnTest {
  private final SheetTable table = new SheetTable();

  @AfterEach
  void close() {
    table.close();
  }

  @Test
  void twoWhoAddTheSameHaveBothAdded() {
    Device ada = table.device("ada");
    long base = ada.position;
    String five = "{\"actor\":\"bram\",\"more\":5}";
    assertEquals("ok", table.device("ben").act("sheets.coins", five).code());
    assertEquals("ok", ada.edit(base, "sheets.coins", five).code());
    assertEquals(20L, table.at("actors", "bram", "sheets-coins"));
    table.device("ben").act("sheets.wound", "{\"actor\":\"bram\",\"wounds\":5}");
    ada.edit(base, "sheets.wound", "{\"actor\":\"bram\",\"wounds\":5}");
    assertEquals(5L, table.at("actors", "bram", "sheets-wounds"), "what both mean stands");
  }

  private Receipt handOn(Device from, String to) {
    return from.act(
        "ask.delegate",
        "{\"ask\":\"" + table.waiting().get(0) + "\",\"question\":\"0\",\"to\":\"" + to + "\"}");
  }

  @Test
  void aQuestionIsHandedOnToThoseAloneWhoSeeWhatItIsAbout() {
    Device gm = table.device("gm");
    Device ada = table.device("ada");
    long base = gm.position;
    ada.act("actor.edit", "{\"actor\":\"bram\",\"notes\":\"owes money\"}");
    gm.edit(base, "actor.edit", "{\"actor\":\"bram\",\"notes\":\"owes a horse\"}");
    assertEquals(List.of("ada"), List.of(asked()));
    assertEquals("cannot-see", handOn(gm, "ben").code());
    assertEquals("gm-only", handOn(ada, "ben").code());
    assertEquals("{}", table.device("ben").at("asks") + "");
    table.choose("ada", "mine");
    long then = gm.position;
    ada.act("sheets.value", "{\"actor\":\"bram\",\"key\":\"str\",\"value\":12}");
    gm.edit(then, "sheets.value", "{\"actor\":\"bram\",\"key\":\"str\",\"value\":13}");
    assertEquals("ok", handOn(gm, "ben").code(), "everyone sees that");
    assertEquals("conflict-settled", table.choose("ben", "mine").code());
  }

  private String asked() {
    return String.valueOf(table.at("asks", table.waiting().get(0), "questions", "0", "to"))
        .replaceAll("[^a-z,]", "");
  }

  @Test
  void whoComesBackIsToldTheEndOfWhatTheyAreToldWaits() {
    Device ada = table.device("ada");
    long base = ada.position;
    table.device("ben").act("sheets.wound", "{\"actor\":\"bram\",\"wounds\":2}");
    CompletableFuture<Receipt> sent =
        ada.send(++ada.n, base, "sheets.wound", "{\"actor\":\"bram\",\"wounds\":3}");
    ada.go();
    assertEquals(Receipt.Outcome.PENDING, sent.join().outcome());
    assertEquals("conflict-theirs", table.choose("ben", "theirs").code());
    ada.come();
    assertEquals("conflict-theirs", ada.told().code());
  }
}
