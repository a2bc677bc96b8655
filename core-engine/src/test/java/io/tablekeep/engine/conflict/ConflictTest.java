package io.tablekeep.engine.conflict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.conflict.SheetTable.Device;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.sdk.conflict.Resolution;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Pointer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Edits that meet the changes of others. */
class ConflictTest {
  private static String value(String key, int value) {
    return "{\"actor\":\"bram\",\"key\":\"" + key + "\",\"value\":" + value + "}";
  }

  @Test
  void anEditOfWhatNobodyElseChangedGoesOnAsIfNothingWere() {
    Stranger never = Stranger.later(1, "stats", "field");
    try (SheetTable table = new SheetTable(never)) {
      Device ada = table.device("ada");
      long base = ada.position;
      table.device("gm").act("sheets.value", value("hp", 7));
      assertEquals("ok", ada.edit(base, "sheets.value", value("str", 12)).code());
      assertEquals(12L, table.at("actors", "bram", "sheets", "str"));
      assertEquals(7L, table.at("actors", "bram", "sheets", "hp"));
      assertEquals(0, never.asked);
      assertEquals(1, table.count("clear"));
    }
  }

  @Test
  void aWholeSheetTakesNothingBackThatItsSenderDidNotChange() {
    try (SheetTable table = new SheetTable()) {
      Device ada = table.device("ada");
      long base = ada.position;
      table.device("gm").act("sheets.value", value("hp", 7));
      Receipt receipt =
          ada.edit(
              base,
              "sheets.whole",
              "{\"actor\":\"bram\",\"sheet\":{\"str\":12,\"dex\":10,\"hp\":10}}");
      assertEquals(Receipt.Outcome.APPLIED, receipt.outcome(), receipt.message());
      assertEquals(7L, table.at("actors", "bram", "sheets", "hp"));
      assertEquals(12L, table.at("actors", "bram", "sheets", "str"));
      assertEquals(1, table.count("fitted"));
    }
  }

  @Test
  void whatAResolverIsSureOfIsAppliedAndItsReasonIsTold() {
    try (SheetTable table = new SheetTable(Stranger.later(0.9, "stats"))) {
      Device ada = table.device("ada");
      long base = ada.position;
      table.device("ben").act("sheets.value", value("str", 11));
      Receipt receipt = ada.edit(base, "sheets.value", value("str", 12));
      assertEquals("conflict-settled", receipt.code());
      assertEquals("The later one is meant.", receipt.message());
      assertEquals(12L, table.at("actors", "bram", "sheets", "str"));
      JsonObject settled = (JsonObject) table.device("ben").at("conflicts", "settled");
      assertNotNull(settled, "the other side is told");
      Object one = settled.get(settled.keys().get(0));
      assertEquals("/actors/bram/sheets/str", Trees.get(one, "place"));
      assertEquals("ada", Trees.get(one, "by"));
      assertEquals("{}", table.device("cid").at("conflicts", "settled") + "", "nobody else is");
      assertEquals("{}", table.device("sam").at("conflicts", "settled") + "");
      assertEquals(1, table.count("settled"));
    }
  }

  @Test
  void whatNobodyIsSureOfIsAskedOfThoseConcernedAlone() {
    try (SheetTable table = new SheetTable(Stranger.later(0.5, "stats"))) {
      Device ada = table.device("ada");
      Device ben = table.device("ben");
      long base = ada.position;
      ben.act("sheets.value", value("str", 11));
      Receipt receipt = ada.edit(base, "sheets.value", value("str", 12));
      assertEquals(Receipt.Outcome.PENDING, receipt.outcome());
      assertEquals("conflict", receipt.code());
      assertEquals(11L, table.at("actors", "bram", "sheets", "str"));
      String ask = table.waiting().get(0);
      Object offer = ben.at("asks", ask, "questions", "0", "suggestion");
      assertEquals("merged", Trees.child(offer, "choice"));
      assertEquals(12L, Trees.get(offer, "parts", "0", "mine"));
      assertEquals(11L, Trees.get(offer, "parts", "0", "theirs"));
      assertEquals(10L, Trees.get(offer, "parts", "0", "base"));
      assertEquals("{}", table.device("cid").at("asks") + "");
      assertEquals("no-such-ask", table.choose("cid", "mine").code());
      assertEquals("ok", table.choose("ben", "mine").code().replace("conflict-settled", "ok"));
      assertEquals(12L, table.at("actors", "bram", "sheets", "str"));
      assertEquals("conflict-settled", ada.told().code());
      assertEquals("Ben chose what was sent later.", ada.told().message());
      assertTrue(table.waiting().isEmpty());
    }
  }

