package io.tablekeep.server.accounts;

import static io.tablekeep.server.accounts.Registry.failed;
import static io.tablekeep.server.accounts.Registry.user;

import io.tablekeep.sdk.state.Node;
import io.tablekeep.server.auth.Caller;
import io.tablekeep.server.auth.SeatClaim;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Which seats are whose, and which links count. Thread-safe. */
public final class Seating {
  /** How long a seat's token counts that was made for a session. */
  public static final Duration SEAT = Duration.ofDays(1);

  private final Registry registry;

  Seating(Registry registry) {
    this.registry = registry;
  }

  /**
   * Whether a signed seat still counts.
   *
   * @param claim what the token says
   * @return false when it is over, revoked, or its device was logged out
   */
  public boolean holds(SeatClaim claim) {
    Node root = registry.accounts.root();
    if (claim.expires() > 0 && claim.expires() <= registry.now().getEpochSecond()) {
      return false;
    }
    if (claim.issued() <= root.at("revoked", claim.campaign(), claim.participant()).asLong(-1)) {
      return false;
    }
    return claim.session().isEmpty()
        || registry
            .personOf(claim.session())
            .filter(account -> hasSeat(account, claim.campaign(), claim.participant()))
            .isPresent();
  }

  private boolean hasSeat(String account, String campaign, String participant) {
    return registry.account(account).at("seats", campaign, participant).exists();
  }

  /**
   * The seat of a logged-in person in a campaign.
   *
   * @param who the person
   * @param campaign key of the campaign
   * @param as which of several seats; empty for the only one
   * @return the seat, empty when they hold none or it is not clear which
   */
  public Optional<SeatClaim> seat(Caller.Person who, String campaign, Optional<String> as) {
    Node held = registry.account(who.account()).at("seats", campaign);
    if (!held.exists()) {
      return Optional.empty();
    }
    List<String> mine =
        held.keys().stream().filter(key -> as.isEmpty() || as.get().equals(key)).toList();
    if (mine.size() != 1) {
      return Optional.empty();
    }
    // Later than any revocation that the seat has outlived.
    long issued =
        Math.max(
            registry.now().getEpochSecond(),
            registry.accounts.root().at("revoked", campaign, mine.get(0)).asLong(-1) + 1);
    return Optional.of(
        new SeatClaim(
            campaign,
            mine.get(0),
            issued,
            who.session(),
            registry.now().plus(SEAT).getEpochSecond()));
  }

  /**
   * The token of a seat.
   *
   * @param claim what it is to say
   * @return what sockets and programs show
   */
  public String token(SeatClaim claim) {
    return registry.keys.seats().issue(claim);
  }

  /**
   * When a link that is made now says it was made.
   *
   * @param campaign key of the campaign
   * @param participant key of the participant
   * @param now seconds since 1970
   * @return {@code now}, or later when older links were revoked in this very second
   */
  public long issued(String campaign, String participant, long now) {
    return Math.max(
        now, registry.accounts.root().at("revoked", campaign, participant).asLong(-1) + 1);
  }

  /**
   * Makes a seat the account's that a link names.
   *
   * @param who the person
   * @param link a seat's token
   * @return the seat; or a failure with code {@code bad-seat}
   */
  public CompletableFuture<HeldSeat> redeem(Caller.Person who, String link) {
    Optional<SeatClaim> claim =
        registry
            .keys
            .seats()
            .verify(link)
            .filter(valid -> valid.session().isEmpty() && holds(valid));
    return claim.isEmpty()
        ? failed(user("bad-seat", "This link is none of this server, or counts no more."))
        : bind(who.account(), claim.get().campaign(), claim.get().participant());
  }

  /**
   * Makes a seat the account's.
   *
   * @param account key of the account
   * @param campaign key of the campaign
   * @param participant key of the participant
   * @return the seat, durable
   */
  public CompletableFuture<HeldSeat> bind(String account, String campaign, String participant) {
    return registry
        .accounts
        .act(new AccountActions.Bind(account, campaign, participant))
        .thenApply(receipt -> new HeldSeat(campaign, participant));
  }

  /**
   * Gives a seat up.
   *
   * @param who the person
   * @param campaign key of the campaign
   * @param participant key of the participant
   * @return when it is durable; or a failure with code {@code no-such-seat}
   */
  public CompletableFuture<?> unbind(Caller.Person who, String campaign, String participant) {
    return registry
        .accounts
        .act(new AccountActions.Unbind(who.account(), campaign, participant))
        .thenApply(registry::revoked);
  }

  /**
   * Makes all links of a participant, and the seats accounts hold by them, count no more; sockets
   * are closed.
   *
   * @param campaign key of the campaign
   * @param participant key of the participant
   * @return when it is durable
   */
  public CompletableFuture<?> revokeLinks(String campaign, String participant) {
    long until = registry.now().getEpochSecond();
    return registry
        .accounts
        .act(new AccountActions.RevokeLinks(campaign, participant, until))
        .thenApply(registry::revoked);
  }

  /**
   * A seat somebody holds.
   *
   * @param campaign key of the campaign
   * @param participant key of the participant
   */
  public record HeldSeat(String campaign, String participant) {}
}
