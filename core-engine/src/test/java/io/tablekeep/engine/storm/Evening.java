package io.tablekeep.engine.storm;

import io.tablekeep.engine.conflict.Sheets;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.game.Question;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.schema.Range;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.view.Audience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The edits of {@link Sheets}, and actions that wait for people or end by themselves. */
final class Evening implements GameSystem {
  /** Somebody would like to be lucky; the game master agrees, for a while or for ever. */
  record Offer(ActorRef actor, int seconds) {}

  /** One question to each, then the sum of what they say. */
  record Poll(ActorRef actor, List<String> whom, int seconds) {}

  /** What one says. */
  record Says(@Range(min = 0, max = 9) int number) {}

  /** Something that lasts. */
  record Spell(ActorRef actor, int seconds) {}

  private final Sheets sheets = new Sheets();

  @Override
  public String id() {
    return sheets.id();
  }

  @Override
  public void define(SystemDefinition system) {
    sheets.define(system);
    system.action("offer", Offer.class, Evening::offer);
    system.action("poll", Poll.class, Evening::poll);
    system.action("spell", Spell.class, Evening::spell);
    system.ends("actors/*/sheets-spell", "until", Evening::fades);
    for (String open : List.of("sheets-luck", "sheets-poll", "sheets-faded")) {
      system.visible("actors/*/" + open, Audience.everyone());
    }
  }

  private static Decision offer(Table table, Offer offer) {
    Node luck = table.state().at("actors", offer.actor().id(), "sheets-luck");
    int more = table.roll("luck", "1d20").total();
    Decision.Propose propose =
        Decision.propose(Changes.none().set(luck, luck.asInt(0) + more), "luck " + more);
    return offer.seconds() > 0 ? propose.within(Duration.ofSeconds(offer.seconds())) : propose;
  }

  private static Decision poll(Table table, Poll poll) {
    List<Question<?>> open = new ArrayList<>();
    int sum = 0;
    for (String one : poll.whom()) {
      var said = table.answer(one, Says.class);
      if (said.isPresent()) {
        sum += said.get().number();
      } else {
        Question<Says> question =
            Question.of(one, Audience.named(one), "How many, " + one + "?", new Says(4));
        open.add(
            poll.seconds() > 0 ? question.within(Duration.ofSeconds(poll.seconds())) : question);
      }
    }
    return open.isEmpty()
        ? Decision.apply(
            Changes.none().set(table.state().at("actors", poll.actor().id(), "sheets-poll"), sum))
        : new Decision.Ask(open);
  }

  private static Decision spell(Table table, Spell spell) {
    Node at = table.state().at("actors", spell.actor().id(), "sheets-spell");
    return Decision.apply(
        Changes.none().set(at.at("until"), table.now().plusSeconds(spell.seconds())));
  }

  private static Changes fades(Table table, Node spell) {
    Node faded = table.state().at("actors", spell.pointer().key(1), "sheets-faded");
    return Changes.none().set(faded, faded.asInt(0) + 1);
  }
}