  @Test
  void everyChoiceDoesWhatItSays() {
    for (String choice : new String[] {"theirs", "mine", "both", "edit"}) {
      try (SheetTable table = new SheetTable()) {
        Device ada = table.device("ada");
        long base = ada.position;
        table.device("gm").act("note.edit", "{\"note\":\"n\",\"text\":\"theirs\"}");
        ada.edit(base, "note.edit", "{\"note\":\"n\",\"text\":\"mine\"}");
        Receipt receipt =
            table.answer(
                "gm", "{\"choice\":\"" + choice + "\",\"values\":{\"/notes/n/text\":\"neither\"}}");
        assertEquals(Receipt.Outcome.APPLIED, receipt.outcome(), receipt.message());
        String expected =
            switch (choice) {
              case "both" -> "theirs\nmine";
              case "edit" -> "neither";
              default -> choice;
            };
        assertEquals(expected, table.at("notes", "n", "text"));
        assertEquals(
            choice.equals("theirs") ? "conflict-theirs" : "conflict-settled", ada.told().code());
      }
    }
  }

  @Test
  void whatCannotBeChosenIsRefusedAndTheQuestionStays() {
    try (SheetTable table = new SheetTable()) {
      Device ada = table.device("ada");
      long base = ada.position;
      table.device("ben").act("sheets.value", value("str", 11));
      ada.edit(base, "sheets.value", value("str", 12));
      assertEquals("no-such-choice", table.choose("ben", "merged").code());
      assertEquals("no-such-choice", table.choose("ben", "both").code());
      assertEquals("no-such-choice", table.answer("ben", "{}").code());
      assertEquals("value-missing", table.choose("ben", "edit").code());
      assertEquals(
          "not-asked",
          table
              .answer("ben", "{\"choice\":\"edit\",\"values\":{\"/actors/bram/gmNotes\":\"x\"}}")
              .code());
      Receipt strong =
          table.answer("ben", "{\"choice\":\"edit\",\"values\":{\"/actors/bram/sheets/str\":99}}");
      assertEquals("too-strong", strong.code());
      assertEquals(1, table.waiting().size());
      assertEquals("conflict-settled", table.choose("ben", "mine").code());
    }
  }

  @Test
  void whatTheRulesRefuseIsNotAppliedButAsked() {
    Stranger bold =
        new Stranger(
            conflict ->
                Resolution.resolved(
                    Changes.none().set(conflict.place(), 99), 1, "As strong as can be."),
            "stats");
    try (SheetTable table = new SheetTable(bold)) {
      Device ada = table.device("ada");
      long base = ada.position;
      table.device("ben").act("sheets.value", value("str", 11));
      assertEquals("conflict", ada.edit(base, "sheets.value", value("str", 12)).code());
      assertEquals(11L, table.at("actors", "bram", "sheets", "str"));
    }
  }

  @Test
  void whoeverRunsTheGameIsAskedAloneWhenNobodyAnswers() {
    try (SheetTable table = new SheetTable()) {
      Device ada = table.device("ada");
      long base = ada.position;
      table.device("ben").act("sheets.value", value("str", 11));
      ada.edit(base, "sheets.value", value("str", 12));
      table.pass(Duration.ofMinutes(3));
      assertEquals(1, table.waiting().size(), "it waits on");
      assertEquals("no-such-ask", table.choose("ben", "theirs").code());
      assertEquals("conflict-theirs", table.choose("gm", "theirs").code());
      assertEquals(11L, table.at("actors", "bram", "sheets", "str"));
      assertEquals("conflict-theirs", ada.told().code());
      assertEquals("Gina chose what stood already.", ada.told().message());
    }
  }

