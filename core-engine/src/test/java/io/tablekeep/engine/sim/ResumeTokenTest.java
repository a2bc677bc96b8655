package io.tablekeep.engine.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tablekeep.engine.Seat;
import io.tablekeep.engine.SeatRequest;
import io.tablekeep.engine.sim.ComebackEvening.Way;
import io.tablekeep.sdk.state.Pointer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which tokens count, for whom, and from where. */
class ResumeTokenTest {
  @Test
  void tokensThatDoNotCountAreRefusedWithAFreshWelcome() {
    ComebackEvening evening = new ComebackEvening(81, Way.RING, "ada", List.of());
    Mirror ada = new Mirror();
    evening.join(ada, Integer.MAX_VALUE).leave();
    evening.simulation.runUntilIdle();
    byte[] good = ada.token();
    for (int i = 0; i < good.length; i++) {
      byte[] forged = good.clone();
      forged[i] ^= 1;
      refused(evening, "ada", "flaky", forged);
    }
    refused(evening, "ada", "flaky", new byte[] {1, 2, 3});
    refused(evening, "ben", "flaky", good);
    refused(evening, "gm", "flaky", good);
    refused(evening, "ada", "another", good);
    evening.simulation.advance(Duration.ofDays(2));
    refused(evening, "ada", "flaky", good);
  }

  private static void refused(ComebackEvening evening, String who, String device, byte[] token) {
    Mirror mirror = new Mirror();
    Seat seat =
        evening.get(
            evening.campaign.join(
                SeatRequest.first(who, device).resuming(token, 1),
                mirror.connection(Integer.MAX_VALUE)));
    evening.simulation.runUntilIdle();
    assertEquals(List.of("bad-resume-token", "welcome"), mirror.begun);
    seat.leave();
    evening.simulation.runUntilIdle();
  }

  @Test
  void whoHasAnotherRoleBeginsAfresh() {
    for (String role : List.of("spectator", "co-gm")) {
      ComebackEvening evening = new ComebackEvening(83, Way.RING, "ada", List.of());
      Mirror ada = new Mirror();
      evening.join(ada, Integer.MAX_VALUE);
      evening.simulation.runUntilIdle();
      evening.role("ada", role);
      assertEquals("role-changed", ada.closed);
      evening.join(ada, Integer.MAX_VALUE);
      evening.simulation.runUntilIdle();
      assertEquals(List.of("welcome", "bad-resume-token", "welcome"), ada.begun);
      evening.get(evening.edit());
      evening.simulation.runUntilIdle();
      Mirror same = new Mirror();
      evening.get(
          evening.campaign.join(
              SeatRequest.first("ada", "same"), same.connection(Integer.MAX_VALUE)));
      evening.simulation.runUntilIdle();
      assertEquals(same.view().toString(), ada.view().toString());
      // Back in the old role, the newest token counts for the other one.
      evening.role("ada", "player");
      evening.join(ada, Integer.MAX_VALUE);
      evening.simulation.runUntilIdle();
      assertEquals(
          List.of("welcome", "bad-resume-token", "welcome", "bad-resume-token", "welcome"),
          ada.begun);
    }
  }

  @Test
  void aTokenCountsFromItsOwnWelcome() {
    for (Way way : List.of(Way.RING, Way.JOURNAL)) {
      ComebackEvening evening = new ComebackEvening(84, way, "ada", List.of(Pointer.root()));
      Mirror first = new Mirror();
      Seat seat = evening.join(first, Integer.MAX_VALUE);
      while (first.position() < 6) {
        evening.get(evening.edit());
        evening.simulation.runUntilIdle();
      }
      seat.leave();
      // Another life of the same device, which counts anew and comes to the same position.
      Mirror second = new Mirror();
      Seat other = evening.join(second, Integer.MAX_VALUE);
      evening.simulation.runUntilIdle();
      while (second.position() < first.position()) {
        evening.get(evening.edit());
        evening.simulation.runUntilIdle();
      }
      other.leave();
      evening.join(first, Integer.MAX_VALUE);
      evening.simulation.runUntilIdle();
      assertEquals("resumed", first.begun.get(1), way.toString());
      assertEquals(evening.steady.view().toString(), first.view().toString(), way.toString());
    }
  }

  @Test
  void changesThatMadeUpForEachOtherWhileNobodyWasThereAreNotCounted() {
    for (boolean slow : new boolean[] {false, true}) {
      ComebackEvening evening = new ComebackEvening(93, Way.KILL, "ada", List.of(Pointer.root()));
      Mirror ada = new Mirror();
      Seat seat = evening.join(ada, Integer.MAX_VALUE);
      evening.simulation.runUntilIdle();
      if (slow) {
        seat.pause();
      } else {
        seat.leave();
      }
      evening.write("{\"v\":1}");
      evening.write("{}");
      if (slow) {
        seat.ready();
      } else {
        seat = evening.join(ada, Integer.MAX_VALUE);
      }
      evening.simulation.runUntilIdle();
      assertEquals(1, ada.position(), "nothing is told of what is as it was");
      evening.write("{\"v\":2}");
      evening.write("{\"v\":3}");
      seat.leave();
      evening.write("{}");
      evening.restart(true);
      evening.join(ada, Integer.MAX_VALUE);
      evening.simulation.runUntilIdle();
      assertEquals(evening.steady.view().toString(), ada.view().toString(), "slow: " + slow);
    }
  }

  @Test
  void allTokensAreOfOneLength() {
    List<Integer> lengths = new ArrayList<>();
    for (Way way : List.of(Way.RING, Way.JOURNAL)) {
      ComebackEvening evening = new ComebackEvening(91, way, "ada", List.of(Pointer.root()));
      Mirror mirror = new Mirror();
      evening.join(mirror, Integer.MAX_VALUE);
      evening.simulation.runUntilIdle();
      lengths.add(mirror.token().length);
      for (int i = 0; i < 200; i++) {
        evening.get(evening.edit());
      }
      evening.simulation.runUntilIdle();
      lengths.add(mirror.token().length);
    }
    assertEquals(List.of(93, 93, 93, 93), lengths);
  }
}
