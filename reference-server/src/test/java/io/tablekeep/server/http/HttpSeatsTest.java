package io.tablekeep.server.http;

import static org.junit.jupiter.api.Assertions.assertNotSame;

import io.tablekeep.contracts.store.InMemoryStore;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.EngineOptions;
import io.tablekeep.engine.Limits;
import io.tablekeep.engine.Seat;
import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.model.document.CampaignDocument;
import io.tablekeep.sdk.model.document.CampaignInfo;
import io.tablekeep.sdk.model.document.Member;
import io.tablekeep.server.auth.SeatClaim;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HttpSeatsTest {
  private static final int PEOPLE = 24;
  private static final int ROUNDS = 1_500;

  private static CampaignDocument document() {
    Map<String, Member> members = new HashMap<>();
    for (int i = 0; i < PEOPLE; i++) {
      members.put("p" + i, Member.of("P" + i, i == 0 ? Role.GM : Role.PLAYER));
    }
    return CampaignDocument.begin(
        "c", CampaignInfo.of("C", Optional.empty(), Instant.EPOCH), members);
  }

  private static CompletableFuture<Seat> sit(HttpSeats seats, int person) {
    return seats.of(new SeatClaim("c", "p" + person, 0));
  }

  /**
   * Seats of which the time is over, taken anew on the loop they leave on, while the cache cleans
   * up in a thread of its own: the one must never wait for the other.
   */
  @Test
  @Timeout(300)
  void whoComesBackAsTheirSeatIsPutAwayGetsAnother() throws Exception {
    AtomicLong clock = new AtomicLong();
    EngineOptions options =
        EngineOptions.on(new InMemoryStore())
            .withLimits(Limits.defaults().withSeats(PEOPLE * ROUNDS)); // seats are left later
    try (Engine engine = Engine.start(options);
        HttpSeats seats = new HttpSeats(engine, clock::get)) {
      engine.create("c", document()).join();
      for (int round = 0; round < ROUNDS; round++) {
        Seat before = sit(seats, 1).get(30, TimeUnit.SECONDS);
        clock.addAndGet(HttpSeats.KEPT.toNanos() * 2);
        CompletableFuture<?> all =
            sit(seats, 0)
                .thenCompose(
                    onLoop -> {
                      CompletableFuture<?>[] others = new CompletableFuture<?>[PEOPLE];
                      for (int person = 0; person < PEOPLE; person++) {
                        others[person] = sit(seats, person);
                      }
                      return CompletableFuture.allOf(others);
                    });
        all.get(30, TimeUnit.SECONDS);
        assertNotSame(before, sit(seats, 1).get(30, TimeUnit.SECONDS));
      }
    }
  }
}
