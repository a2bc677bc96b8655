package io.tablekeep.engine.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.store.InMemoryStore;
import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.EngineOptions;
import io.tablekeep.engine.Limits;
import io.tablekeep.engine.Seat;
import io.tablekeep.engine.SeatOptions;
import io.tablekeep.engine.SeatRequest;
import io.tablekeep.engine.Tables;
import io.tablekeep.engine.runtime.sim.Simulation;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.model.TokenRef;
import io.tablekeep.sdk.model.action.TokenMove;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.StoredSnapshot;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** A snapshot only shortens the way: who comes back finds it without one, too. */
class DamagedSnapshotTest {
  private static final byte[] KEY =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);

  private final Simulation simulation = new Simulation(8);
  private boolean damaged;
  private int asked;

  private final PassingStore store =
      new PassingStore(new InMemoryStore()) {
        @Override
        public CompletionStage<Optional<StoredSnapshot>> snapshot(DocumentId id, long atOrBelow) {
          return super.snapshot(id, atOrBelow).thenApply(found -> found.map(this::altered));
        }

        private StoredSnapshot altered(StoredSnapshot snapshot) {
          asked++;
          if (!damaged) {
            return snapshot;
          }
          byte[] bytes = snapshot.bytes().clone();
          bytes[bytes.length / 2] ^= 1;
          return new StoredSnapshot(snapshot.position(), bytes, snapshot.meta());
        }
      };

  private final Engine engine =
      Engine.start(
          EngineOptions.on(store)
              .withRuntime(simulation.runtime("one"))
              .withLimits(Limits.defaults().withActionRate(1_000_000, 1_000_000))
              .withSeats(SeatOptions.defaults().withSeal(KEY).withMemory(1, 20_000)));

  private void play(Seat gm, int moves) {
    for (int i = 0; i < moves; i++) {
      Point to = new Point(1 + i % 18, 1 + i % 7);
      simulation.await(gm.act(new TokenMove(TokenRef.parse("inn/t1"), to)));
    }
    simulation.runUntilIdle();
  }

  @Test
  void whoComesBackPassesADamagedSnapshotOver() {
    Campaign first = simulation.await(engine.create("night", Tables.document("")));
    play(simulation.await(first.join("gm", new Mirror().connection(Integer.MAX_VALUE))), 130);
    simulation.await(first.close());
    Campaign campaign = simulation.await(engine.open("night"));
    Seat gm = simulation.await(campaign.join("gm", new Mirror().connection(Integer.MAX_VALUE)));
    Mirror ada = new Mirror();
    SeatRequest request = SeatRequest.first("ada", "phone").opening(List.of());
    Seat seat = simulation.await(campaign.join(request, ada.connection(Integer.MAX_VALUE)));
    play(gm, 10);
    seat.leave();
    play(gm, 30);
    int before = asked;
    damaged = true;
    simulation.await(
        campaign.join(
            request.resuming(ada.token(), ada.position()), ada.connection(Integer.MAX_VALUE)));
    simulation.runUntilIdle();
    assertTrue(asked > before, "the way back began at a snapshot");
    assertEquals(List.of("welcome", "resumed"), ada.begun);
  }
}