  @Test
  void whatMovedOnceMoreIsAskedOnceMore() {
    try (SheetTable table = new SheetTable()) {
      Device ada = table.device("ada");
      long base = ada.position;
      table.device("ben").act("sheets.value", value("str", 11));
      ada.edit(base, "sheets.value", value("str", 12));
      table.device("cid").act("sheets.value", value("str", 13));
      assertEquals("action-retry", table.choose("ben", "mine").code());
      Object offer =
          table.device("ben").at("asks", table.waiting().get(0), "questions", "0", "suggestion");
      assertEquals(13L, Trees.get(offer, "parts", "0", "theirs"));
      assertEquals("conflict-settled", table.choose("ben", "mine").code());
      assertEquals(12L, table.at("actors", "bram", "sheets", "str"));
    }
  }

  @Test
  void whoeverMeantNothingOtherThanWhatTheySawIsToldThatItIsOtherNow() {
    try (SheetTable table = new SheetTable()) {
      Device ada = table.device("ada");
      long base = ada.position;
      table.device("ben").act("sheets.value", value("str", 11));
      assertEquals("nothing-meant", ada.edit(base, "sheets.value", value("str", 10)).code());
      assertEquals(11L, table.at("actors", "bram", "sheets", "str"));
    }
  }

  @Test
  void diceThatHaveFallenStay() {
    try (SheetTable table = new SheetTable(Stranger.later(1, "dice"))) {
      Device ada = table.device("ada");
      long base = ada.position;
      table.device("gm").act("sheets.amend", "{\"roll\":\"00000000001\",\"total\":20}");
      Receipt receipt = ada.edit(base, "sheets.amend", "{\"roll\":\"00000000001\",\"total\":1}");
      assertEquals("dice-immutable", receipt.code());
      assertEquals(20L, table.at("dice", "00000000001", "total"));
    }
  }

  @Test
  void aSetAndACounterAreOneThing() {
    Stranger sum =
        new Stranger(
            conflict ->
                Resolution.resolved(
                    Changes.none()
                        .add(
                            conflict.theirs().value(),
                            conflict.mine().value().asLong() - conflict.base().asLong()),
                    1,
                    "Both were added."),
            "counter");
    try (SheetTable table = new SheetTable(sum)) {
      Device ada = table.device("ada");
      long base = ada.position;
      table.device("ben").act("sheets.coins", "{\"actor\":\"bram\",\"more\":5}");
      assertEquals(
          "conflict-settled",
          ada.edit(base, "sheets.coins", "{\"actor\":\"bram\",\"more\":-3}").code());
      assertEquals(12L, table.at("actors", "bram", "sheets-coins"));
      table.device("ben").act("sheets.bag", "{\"actor\":\"bram\",\"things\":[\"rope\",\"lamp\"]}");
      assertEquals(
          "conflict",
          ada.edit(base, "sheets.bag", "{\"actor\":\"bram\",\"things\":[\"rope\",\"oil\"]}")
              .code());
      assertEquals("conflict-settled", table.choose("ada", "both").code());
      assertEquals("[\"rope\",\"lamp\",\"oil\"]", table.at("actors", "bram", "sheets-bag") + "");
    }
  }

  @Test
  void aConflictAboutWhatOneSideMayNotSeeIsForTheGameMaster() {
    try (SheetTable table = new SheetTable()) {
      Device gm = table.device("gm");
      Device second = table.device("gm", "gm-tablet");
      long base = second.position;
      gm.act("actor.edit", "{\"actor\":\"bram\",\"gmNotes\":\"cursed\"}");
      assertEquals(
          "conflict",
          second.edit(base, "actor.edit", "{\"actor\":\"bram\",\"gmNotes\":\"blessed\"}").code());
      assertEquals("{}", table.device("ada").at("asks") + "");
      assertFalse(table.device("ada").view.toString().contains("blessed"));
    }
  }

