package io.tablekeep.engine.history;

import io.tablekeep.engine.approval.People;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.view.Viewer;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.game.Role;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whoever looks back.
 *
 * @param now whose eyes they have now
 */
record Onlooker(Viewer now) {
  static Onlooker of(Participant who) {
    return new Onlooker(Viewer.of(who));
  }

  /** The eyes for a document of the past; null where they did not sit at the table. */
  @Nullable Viewer then(JsonObject root) {
    if (now.runsGame()) {
      return now;
    }
    Optional<Participant> was = People.participant(root, now.participant());
    if (was.isEmpty()) {
      return null;
    }
    Role role = was.get().role();
    boolean watches = now.watches() && (role == Role.SPECTATOR || role.runsGame());
    return new Viewer(now.participant(), false, watches);
  }
}
