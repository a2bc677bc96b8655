package io.tablekeep.engine.approval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.sdk.model.ActorRef;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Things that a game system has declared to end do so, in a simulation. */
class EndingTest {
  private final AskTable table = new AskTable();

  @AfterEach
  void close() {
    table.close();
  }

  private void bless(String who, int seconds, String how) {
    assertEquals("ok", table.act("gm", new Duel.Bless(new ActorRef(who), seconds, how)).code());
  }

  private @Nullable Object blessing(String who) {
    return table.at("actors", who, "duel", "bless");
  }

  private void pass(int seconds) {
    table.pass(Duration.ofSeconds(seconds));
  }

  private int ended() {
    return table.journal().split("\"effect.end\"", -1).length - 1;
  }

  @Test
  void whatEndsIsGoneWhenItsTimeIsUpInAnEntryOfItsOwn() {
    bless("wolf", 60, "plain");
    long version = table.version();
    pass(59);
    assertNotNull(blessing("wolf"));
    assertEquals(version, table.version());
    pass(2);
    assertNull(blessing("wolf"));
    assertEquals(version + 1, table.version());
    assertTrue(table.journal().contains("/actors/wolf/duel/bless"));
    pass(3_600);
    assertEquals(version + 1, table.version(), "once");
  }

  @Test
  void whatItsEndBringsIsFollowedLikeEveryChange() {
    bless("wolf", 60, "hurts");
    pass(61);
    assertEquals(0L, table.at("actors", "wolf", "duel", "hp"));
    assertEquals("down", table.at("actors", "wolf", "duel", "state"), "by a reaction");
    assertEquals(true, table.at("actors", "wolf", "duel", "bloodied"), "by a derivation");
    assertNull(blessing("wolf"));
  }

  @Test
  void whatIsGivenALaterEndLastsUntilThen() {
    bless("wolf", 60, "again");
    pass(61);
    assertNotNull(blessing("wolf"));
    pass(8);
    assertNotNull(blessing("wolf"));
    pass(2);
    assertNull(blessing("wolf"));
    assertTrue(String.valueOf(table.at("chat")).contains("The blessing fades."));
    assertEquals(2, ended());
  }

  @Test
  void whatIsTakenAwayBeforeNeedsNoEnd() {
    bless("wolf", 60, "told");
    bless("bram", 60, "told");
    bless("bram", 120, "told");
    table.act("ada", new Duel.Curse(new ActorRef("wolf")));
    pass(61);
    assertEquals(0, ended());
    pass(60);
    assertEquals(1, ended(), "the later end counts");
  }

  @Test
  void noEndIsForgottenByARestart() {
    bless("wolf", 60, "plain");
    bless("bram", 90, "plain");
    pass(30);
    table.restart();
    pass(29);
    assertNotNull(blessing("wolf"));
    pass(2);
    assertNull(blessing("wolf"));
    table.kill();
    pass(20);
    assertNotNull(blessing("bram"));
    pass(10);
    assertNull(blessing("bram"));
    assertEquals(2, ended());
  }

  @Test
  void whatFellDueWhileItWasNotOpenEndsWhenItIs() {
    bless("wolf", 60, "plain");
    table.runtime.kill();
    table.simulation.advance(Duration.ofDays(3));
    table.kill();
    pass(1);
    assertNull(blessing("wolf"));
  }

  @Test
  void noRuleIsAskedWhenItsEntryIsReadAgain() {
    bless("wolf", 60, "dice");
    pass(61);
    Object fell = table.at("actors", "wolf", "duel", "last");
    assertNotNull(fell);
    assertTrue(table.journal().contains("\"fade\""), "the dice are in the journal");
    int rounds = table.duel.rounds;
    table.kill();
    pass(60);
    assertEquals(fell, table.at("actors", "wolf", "duel", "last"));
    assertEquals(rounds, table.duel.rounds);
  }

  @Test
  void oneThatFailsIsTriedAgainMoreAndMoreSeldomAndKeepsNobodyElse() {
    bless("wolf", 10, "throws");
    bless("bram", 11, "plain");
    bless("ghost", 12, "plain");
    pass(13);
    assertNull(blessing("bram"));
    assertNull(blessing("ghost"));
    assertNotNull(blessing("wolf"));
    int early = table.duel.rounds;
    pass(60);
    int tries = table.duel.rounds - early;
    assertTrue(tries >= 2 && tries <= 8, () -> tries + " tries in a minute");
    pass(3_600);
    assertTrue(table.duel.rounds < early + 80, () -> "tried " + table.duel.rounds + " times");
    assertEquals(2, ended());
    table.act("ada", new Duel.Curse(new ActorRef("wolf")));
    int last = table.duel.rounds;
    pass(3_600);
    assertEquals(last, table.duel.rounds);
  }

  @Test
  void oneThatCannotBeIsNone() {
    for (String how : new String[] {"harms", "asks"}) {
      bless("wolf", 10, how);
      pass(12);
      assertNotNull(blessing("wolf"), how);
      assertEquals(12L, table.at("actors", "wolf", "duel", "hp"), how);
    }
    assertEquals(0, ended());
    assertFalse(table.journal().contains("\"refused\""));
  }

  @Test
  void manyThatEndTogetherAllEnd() {
    for (int i = 0; i < 60; i++) {
      bless("wolf", 1, "plain");
      bless("bram", 1, "told");
      bless("ghost", 1, "dice");
      pass(2);
    }
    assertEquals(180, ended());
  }
}
