package io.tablekeep.engine.approval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.Seed;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.Seat;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.ParticipantRef;
import io.tablekeep.sdk.model.TokenRef;
import io.tablekeep.sdk.model.action.AskAnswer;
import io.tablekeep.sdk.model.action.AskBatch;
import io.tablekeep.sdk.model.action.AskDecide;
import io.tablekeep.sdk.model.action.AskDelegate;
import io.tablekeep.sdk.model.action.AskWithdraw;
import io.tablekeep.sdk.model.action.TokenMove;
import io.tablekeep.sdk.view.Audience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * People ask, agree, change, refuse, hand on, take back and let time pass at random, while the
 * server is restarted and killed. Whatever happens, every action that waited comes to one end, its
 * sender can ask for it at any time, and nobody sees what they were not asked.
 */
class AsksAtRandomTest {
  private static final List<String> PLAYERS = List.of("ada", "ben", "cid", "dot");
  private static final int STEPS = 120;

  /** One evening. */
  private static final class Evening {
    final AskTable table;
    final SplittableRandom random;

    /** What was sent, by sender and number: type and payload. */
    final Map<String, String[]> sent = new TreeMap<>();

    /** Ends that were told, which never change any more. */
    final Map<String, String> ends = new TreeMap<>();

    long numbers;
    int pending;
    int settled;

    Evening(long seed) {
      table = new AskTable(seed);
      random = new SplittableRandom(seed);
    }

    void play() {
      for (int step = 0; step < STEPS; step++) {
        step();
        if (step % 10 == 0) {
          checkViews();
        }
      }
      checkReceipts();
      table.restart();
      checkReceipts();
      checkViews();
      table.close();
    }

    private void step() {
      String who = one(PLAYERS);
      String ask = random.nextInt(12) == 0 ? "nothing" : one(table.waiting(), "nothing");
      switch (random.nextInt(20)) {
        case 0, 1, 2 -> send(who, "duel.strike", strike());
        case 3, 4 -> send(who, "duel.poll", poll());
        case 5 -> send(who, "duel.gift", "{\"from\":\"bram\",\"to\":\"wolf\"}");
        case 6 -> table.act("gm", new Duel.Heal(new ActorRef(actor()), random.nextInt(-2, 3)));
        case 7 -> table.act("gm", new Duel.Arm(new ActorRef(actor()), random.nextInt(5, 15)));
        case 8 ->
            table.act(
                "gm", new TokenMove(new TokenRef("inn", "t1"), new Point(random.nextInt(9), 1)));
        case 9, 10, 11 -> heard(table.act(decider(who), AskDecide.yes(ask)));
        case 12 -> heard(table.act("gm", edit(ask)));
        case 13 -> heard(table.act("gm", AskDecide.no(ask, "No " + random.nextInt(99))));
        case 14 -> batch();
        case 15 -> delegate(who, ask);
        case 16 -> heard(table.act(who, new AskWithdraw(ask)));
        case 17 -> answer(ask);
        case 18 -> table.pass(Duration.ofSeconds(random.nextInt(40)));
        default -> {
          if (random.nextBoolean()) {
            table.kill();
          } else {
            table.restart();
          }
        }
      }
      learn();
    }

    private void heard(Receipt receipt) {
      assertNotEquals("internal", receipt.code(), receipt.toString());
      assertNotEquals("rule-failed", receipt.code(), receipt.toString());
    }

    private String decider(String who) {
      return random.nextInt(3) == 0 ? who : "gm";
    }

    private String actor() {
      return random.nextBoolean() ? "wolf" : "bram";
    }

    private String strike() {
      int seconds = random.nextInt(3) == 0 ? 20 : 0;
      return "{\"target\":\"" + actor() + "\",\"bonus\":0,\"seconds\":" + seconds + "}";
    }

    private String poll() {
      int seconds = random.nextInt(2) * 15;
      return "{\"whom\":[\"" + one(PLAYERS) + "\",\"eve\"],\"seconds\":" + seconds + "}";
    }

    private AskDecide edit(String ask) {
      Map<String, Object> changes =
          Map.of("/actors/" + actor() + "/duel/hp", random.nextInt(-5, 25));
      return new AskDecide(ask, true, Optional.empty(), changes, List.of());
    }

    private void batch() {
      List<AskDecide> decisions = new ArrayList<>();
      for (int i = random.nextInt(1, 5); i > 0; i--) {
        String ask = one(table.waiting(), "nothing");
        decisions.add(random.nextInt(4) > 0 ? AskDecide.yes(ask) : AskDecide.no(ask, "No."));
      }
      Receipt receipt = table.act("gm", new AskBatch(decisions));
      heard(receipt);
      assertEquals(decisions.size(), receipt.parts().size());
    }

    private void delegate(String who, String ask) {
      Optional<String> question =
          random.nextBoolean() ? Optional.empty() : Optional.of(one(PLAYERS));
      String to = one(List.of("ada", "ben", "eve", "gm", "sam", "none"));
      heard(table.act(decider(who), new AskDelegate(ask, question, new ParticipantRef(to))));
    }

