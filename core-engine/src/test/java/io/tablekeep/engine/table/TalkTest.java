package io.tablekeep.engine.table;

import static io.tablekeep.engine.table.RichTable.ADA;
import static io.tablekeep.engine.table.RichTable.BEN;
import static io.tablekeep.engine.table.RichTable.CO;
import static io.tablekeep.engine.table.RichTable.GM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.ChatRef;
import io.tablekeep.sdk.model.ParticipantRef;
import io.tablekeep.sdk.model.action.CampaignEdit;
import io.tablekeep.sdk.model.action.ChatDelete;
import io.tablekeep.sdk.model.action.ChatEdit;
import io.tablekeep.sdk.model.action.ChatSay;
import io.tablekeep.sdk.model.action.DiceRoll;
import io.tablekeep.sdk.model.document.ChatLine;
import io.tablekeep.sdk.model.document.Documents;
import io.tablekeep.sdk.model.document.TablePolicy;
import io.tablekeep.sdk.state.Pointer;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who hears what is said, who sees dice fall, and what becomes of old lines. */
class TalkTest {
  private final Desk desk = new Desk();

  private String newest(String window) {
    JsonObject lines = (JsonObject) desk.at(window);
    String key = "";
    for (JsonObject.Cursor c = lines.cursor(); c.next(); ) {
      key = c.key();
    }
    return window + '/' + key;
  }

  private int heard(Participant who, String window) {
    return ((JsonObject) desk.sees(who, window)).size();
  }

  @Test
  void aWhisperReachesWhomItNamesAndTheGmAlone() {
    desk.act(BEN, ChatSay.whisper("Now!", new ParticipantRef("ada")));
    String line = newest("/chat");
    assertNotNull(desk.sees(ADA, line));
    assertNotNull(desk.sees(BEN, line));
    assertNotNull(desk.sees(CO, line));
    desk.act(BEN, ChatSay.whisper("To the master"));
    assertNull(desk.sees(ADA, newest("/chat")));
    assertNotNull(desk.sees(GM, newest("/chat")));
  }

  @Test
  void onlyTheGmDescribesAndOneSpeaksForOnesOwnActors() {
    ChatSay describe =
        new ChatSay("Rain.", ChatLine.Kind.DESCRIBE, Optional.empty(), Optional.empty());
    assertEquals("gm-only /kind", desk.code(ADA, describe));
    assertEquals("ok", desk.code(GM, describe));
    assertEquals("describe", desk.at(newest("/chat") + "/kind"));
    Optional<ActorRef> bram = Optional.of(new ActorRef("bram"));
    ChatSay emote = new ChatSay("waves", ChatLine.Kind.EMOTE, bram, Optional.empty());
    assertEquals("ok", desk.code(ADA, emote));
    assertEquals("bram", desk.at(newest("/chat") + "/as"));
    assertEquals("no-such-thing /as", desk.code(BEN, emote));
    assertEquals(
        "no-such-thing /to/0", desk.code(BEN, ChatSay.whisper("x", new ParticipantRef("nobody"))));
  }

  @Test
  void wordsAreTakenBackByWhoSaidThemWhileThePolicyAllows() {
    desk.act(ADA, new ChatSay("Oops"));
    ChatRef line = new ChatRef(newest("/chat").substring("/chat/".length()));
    assertEquals("ok", desk.code(ADA, new ChatEdit(line, "Better")));
    assertEquals("Better", desk.at("/chat/" + line.id() + "/text"));
    assertNotNull(desk.at("/chat/" + line.id() + "/edited"));
    assertEquals("no-such-thing /line", desk.code(BEN, new ChatEdit(line, "Mine")));
    assertEquals("not-your-words /line", desk.code(GM, new ChatEdit(line, "Mine")));
    desk.pass(Duration.ofMinutes(16));
    assertEquals("too-late /line", desk.code(ADA, new ChatEdit(line, "Best")));
    assertEquals("too-late /line", desk.code(ADA, new ChatDelete(line)));
    TablePolicy hour = new TablePolicy(60, true);
    desk.act(GM, new CampaignEdit(Optional.empty(), Optional.empty(), Optional.of(hour)));
    assertNotNull(desk.sees(ADA, "/campaign/policy"));
    assertEquals("ok", desk.code(ADA, new ChatDelete(line)));
    assertNull(desk.at("/chat/" + line.id()));
    assertEquals("no-such-thing /line", desk.code(ADA, new ChatDelete(line)));
    assertEquals("ok", desk.code(GM, new ChatDelete(new ChatRef("00a5"))));
  }

  private static DiceRoll roll(Optional<Set<ParticipantRef>> to, boolean blind) {
    return new DiceRoll("2d6", Optional.of("Luck"), Optional.empty(), to, blind);
  }

