package io.tablekeep.server.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.Frame;
import io.tablekeep.engine.Seat;
import io.tablekeep.engine.SeatListener;
import io.tablekeep.engine.SeatRequest;
import io.tablekeep.engine.Welcome;
import io.tablekeep.server.auth.SeatClaim;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Seats of programs that act over HTTP. A seat is kept for a minute after its last action, so that
 * its rate is bounded like a socket's and an action does not cost a whole welcome. Bounded.
 */
// Every stage here ends in one that somebody waits for, or in a seat that is let go.
@SuppressWarnings("FutureReturnValueIgnored")
final class HttpSeats implements AutoCloseable {
  /** How long one is kept after its last action. */
  static final Duration KEPT = Duration.ofMinutes(1);

  private static final int MOST = 512;

  private final Engine engine;
  private final Cache<Key, CompletableFuture<Seat>> seats;

  HttpSeats(Engine engine) {
    this(engine, Ticker.systemTicker());
  }

  HttpSeats(Engine engine, Ticker clock) {
    this.engine = engine;
    // Told after a removal and by another thread: a seat that leaves takes its own key out, which
    // within the removal of another would wait for the cache as the cache waits for it.
    this.seats =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterAccess(KEPT)
            .ticker(clock)
            .<Key, CompletableFuture<Seat>>removalListener(
                (key, seat, cause) -> {
                  if (seat != null) {
                    seat.thenAccept(Seat::leave);
                  }
                })
            .build();
  }

  private record Key(String campaign, String participant) {}

  CompletableFuture<Seat> of(SeatClaim claim) {
    Key key = new Key(claim.campaign(), claim.participant());
    CompletableFuture<Seat> known = seats.getIfPresent(key);
    if (known != null) {
      return known;
    }
    CompletableFuture<Seat> fresh = new CompletableFuture<>();
    CompletableFuture<Seat> other = seats.asMap().putIfAbsent(key, fresh);
    if (other != null) {
      return other;
    }
    engine
        .open(claim.campaign())
        .thenCompose(campaign -> sit(campaign, key, fresh))
        .whenComplete(
            (seat, fault) -> {
              if (fault != null) {
                seats.asMap().remove(key, fresh);
                fresh.completeExceptionally(Answers.unwrap(fault));
              } else {
                fresh.complete(seat);
              }
            });
    return fresh;
  }

  private CompletableFuture<Seat> sit(Campaign campaign, Key key, CompletableFuture<Seat> fresh) {
    return campaign.join(
        SeatRequest.first(key.participant(), ""),
        new SeatListener() {
          @Override
          public void welcome(Welcome welcome) {}

          @Override
          public void frame(Frame frame) {}

          @Override
          public void closed(String code, String message) {
            seats.asMap().remove(key, fresh);
          }
        });
  }

  @Override
  public void close() {
    seats.asMap().values().forEach(seat -> seat.thenAccept(Seat::leave));
    seats.invalidateAll();
  }
}
