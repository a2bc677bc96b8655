package io.tablekeep.server.auth;

/** Who sends a request. */
public sealed interface Caller {
  /** Whoever holds the host key. */
  record Host() implements Caller {}

  /**
   * Whoever holds a seat's link.
   *
   * @param claim what the link says
   */
  record Seated(SeatClaim claim) implements Caller {}

  /**
   * Whoever is logged in.
   *
   * @param account key of the account
   * @param session hash of the session
   */
  record Person(String account, String session) implements Caller {}

  /**
   * Nobody this server knows.
   *
   * @param tried whether something was shown that is no key of this server
   */
  record Unknown(boolean tried) implements Caller {}
}
