package io.tablekeep.engine.view;

import io.tablekeep.engine.view.sight.Scene;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.game.Role;

/**
 * Whose eyes a view is for. Viewers that are equal see the same.
 *
 * @param participant key of the participant; empty for all who run the game
 * @param runsGame whether they see everything
 * @param watches whether they only watch, and so look through the players' tokens
 */
public record Viewer(String participant, boolean runsGame, boolean watches) {
  private static final Viewer GM = new Viewer("", true, false);

  /**
   * The viewer of a participant.
   *
   * @param who the participant
   * @return one and the same for all who run the game
   */
  public static Viewer of(Participant who) {
    return who.role().runsGame() ? GM : new Viewer(who.id(), false, who.role() == Role.SPECTATOR);
  }

  /** Whose tokens they see through. */
  String eyes() {
    return watches ? Scene.EVERYONE : participant;
  }
}