  @Test
  void diceFallBeforeEveryoneTheGmOrBehindTheRollersBack() {
    desk.act(ADA, roll(Optional.empty(), false));
    assertNotNull(desk.sees(BEN, newest("/dice")));
    desk.act(ADA, roll(Optional.of(Set.of()), false));
    assertNull(desk.sees(BEN, newest("/dice")));
    assertNotNull(desk.sees(ADA, newest("/dice")));
    desk.act(ADA, roll(Optional.empty(), true));
    assertNull(desk.sees(ADA, newest("/dice")));
    assertNull(desk.sees(BEN, newest("/dice")));
    assertNotNull(desk.sees(GM, newest("/dice")));
    desk.act(GM, roll(Optional.of(Set.of()), false));
    assertNull(desk.sees(ADA, newest("/dice")));
    assertNotNull(desk.sees(CO, newest("/dice")));
  }

  @Test
  void diceTellHowTheirTotalCameAboutOrWhatIsWrongWithThem() {
    desk.act(ADA, DiceRoll.of("4d6kh3/4"));
    String line = newest("/dice");
    String text = String.valueOf(desk.at(line + "/text"));
    assertTrue(text.matches("\\[\\dd?, \\dd?, \\dd?, \\dd?]/4"), text);
    Number total = (Number) desk.at(line + "/total");
    assertNotNull(total);
    assertEquals(0, total.doubleValue() * 4 % 1);
    assertEquals(4, ((JsonArray) desk.at(line + "/faces")).size());
    assertEquals("dice-notation /notation", desk.code(ADA, DiceRoll.of("x")));
    assertEquals("dice-number /notation", desk.code(ADA, DiceRoll.of("1/0")));
    assertEquals("dice-reference /notation", desk.code(ADA, DiceRoll.of("1d20+@level")));
    Optional<ActorRef> bram = Optional.of(new ActorRef("bram"));
    DiceRoll sheet =
        new DiceRoll("@inventory.i1.quantity * 2", Optional.empty(), bram, Optional.empty(), false);
    assertEquals("ok", desk.code(ADA, sheet));
    assertEquals(6L, desk.at(newest("/dice") + "/total"));
  }

  @Test
  void whatIsWhisperedDrivesNothingElseOutOfTheWindow() {
    int publicLines = heard(ADA, "/chat");
    for (int i = 0; i < Documents.WHISPER_LINES + 20; i++) {
      desk.act(BEN, ChatSay.whisper("to the master " + i));
    }
    assertEquals(publicLines, heard(ADA, "/chat"));
    for (int i = 0; i < Documents.CHAT_LINES + 20; i++) {
      desk.act(ADA, new ChatSay("line " + i));
    }
    // a2 is whispered to ada, a4 is her own to the master: neither makes room for public lines.
    assertEquals(Documents.CHAT_LINES + 2, heard(ADA, "/chat"));
    assertNotNull(desk.at("/chat/00a2"));
    assertNull(desk.at("/chat/00a1"));
    assertEquals(Documents.CHAT_LINES + 2 + Documents.WHISPER_LINES, heard(BEN, "/chat"));
  }

  @Test
  void twoPeopleWhoWhisperToTheSameThirdHaveWindowsOfTheirOwn() {
    for (int i = 0; i < Documents.WHISPER_LINES; i++) {
      desk.act(ADA, ChatSay.whisper("a" + i, new ParticipantRef("ben")));
    }
    int before = heard(ADA, "/chat");
    for (int i = 0; i < Documents.WHISPER_LINES + 5; i++) {
      desk.act(GM, ChatSay.whisper("g" + i, new ParticipantRef("ben")));
    }
    assertEquals(before, heard(ADA, "/chat"));
  }

  @Test
  void blindDiceAndOpenOnesHaveWindowsOfTheirOwn() {
    int before = heard(ADA, "/dice");
    for (int i = 0; i < Documents.DICE_LINES + 5; i++) {
      desk.act(ADA, roll(Optional.empty(), true));
    }
    assertEquals(before, heard(ADA, "/dice"));
    assertTrue(heard(GM, "/dice") <= Documents.WHISPER_LINES + 3);
  }

  @Test
  void whatOthersWhisperIsNoReasonToRefuseALine() {
    JsonObject root = RichTable.root();
    for (int i = 0; i < 30; i++) {
      Object person = Trees.get(root, "participants", "ben");
      root = Trees.put(root, Pointer.of("participants", "p" + i), person, 1);
    }
    Desk desk = new Desk(root, 1);
    String refused = "";
    for (int i = 0; i < 30 * Documents.WHISPER_LINES && refused.isEmpty(); i++) {
      ParticipantRef to = new ParticipantRef("p" + i / Documents.WHISPER_LINES);
      String code = desk.code(GM, ChatSay.whisper("x", to));
      refused = code.equals("ok") ? "" : code;
    }
    assertEquals("too-many-lines", refused);
    assertEquals("ok", desk.code(GM, new ChatSay("for all")));
    assertEquals("ok", desk.code(ADA, ChatSay.whisper("to the master")));
  }
}
