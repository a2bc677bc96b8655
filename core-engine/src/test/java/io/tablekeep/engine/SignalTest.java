package io.tablekeep.engine;

import static io.tablekeep.engine.Tables.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.store.InMemoryStore;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.model.TokenRef;
import io.tablekeep.sdk.model.action.TokenMove;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is of the moment: pings, cursors, typing, presence. */
class SignalTest {
  private static final String TABLE =
      """
      {"id":"x","schema":1,
       "campaign":{"name":"N","createdAt":"2026-01-01T00:00:00Z","settings":{}},
       "participants":{"gm":{"name":"G","role":"gm"},"ada":{"name":"A","role":"player"},
                       "ben":{"name":"B","role":"player"}},
       "actors":{"bram":{"name":"Bram","owner":"ada"},"ilse":{"name":"Ilse","owner":"ben"}},
       "maps":{"inn":{"name":"Inn","grid":{"wide":20,"high":20},"lighting":{"sight":true},
                 "walls":{"w":{"points":[{"x":10,"y":0},{"x":10,"y":20}]}},
                 "tokens":{"t1":{"actor":"bram","x":5,"y":5},"t2":{"actor":"ilse","x":15,"y":5}}},
               "crypt":{"name":"Crypt","grid":{"wide":5,"high":5},"hidden":true}}}
      """;

  private Engine engine;
  private Campaign campaign;
  private final Listening gmHears = new Listening();
  private final Listening adaHears = new Listening();
  private final Listening benHears = new Listening();
  private Seat gm;
  private Seat ada;
  private Seat ben;
  private int marks;

  @BeforeEach
  void start() throws Exception {
    engine = Engine.start(EngineOptions.on(new InMemoryStore()));
    campaign = get(engine.create("night", TABLE.getBytes(StandardCharsets.UTF_8)));
    gm = get(campaign.join("gm", gmHears));
    ada = get(campaign.join("ada", adaHears));
    ben = get(campaign.join("ben", benHears));
    gmHears.state();
    adaHears.state();
    benHears.state();
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  private static void send(Seat seat, String kind, String payload) {
    seat.signal(kind, payload.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Everything sent before has arrived, or never will: a mark of a kind of its own goes out after
   * all that waits, while one of a kind that waits already would take its place there.
   */
  private List<String> heard(Listening who) throws Exception {
    String kind = "done-" + ++marks;
    String mark = "signal gm " + kind + " 0";
    for (int i = 0; i < 1_200 && !who.told.contains(mark); i++) {
      send(gm, kind, "0");
      Thread.sleep(25);
    }
    assertTrue(who.told.contains(mark), who.told.toString());
    return who.told.stream()
        .filter(t -> t.startsWith("signal") && !t.startsWith("signal gm done"))
        .toList();
  }

  @Test
  void aPingReachesThoseWhoKnowThePlace() throws Exception {
    get(gm.act(new TokenMove(new TokenRef("inn", "t1"), new Point(5, 6))));
    get(gm.act(new TokenMove(new TokenRef("inn", "t2"), new Point(15, 6))));
    send(gm, "ping", "{\"map\":\"inn\",\"x\":3,\"y\":5}");
    assertEquals(1, heard(adaHears).size());
    assertEquals(List.of(), heard(benHears));
  }

  @Test
  void thoseWhoDoNotSeeTheMapHearNothingOfIt() throws Exception {
    send(gm, "cursor", "{\"map\":\"crypt\",\"x\":1,\"y\":1}");
    assertEquals(List.of(), heard(adaHears));
    send(ada, "ping", "{\"map\":\"crypt\",\"x\":1,\"y\":1}");
    assertEquals(List.of(), heard(benHears));
  }

  @Test
  void aPlayersPingReachesTheGmWhereverItIs() throws Exception {
    get(gm.act(new TokenMove(new TokenRef("inn", "t2"), new Point(15, 6))));
    send(ada, "ping", "{\"map\":\"inn\",\"x\":15,\"y\":5}");
    assertEquals(1, heard(benHears).size());
    assertTrue(gmHears.told.toString().contains("signal ada ping"), gmHears.told.toString());
  }

  @Test
  void whoTypesAWhisperShowsItToWhomItIsForAlone() throws Exception {
    send(ada, "typing", "{\"to\":[]}");
    assertEquals(List.of(), heard(benHears));
    send(ada, "typing", "{\"to\":[\"ben\"]}");
    for (int i = 0; i < 3_000 && benHears.told.stream().noneMatch(t -> t.contains("typing")); i++) {
      Thread.sleep(10);
    }
    assertTrue(benHears.told.toString().contains("signal ada typing"), benHears.told.toString());
  }

  @Test
  void whoSaysThatTheyAreHereIsToldWhoElseIs() throws Exception {
    send(ada, "presence", "{\"state\":\"here\"}");
    send(ada, "presence", "{\"state\":\"here\"}");
    send(ada, "presence", "{\"state\":\"lost\"}");
    assertEquals(List.of("signal ada presence {\"state\":\"here\"}"), heard(benHears));
    send(ben, "presence", "{\"state\":\"away\"}");
    assertEquals(List.of("signal ben presence {\"state\":\"away\"}"), heard(adaHears));
    assertEquals(2, heard(benHears).size(), "the whole again, for a page that begins anew");
    Listening late = new Listening();
    Seat phone = get(campaign.join("gm", late));
    late.state();
    send(phone, "presence", "{\"state\":\"here\"}");
    List<String> told = heard(late);
    assertEquals(2, told.size(), told.toString());
  }

  @Test
  void whoHasLeftForAWhileIsGone() throws Exception {
    send(ada, "presence", "{\"state\":\"here\"}");
    heard(benHears);
    ada.leave();
    String gone = "signal ada presence {\"state\":\"gone\"}";
    for (int i = 0; i < 2_400 && !benHears.told.contains(gone); i++) {
      Thread.sleep(25);
    }
    assertTrue(benHears.told.contains(gone), benHears.told.toString());
  }
}
