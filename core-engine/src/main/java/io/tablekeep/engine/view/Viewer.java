package io.tablekeep.engine.view;

import io.tablekeep.sdk.game.Participant;

/**
 * Whose eyes a view is for. Viewers that are equal see the same.
 *
 * @param participant key of the participant; empty for all who run the game
 * @param runsGame whether they see everything
 */
public record Viewer(String participant, boolean runsGame) {
  private static final Viewer GM = new Viewer("", true);

  /**
   * The viewer of a participant.
   *
   * @param who the participant
   * @return one and the same for all who run the game
   */
  public static Viewer of(Participant who) {
    return who.role().runsGame() ? GM : new Viewer(who.id(), false);
  }
}