  @Test
  void twoDevicesOfOnePersonMeetLikeTwoPeople() {
    try (SheetTable table = new SheetTable()) {
      Device phone = table.device("ada");
      Device tablet = table.device("ada", "ada-tablet");
      long base = tablet.position;
      phone.act("sheets.value", value("str", 11));
      assertEquals("conflict", tablet.edit(base, "sheets.value", value("str", 12)).code());
      Object question = phone.at("asks", table.waiting().get(0), "questions", "0");
      assertEquals(
          "Ada changed the same twice. What shall stand?", Trees.child(question, "summary"));
      assertEquals("conflict-settled", table.choose("ada", "mine").code());
    }
  }

  @Test
  void garbageForABaseIsRefusedOrAsked() {
    try (SheetTable table = new SheetTable()) {
      Device ada = table.device("ada");
      assertEquals("bad-base", ada.edit(-1, "sheets.value", value("str", 12)).code());
      assertEquals("bad-base", ada.edit(Long.MAX_VALUE, "sheets.value", value("str", 12)).code());
      assertEquals("bad-base", ada.edit(ada.position + 1, "sheets.value", value("str", 12)).code());
      assertEquals("ok", ada.edit(ada.position, "sheets.value", value("str", 12)).code());
      // A command is judged on what stands, whatever it names.
      assertEquals("ok", ada.edit(99, "chat.say", "{\"text\":\"hi\"}").code());
      // Something older than anything known: what stands was put there by somebody.
      assertEquals("conflict", ada.edit(0, "sheets.value", value("str", 15)).code());
      assertEquals("ok", ada.edit(0, "sheets.value", value("str", 12)).code());
    }
  }

  @Test
  void aResolverThatFailsIsAskedNoMoreAndStopsNothing() {
    Stranger bad =
        new Stranger(
            conflict -> {
              throw new IllegalStateException("no");
            },
            "stats");
    Stranger out =
        new Stranger(
            conflict ->
                Resolution.resolved(Changes.none().set(Pointer.of("id"), "mine"), 1, "All mine."),
            "stats");
    try (SheetTable table = new SheetTable(bad)) {
      Device ada = table.device("ada");
      for (int i = 0; i < 6; i++) {
        long base = ada.position;
        table.device("ben").act("sheets.value", value("dex", i));
        assertEquals("conflict", ada.edit(base, "sheets.value", value("dex", i + 11)).code());
        table.choose("gm", "theirs");
      }
      assertEquals(3, bad.asked, "put aside after three faults");
      table.engine.resolvers(List.of(out));
      long base = ada.position;
      table.device("ben").act("sheets.value", value("dex", 8));
      assertEquals("conflict", ada.edit(base, "sheets.value", value("dex", 9)).code());
      assertEquals("night", table.at("id"));
      assertEquals(1, out.asked);
    }
  }

  @Test
  void aBaseOlderThanWhatIsInMemoryIsReadFromTheJournal() {
    try (SheetTable table = new SheetTable(Stranger.later(1, "stats"))) {
      Device ada = table.device("ada");
      long base = ada.position;
      for (int i = 0; i < 120; i++) {
        table.device("ben").act("sheets.value", value("hp", 1 + i % 9));
      }
      assertEquals("ok", ada.edit(base, "sheets.value", value("str", 12)).code());
      assertEquals("conflict-settled", ada.edit(base, "sheets.value", value("hp", 20)).code());
      assertEquals(20L, table.at("actors", "bram", "sheets", "hp"));
      assertEquals(1, table.meters.get("tablekeep.conflicts.fetched").counter().count());
    }
  }

