package ${package};

import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.game.Question;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.schema.Range;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.view.Audience;
import java.util.Optional;
import java.util.stream.Stream;
import org.pf4j.Extension;

/** Heroes dare things. The game master says how hard each is; who fails gathers luck. */
@Extension
public final class ${className} implements GameSystem {
  /** What a player sends: on the wire {@code ${systemId}.dare}. */
  public record Dare(@Mine ActorRef who, @Length(min = 1, max = 80) String what) {}

  /** What stands at {@code actors/{who}/${systemId}}. */
  public record Sheet(@Range(min = 0, max = 20) int luck, @Default("calm") String mood) {}

  /** What the game master answers. */
  public record Difficulty(@Range(min = 1, max = 40) int target) {}

  @Override
  public String id() {
    return "${systemId}";
  }

  @Override
  public void define(SystemDefinition system) {
    system.action("dare", Dare.class, this::dare).describe("Dares something.");
    system.shape("actors/*/${systemId}", Sheet.class, sheet -> Stream.of());
    // Everyone sees the mood. The luck is shown by no line: only its owner and the game master see it.
    system.visible("actors/*/${systemId}/mood", Audience.everyone());
  }

  /** Runs once to ask, and again from the top when the answer is there. */
  private Decision dare(Table table, Dare dare) {
    Node hero = table.state().at("actors", dare.who().id());
    String name = hero.at("name").asText();
    Optional<Difficulty> difficulty = table.answer("difficulty", Difficulty.class);
    if (difficulty.isEmpty()) {
      String question = name + " dares: " + dare.what() + ". How hard is it?";
      return Decision.ask(
          Question.of("difficulty", Audience.gm(), question, new Difficulty(12)));
    }
    int luck = hero.at("${systemId}", "luck").asInt(0);
    // Before the owner alone: the notation tells the luck.
    Audience owner = Audience.ownerOf(dare.who().id());
    boolean done = table.roll("dare", "1d20+" + luck, owner).total() >= difficulty.get().target();
    Sheet after = done ? new Sheet(0, "proud") : new Sheet(Math.min(luck + 1, 20), "sore");
    return Decision.apply(
        Changes.none()
            .set(hero.at("${systemId}"), after)
            .say(Audience.everyone(), name + (done ? " did it!" : " failed.")));
  }
}
