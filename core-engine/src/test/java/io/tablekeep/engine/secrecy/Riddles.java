package io.tablekeep.engine.secrecy;

import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.game.Question;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.ParticipantRef;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.view.Audience;
import java.util.List;
import java.util.Optional;

/** A game of questions: to the game master, to somebody, to two people at once. */
final class Riddles implements GameSystem {
  static final String ID = "riddles";

  /** Wants the game master's leave. */
  record Dare(@Mine ActorRef who, int height) {}

  /** Asks one participant. */
  record Whisper(ParticipantRef to) {}

  /** Asks two participants, each something else. */
  record Both(ParticipantRef one, ParticipantRef two) {}

  /** What the owner keeps, what everyone sees, and what the game master alone knows. */
  record Mark(@Mine ActorRef who, int n) {}

  record Yes(boolean yes) {}

  @Override
  public String id() {
    return ID;
  }

  @Override
  public void define(SystemDefinition system) {
    system.action("dare", Dare.class, Riddles::dare);
    system.action("whisper", Whisper.class, Riddles::whisper);
    system.action("both", Both.class, Riddles::both);
    system.action("mark", Mark.class, Riddles::mark);
    system.visible("actors/*/riddles/height", Audience.everyone());
    system.visible("actors/*/riddles/secret", Audience.gm());
  }

  private static Decision dare(Table table, Dare dare) {
    Node who = table.state().at(dare.who().pointer());
    int height = table.roll("height", "1d20", to(dare.who())).total() + dare.height();
    return Decision.propose(
        Changes.none().set(who.at("riddles", "height"), height), "jumps " + height);
  }

  /** Dice of an actor that is not seen by all are not for all. */
  private static Audience to(ActorRef who) {
    return Audience.ownerOf(who.id());
  }

  private static Decision whisper(Table table, Whisper whisper) {
    Optional<Yes> answer = table.answer("listen", Yes.class);
    if (answer.isEmpty()) {
      return Decision.ask(ask("listen", whisper.to(), "Do you listen?"));
    }
    return answer.get().yes()
        ? Decision.apply(Changes.none().say(Audience.named(whisper.to().id()), "psst"))
        : Decision.reject("not-heard", "Nobody listens.");
  }

  private static Decision both(Table table, Both both) {
    Optional<Yes> one = table.answer("first", Yes.class);
    Optional<Yes> two = table.answer("second", Yes.class);
    if (one.isEmpty() || two.isEmpty()) {
      return new Decision.Ask(
          List.of(
              ask("first", both.one(), "The first secret?"),
              ask("second", both.two(), "The second secret?")));
    }
    return Decision.apply(Changes.none().say(Audience.gm(), "both have answered"));
  }

  private static Question<Yes> ask(String key, ParticipantRef whom, String summary) {
    return Question.of(key, Audience.named(whom.id()), summary, new Yes(true));
  }

  private static Decision mark(Table table, Mark mark) {
    Node own = table.state().at(mark.who().pointer()).at(ID);
    return Decision.apply(
        Changes.none()
            .set(own.at("kept"), mark.n())
            .set(own.at("height"), mark.n() / 10)
            .set(own.at("secret"), table.roll("secret", "1d100", Audience.gm()).total()));
  }
}
