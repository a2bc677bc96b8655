package io.tablekeep.server;

import io.tablekeep.engine.Engine;
import io.tablekeep.engine.Seat;
import io.tablekeep.engine.SeatListener;
import io.tablekeep.engine.SeatRequest;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.server.accounts.Accounts;
import io.tablekeep.server.auth.SeatClaim;
import io.tablekeep.server.auth.SeatTokens;
import io.tablekeep.server.ws.Doors;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Seats those who show a link of this server. */
final class SeatDoors implements Doors {
  private final Engine engine;
  private final SeatTokens tokens;
  private final Accounts accounts;

  SeatDoors(Engine engine, SeatTokens tokens, Accounts accounts) {
    this.engine = engine;
    this.tokens = tokens;
    this.accounts = accounts;
  }

  @Override
  public boolean holds(String campaign, String token) {
    return claim(campaign, token).isPresent();
  }

  private Optional<SeatClaim> claim(String campaign, String token) {
    return tokens
        .verify(token)
        .filter(valid -> valid.campaign().equals(campaign))
        .filter(accounts.seats()::holds);
  }

  @Override
  public CompletionStage<Seat> enter(
      String campaign, String token, SeatRequest with, SeatListener listener) {
    Optional<SeatClaim> claim;
    try {
      claim = claim(campaign, token);
    } catch (TablekeepException unavailable) {
      return CompletableFuture.failedFuture(unavailable);
    }
    if (claim.isEmpty()) {
      return CompletableFuture.failedFuture(
          new TablekeepException(
              ErrorKind.USER, "bad-seat", "This link is none of this table; ask for a new one."));
    }
    SeatRequest request = with.of(claim.get().participant());
    return engine.open(campaign).thenCompose(open -> open.join(request, listener));
  }
}