    private void answer(String ask) {
      Object number = random.nextInt(5) == 0 ? "many" : (Object) random.nextInt(12);
      String question = random.nextBoolean() ? "eve" : one(PLAYERS);
      String who = random.nextBoolean() ? "gm" : question;
      heard(table.act(who, new AskAnswer(ask, question, Map.of("number", number))));
    }

    private void send(String who, String type, String json) {
      long n = ++numbers;
      sent.put(who + ' ' + n, new String[] {type, json});
      Receipt receipt = table.send(who, n, type, json);
      heard(receipt);
      pending += receipt.outcome() == Receipt.Outcome.PENDING ? 1 : 0;
    }

    /** What seats were told by themselves. */
    private void learn() {
      table.seats.forEach(
          (who, seat) -> {
            for (Receipt receipt : seat.receipts) {
              if (receipt.device().equals("phone")
                  && receipt.outcome() != Receipt.Outcome.PENDING) {
                ended(who + ' ' + receipt.n(), receipt);
              }
            }
            seat.receipts.clear();
          });
    }

    private void ended(String id, Receipt receipt) {
      String text = receipt.outcome() + " " + receipt.code() + " " + receipt.message();
      String known = ends.put(id, text);
      settled += known == null ? 1 : 0;
      assertEquals(known == null ? text : known, text, id + " has one end");
    }

    private void checkReceipts() {
      long waits = 0;
      for (Map.Entry<String, String[]> each : sent.entrySet()) {
        String[] id = each.getKey().split(" ", -1);
        Receipt receipt =
            table.send(id[0], Long.parseLong(id[1]), each.getValue()[0], each.getValue()[1]);
        if (receipt.outcome() == Receipt.Outcome.PENDING) {
          waits++;
          Object by = table.at("asks", receipt.ask(), "sent", "by");
          assertEquals(id[0], by, "what is pending waits");
        } else {
          ended(each.getKey(), receipt);
        }
      }
      assertEquals(table.waiting().size(), waits, "what waits is pending");
    }

    /** Frames add up to the view, and the view holds nothing of what others are asked. */
    private void checkViews() {
      JsonObject document = table.document();
      for (Map.Entry<String, AskTable.Seated> each : table.seats.entrySet()) {
        String who = each.getKey();
        AskTable.Seated fresh = new AskTable.Seated();
        Seat seat = table.await(table.campaign.join(who, fresh));
        table.settle();
        seat.leave();
        table.settle();
        assertEquals(String.valueOf(fresh.view), String.valueOf(each.getValue().view), who);
        Participant participant = People.participant(document, who).orElseThrow();
        if (participant.role().runsGame() || !(fresh.at("asks") instanceof JsonObject asks)) {
          continue;
        }
        for (String key : asks.keys()) {
          Ask ask = Ask.find(document, key).orElseThrow();
          assertTrue(
              ask.sent().by().equals(who) || ask.asked().contains(who), who + " sees " + key);
          assertEquals(ask.sent().by().equals(who), asksAt(asks, key, "sent") != null);
          for (String hidden : List.of("reads", "proofs", "answers", "to", "hops")) {
            assertEquals(null, asksAt(asks, key, hidden), hidden);
          }
          ask.rolls()
              .forEach(
                  (what, rolled) ->
                      assertEquals(
                          isBefore(rolled.to(), who),
                          asksAt(asks, key, "rolls", what) != null,
                          who + " sees dice for " + rolled.to()));
          ask.questions()
              .forEach(
                  (question, one) ->
                      assertEquals(
                          one.to().contains(who),
                          asksAt(asks, key, "questions", question) != null,
                          who + " sees " + question));
        }
      }
    }

    private static boolean isBefore(Audience to, String who) {
      return to instanceof Audience.Everyone
          || (to instanceof Audience.Named named && named.participants().contains(who));
    }

    private static @Nullable Object asksAt(JsonObject asks, String key, String... below) {
      Object ask = asks.get(key);
      return ask == null ? null : Trees.get(ask, below);
    }

    private String one(List<String> of) {
      return of.get(random.nextInt(of.size()));
    }

    private String one(List<String> of, String otherwise) {
      return of.isEmpty() ? otherwise : one(of);
    }
  }

  @Test
  void everyActionThatWaitedComesToOneEndAndNobodySeesMoreThanTheirPart() {
    long from = Seed.of("everyActionThatWaitedComesToOneEndAndNobodySeesMoreThanTheirPart");
    int pending = 0;
    int settled = 0;
    for (int i = 0; i < 25; i++) {
      Evening evening = new Evening(from + i);
      try {
        evening.play();
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + (from + i) + ": " + e.getMessage(), e);
      }
      pending += evening.pending;
      settled += evening.settled;
    }
    assertTrue(pending > 200 && settled > pending / 2, pending + " waited, " + settled + " ended");
  }
}
