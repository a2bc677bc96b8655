package io.tablekeep.server.torture.rogue;

import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.view.Audience;
import java.time.Duration;
import org.pf4j.Extension;

/** A well-behaved game: blows that the game master has to allow, and omens that nobody is shown. */
@Extension
public final class FraySystem implements GameSystem {
  /**
   * Hits somebody, if the game master agrees in time.
   *
   * @param target whom
   * @param seconds how long that may take; 0 for as long as it takes
   */
  public record Strike(ActorRef target, int seconds) {}

  /**
   * Takes effect at once.
   *
   * @param target who
   * @param armour from 10 on it counts
   */
  public record Arm(ActorRef target, int armour) {}

  @Override
  public String id() {
    return "fray";
  }

  @Override
  public void define(SystemDefinition system) {
    system.action("strike", Strike.class, FraySystem::strike);
    system.action("arm", Arm.class, FraySystem::arm);
    system.visible("actors/*/fray/hp", Audience.everyone());
  }

  private static Decision strike(Table table, Strike strike) {
    Node fray = table.state().at("actors", strike.target().id(), "fray");
    int damage = fray.at("armour").asInt(0) >= 10 ? 1 : 3;
    Changes hit =
        Changes.none()
            .set(fray.at("hp"), fray.at("hp").asInt(0) - damage)
            .set(fray.at("last"), table.roll("hit", "1d20").total())
            .say(Audience.everyone(), "A hit!");
    Decision.Propose propose = Decision.propose(hit, "hits for " + damage);
    return strike.seconds() > 0 ? propose.within(Duration.ofSeconds(strike.seconds())) : propose;
  }

  private static Decision arm(Table table, Arm arm) {
    Node fray = table.state().at("actors", arm.target().id(), "fray");
    return Decision.apply(Changes.none().set(fray.at("armour"), arm.armour()));
  }
}