  @Test
  void whoPutsSomethingWhereTheySawItMeansNothing() {
    try (SheetTable table = new SheetTable()) {
      Device ada = table.device("ada");
      long base = ada.position;
      table.device("gm").act("sheets.put", "{\"token\":\"inn/t1\",\"x\":5,\"y\":4}");
      Receipt told = ada.edit(base, "sheets.put", "{\"token\":\"inn/t1\",\"x\":1,\"y\":1}");
      assertEquals("nothing-meant", told.code());
      assertEquals(5L, table.at("maps", "inn", "tokens", "t1", "x"));
    }
  }

  @Test
  void othersGoOnWhileABaseIsReadFromTheJournal() {
    try (SheetTable table = new SheetTable(Stranger.later(1, "stats"))) {
      Device ada = table.device("ada");
      Device ben = table.device("ben");
      long base = ada.position;
      for (int i = 0; i < 120; i++) {
        ben.act("sheets.value", value("hp", 1 + i % 9));
      }
      long n = ada.n;
      var first = ada.send(n + 1, base, "sheets.value", value("hp", 20));
      var second = ada.send(n + 2, SheetTable.NONE, "sheets.value", value("hp", 21));
      var others = ben.send(ben.n + 1, SheetTable.NONE, "sheets.value", value("dex", 7));
      List<String> order = new ArrayList<>();
      CompletableFuture<Void> all =
          CompletableFuture.allOf(
              first.thenAccept(receipt -> order.add("first " + receipt.code())),
              second.thenAccept(receipt -> order.add("second " + receipt.code())),
              others.thenAccept(receipt -> order.add("others " + receipt.code())));
      table.settle();
      assertTrue(all.isDone());
      assertEquals(List.of("others ok", "first conflict-settled", "second ok"), order);
      assertEquals(21L, table.at("actors", "bram", "sheets", "hp"));
      assertEquals(7L, table.at("actors", "bram", "sheets", "dex"));
    }
  }

  @Test
  void whoComesBackToAnotherWelcomeNamesWhatTheySawByTheTokenOfThen() {
    try (SheetTable table = new SheetTable()) {
      Device ada = table.device("ada");
      byte[] then = ada.resume;
      ada.go();
      table.device("ben").act("sheets.value", value("str", 11));
      table.restart();
      table.pass(Duration.ofDays(40));
      ada.resume = new byte[0];
      table.devices.values().forEach(Device::come);
      assertEquals("ok", ada.editSince(then, "sheets.value", value("dex", 12)).code());
      assertEquals("conflict", ada.editSince(then, "sheets.value", value("str", 12)).code());
      assertEquals("conflict-theirs", table.choose("gm", "theirs").code());
      // Somebody else's token tells nothing: what stands was put there by somebody.
      byte[] other = table.device("ben").resume;
      assertEquals("conflict", ada.editSince(other, "sheets.value", value("hp", 3)).code());
      assertEquals(
          "conflict", ada.editSince(new byte[] {1}, "sheets.value", value("hp", 4)).code());
    }
  }

  @Test
  void anOutboxThatComesBackAfterARestartGoesTheSameWay() {
    try (SheetTable table = new SheetTable()) {
      Device ada = table.device("ada");
      long base = ada.position;
      ada.go();
      table.device("ben").act("sheets.value", value("str", 11));
      table.device("gm").act("note.edit", "{\"note\":\"n\",\"title\":\"Other\"}");
      table.restart();
      table.pass(Duration.ofHours(5));
      table.devices.values().forEach(Device::come);
      assertEquals("conflict", ada.edit(base, "sheets.value", value("str", 12)).code());
      assertEquals("ok", ada.edit(base, "note.edit", "{\"note\":\"n\",\"text\":\"new\"}").code());
      assertEquals(
          "no-such-thing",
          ada.edit(base, "actor.edit", "{\"actor\":\"nobody\",\"name\":\"x\"}").code());
      assertEquals("Other", table.at("notes", "n", "title"));
      assertEquals("conflict-settled", table.choose("gm", "mine").code());
    }
  }
}
