package io.tablekeep.server.auth;

/**
 * What a valid link says.
 *
 * @param campaign key of the campaign
 * @param participant key of the participant in it
 * @param issued when the link was made, in seconds since 1970
 * @param session hash of the session it was made for, with which it ends; empty for a plain link
 * @param expires when it ends, in seconds since 1970; 0 for never
 */
public record SeatClaim(
    String campaign, String participant, long issued, String session, long expires) {

  /**
   * What a plain link says.
   *
   * @param campaign key of the campaign
   * @param participant key of the participant in it
   * @param issued when the link was made, in seconds since 1970
   */
  public SeatClaim(String campaign, String participant, long issued) {
    this(campaign, participant, issued, "", 0);
  }
}
