package io.tablekeep.server.accounts;

import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finishes arrivals that a crash has interrupted. Using an invitation writes to two documents: what
 * stands in one of them only is made whole at the next start. Without the place at the table the
 * use of the invitation is given back; with it the account gets the place. A place that nobody can
 * be given any more (they came without an account, or their account takes no more places) stays at
 * the table, where a game master sees it and makes its link. Thread-safe.
 */
public final class Arrivals {
  private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);

  private final Function<String, CompletableFuture<Node>> campaigns;
  private final Accounts accounts;

  /**
   * Arrivals of a server.
   *
   * @param campaigns looks at a campaign by its key, or fails as {@code Engine.open} does
   * @param accounts know of the invitations
   */
  public Arrivals(Function<String, CompletableFuture<Node>> campaigns, Accounts accounts) {
    this.campaigns = campaigns;
    this.accounts = accounts;
  }

  /**
   * What is under way or was interrupted.
   *
   * @return keys of the places that were to be made; none while that cannot be read
   */
  public Set<String> pending() {
    try {
      return accounts.invitations().unfinished().stream()
          .map(Invitations.Unfinished::place)
          .collect(Collectors.toSet());
    } catch (TablekeepException unavailable) {
      return Set.of();
    }
  }

  /**
   * Finishes what was interrupted.
   *
   * @param places what was {@link #pending} and is on nobody's way: before anybody arrives, or so
   *     long ago that nobody waits for it any more
   * @return when everything is durable; what could not be finished is tried again at the next start
   */
  public CompletableFuture<Void> finish(Set<String> places) {
    List<Invitations.Unfinished> all;
    try {
      all = accounts.invitations().unfinished();
    } catch (TablekeepException unavailable) {
      return CompletableFuture.completedFuture(null);
    }
    return CompletableFuture.allOf(
        all.stream()
            .filter(one -> places.contains(one.place()))
            .map(
                one ->
                    finish(one)
                        .exceptionally(
                            fault -> {
                              LOG.warn("an arrival at {} is unfinished", one.campaign(), fault);
                              return false;
                            }))
            .toArray(CompletableFuture[]::new));
  }

  private CompletableFuture<Boolean> finish(Invitations.Unfinished one) {
    return campaigns
        .apply(one.campaign())
        .handle(
            (root, fault) -> {
              if (fault != null && !isGone(fault)) {
                throw new CompletionException(fault);
              }
              return fault == null && root.at("participants", one.place()).exists();
            })
        .thenCompose(made -> made ? settle(one) : giveBack(one));
  }

  private CompletableFuture<Boolean> giveBack(Invitations.Unfinished one) {
    LOG.info("an interrupted arrival at {} gives its invitation back", one.campaign());
    return accounts.invitations().giveBack(one.invitation(), one.place()).thenApply(done -> false);
  }

  private CompletableFuture<Boolean> settle(Invitations.Unfinished one) {
    LOG.info("an interrupted arrival at {} is finished", one.campaign());
    CompletableFuture<?> bound =
        one.account().isPresent()
            ? accounts.seats().bind(one.account().get(), one.campaign(), one.place())
            : CompletableFuture.completedFuture(null);
    return bound
        .handle((done, fault) -> Optional.<Throwable>ofNullable(fault))
        .thenCompose(
            fault -> {
              if (fault.isPresent() && !isRefused(fault.get())) {
                return CompletableFuture.failedFuture(fault.get());
              }
              fault.ifPresent(
                  why ->
                      LOG.warn(
                          "the place {} at {} is nobody's: {}",
                          one.place(),
                          one.campaign(),
                          why.getMessage()));
              return accounts.invitations().settle(one.place());
            })
        .thenApply(done -> true);
  }

  private static boolean isGone(Throwable fault) {
    return cause(fault) instanceof TablekeepException known
        && known.code().equals("no-such-campaign");
  }

  /** What is refused is refused at the next start, too. */
  private static boolean isRefused(Throwable fault) {
    return cause(fault) instanceof TablekeepException known && known.kind() == ErrorKind.USER;
  }

  private static Throwable cause(Throwable fault) {
    return fault instanceof CompletionException && fault.getCause() != null
        ? fault.getCause()
        : fault;
  }
}
