package io.tablekeep.sdk.game;

/** What a seat is at the table. */
public enum Role {
  /** The game master: sees everything, decides what is asked. */
  GM,
  /** A second game master with the same sight and powers at play. */
  CO_GM,
  /** A player: acts through what they own. */
  PLAYER,
  /** Looks on; acts not at all. */
  SPECTATOR;

  /**
   * Whether this role runs the game.
   *
   * @return true for {@link #GM} and {@link #CO_GM}
   */
  public boolean runsGame() {
    return this == GM || this == CO_GM;
  }
}
