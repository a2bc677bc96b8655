package io.tablekeep.server.accounts;

import static io.tablekeep.server.accounts.Registry.children;

import io.tablekeep.sdk.state.Node;
import io.tablekeep.server.auth.InviteClaim;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Invitations to campaigns: signed, counted, bounded in time, withdrawn. Thread-safe. */
public final class Invitations {
  private final Registry registry;

  Invitations(Registry registry) {
    this.registry = registry;
  }

  /**
   * An invitation.
   *
   * @param id its key
   * @param campaign key of the campaign
   * @param role what who comes with it will be
   * @param uses how many may come
   * @param used how many came
   * @param expires when it ends
   * @param by participant who made it; empty for the host
   */
  public record Invitation(
      String id, String campaign, String role, int uses, int used, Instant expires, String by) {}

  /**
   * Makes an invitation.
   *
   * @param campaign key of the campaign
   * @param role {@code gm}, {@code co-gm}, {@code player} or {@code spectator}
   * @param uses how many may come
   * @param lasts for how long
   * @param by participant who makes it; empty for the host
   * @return its token, durable
   */
  public CompletableFuture<String> make(
      String campaign, String role, int uses, Duration lasts, Optional<String> by) {
    String id = Tokens.key();
    Instant expires = Instant.ofEpochSecond(registry.now().plus(lasts).getEpochSecond());
    return registry
        .accounts
        .act(new AccountActions.Invite(id, campaign, role, uses, expires, by))
        .thenApply(
            receipt ->
                registry
                    .keys
                    .invites()
                    .issue(new InviteClaim(id, campaign, role, expires.getEpochSecond())));
  }

  /**
   * The invitation a token stands for.
   *
   * @param token anything
   * @return empty when it was forged, withdrawn, used up or is over
   */
  public Optional<Invitation> find(String token) {
    return registry
        .keys
        .invites()
        .verify(token)
        .filter(claim -> claim.expires() > registry.now().getEpochSecond())
        .map(InviteClaim::id)
        .filter(id -> registry.accounts.root().at("invitations", id).exists())
        .map(id -> invitation(registry.accounts.root().at("invitations", id)))
        .filter(one -> one.used() < one.uses() && one.expires().isAfter(registry.now()));
  }

  private static Invitation invitation(Node one) {
    return new Invitation(
        one.key(),
        one.at("campaign").asText(),
        one.at("role").asText().toLowerCase(Locale.ROOT),
        one.at("uses").asInt(),
        one.at("used").asInt(0),
        Instant.parse(one.at("expires").asText()),
        one.at("by").asText(""));
  }

  /**
   * The invitations of a campaign.
   *
   * @param campaign key of the campaign
   * @return those that are not withdrawn
   */
  public List<Invitation> of(String campaign) {
    return children(registry.accounts.root().at("invitations"))
        .filter(one -> one.at("campaign").asText("").equals(campaign))
        .map(Invitations::invitation)
        .toList();
  }

  /**
   * Takes one use of an invitation, for a place that is made next. Until it is settled or given
   * back, it is found by {@link #unfinished}.
   *
   * @param id its key
   * @param place key of the participant that will be
   * @param account whose place it will be; empty for whoever gets its link
   * @return when it is durable; or a failure with code {@code bad-invitation}
   */
  public CompletableFuture<?> take(String id, String place, Optional<String> account) {
    return registry.accounts.act(new AccountActions.Take(id, place, account));
  }

  /**
   * Notes that a place was made and is whose it is to be.
   *
   * @param place key of the participant
   * @return when it is durable
   */
  public CompletableFuture<?> settle(String place) {
    return registry.accounts.act(new AccountActions.Settle(place));
  }

  /**
   * Gives a use back that came to nothing.
   *
   * @param id its key
   * @param place key of the participant that was not made
   * @return when it is durable
   */
  public CompletableFuture<?> giveBack(String id, String place) {
    return registry.accounts.act(new AccountActions.GiveBack(id, place));
  }

  /**
   * A use of an invitation of which it is not known what came of it.
   *
   * @param place key of the participant that was to be made
   * @param invitation key of the invitation
   * @param campaign key of the campaign
   * @param account whose place it was to be
   */
  public record Unfinished(
      String place, String invitation, String campaign, Optional<String> account) {}

  /**
   * The uses of which it is not known what came of them: those under way, and after a crash those
   * that it interrupted.
   *
   * @return all of them
   */
  public List<Unfinished> unfinished() {
    return children(registry.accounts.root().at("unfinished"))
        .map(
            one ->
                new Unfinished(
                    one.key(),
                    one.at("invitation").asText(""),
                    one.at("campaign").asText(""),
                    one.at("account").exists()
                        ? Optional.of(one.at("account").asText())
                        : Optional.empty()))
        .toList();
  }

  /**
   * Withdraws an invitation.
   *
   * @param campaign key of the campaign
   * @param id its key
   * @return when it is durable; or a failure with code {@code no-such-invitation}
   */
  public CompletableFuture<?> withdraw(String campaign, String id) {
    return registry.accounts.act(new AccountActions.Withdraw(campaign, id));
  }
}
