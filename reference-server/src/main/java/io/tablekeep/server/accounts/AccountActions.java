package io.tablekeep.server.accounts;

import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.schema.Range;
import java.time.Instant;
import java.util.Optional;

/** What happens to accounts: the payloads of {@link AccountRules}. */
final class AccountActions {
  private AccountActions() {}

  /** Somebody registers. The password is a hash. */
  record Create(
      String id,
      @Length(min = 2, max = 100) String login,
      @Length(min = 1, max = 200) String name,
      String password) {}

  /** A device logs in. The session is a hash. */
  record Open(
      String account,
      String session,
      String id,
      @Length(max = 100) String device,
      Instant expires) {}

  /** A device logs out, or all but one. */
  record Close(String account, Optional<String> session, Optional<String> butNot) {}

  /** Another password; all other devices are logged out. */
  record Password(String account, String password, String butNot) {}

  /** Another name or login. */
  record Rename(
      String account,
      @Length(min = 1, max = 200) Optional<String> name,
      @Length(min = 2, max = 100) Optional<String> login) {}

  /** The account is no more, nor its devices and seats. */
  record Delete(String account) {}

  /** A seat becomes the account's. */
  record Bind(String account, String campaign, String participant) {}

  /** A seat is the account's no more. */
  record Unbind(String account, String campaign, String participant) {}

  /** An invitation is made. */
  record Invite(
      String id,
      String campaign,
      String role,
      @Range(min = 1, max = 1_000) int uses,
      Instant expires,
      Optional<String> by) {}

  /** One use of an invitation is taken, for a place that is made next; for an account, or none. */
  record Take(String id, String place, Optional<String> account) {}

  /** The place was made, and is whose it is to be. */
  record Settle(String place) {}

  /** One use of an invitation is given back: the place was not made. */
  record GiveBack(String id, String place) {}

  /** An invitation counts no more. */
  record Withdraw(String campaign, String id) {}

  /** Links and bound seats of a participant count no more. */
  record RevokeLinks(String campaign, String participant, long until) {}
}
