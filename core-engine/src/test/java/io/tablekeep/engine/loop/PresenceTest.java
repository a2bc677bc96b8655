package io.tablekeep.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tablekeep.engine.SeatRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is here is no news of the moment: those who take nothing just now hear of it later. */
class PresenceTest {
  private static final String HERE = "{\"state\":\"here\"}";
  private static final String AWAY = "{\"state\":\"away\"}";

  private final Hall hall = new Hall();

  private void says(Hall.Guest who, String state) {
    Hall.signal(who, "presence", state);
    hall.settle();
  }

  private static String of(String who, String state) {
    return "signal " + who + " presence {\"state\":\"" + state + "\"}";
  }

  @Test
  void whoSaysSoBeforeTheySeeTheTableIsToldOfTheOthers() {
    Hall.Guest ben = hall.guest("ben", "tablet");
    says(ben, HERE);
    Hall.Guest ada = new Hall.Guest();
    hall.await(
        hall.campaign
            .join(SeatRequest.first("ada", "phone"), ada)
            .thenAccept(
                seat -> {
                  ada.seat = seat;
                  Hall.signal(ada, "presence", HERE);
                }));
    assertEquals(List.of(), ada.told);
    hall.settle();
    assertEquals(List.of(of("ben", "here")), ada.told("signal"));
    assertEquals("welcome", ada.told.get(0).substring(0, 7), "who sees nothing yet hears nothing");
    assertEquals(List.of(of("ada", "here")), ben.told("signal"));
  }

  @Test
  void whoWasSlowHearsTheLastWordOfEach() {
    Hall.Guest ada = hall.guest("ada", "phone");
    Hall.Guest ben = hall.guest("ben", "tablet");
    Hall.Guest gm = hall.guest("gm", "desk");
    says(ada, HERE);
    says(ben, HERE);
    says(gm, HERE);
    ada.seat().pause();
    hall.settle();
    says(ben, AWAY);
    says(ben, HERE);
    says(ben, AWAY);
    assertEquals(2, ada.told("signal").size());
    ada.seat().ready();
    hall.settle();
    assertEquals(
        List.of(of("ben", "here"), of("gm", "here"), of("ben", "away")), ada.told("signal"));
    says(ben, HERE);
    assertEquals(4, ada.told("signal").size());
  }

  @Test
  void whoWasSlowHearsWhoIsGoneAndWhetherTheTableTakesActions() {
    Hall.Guest ada = hall.guest("ada", "phone");
    Hall.Guest ben = hall.guest("ben", "tablet");
    says(ada, HERE);
    says(ben, HERE);
    ada.seat().pause();
    hall.settle();
    ben.seat().leave();
    hall.pass(Duration.ofSeconds(11));
    assertEquals(List.of(of("ben", "here")), ada.told("signal"));
    ada.seat().ready();
    hall.settle();
    assertEquals(List.of(of("ben", "here"), of("ben", "gone")), ada.told("signal"));
  }
}
