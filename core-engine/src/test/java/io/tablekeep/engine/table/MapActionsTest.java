package io.tablekeep.engine.table;

import static io.tablekeep.engine.table.RichTable.ADA;
import static io.tablekeep.engine.table.RichTable.BEN;
import static io.tablekeep.engine.table.RichTable.GM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.Color;
import io.tablekeep.sdk.model.DrawingRef;
import io.tablekeep.sdk.model.LayerRef;
import io.tablekeep.sdk.model.LightRef;
import io.tablekeep.sdk.model.MapRef;
import io.tablekeep.sdk.model.TokenRef;
import io.tablekeep.sdk.model.WallRef;
import io.tablekeep.sdk.model.action.CampaignArchive;
import io.tablekeep.sdk.model.action.CampaignEdit;
import io.tablekeep.sdk.model.action.SceneOpen;
import io.tablekeep.sdk.model.action.SessionEnd;
import io.tablekeep.sdk.model.action.SessionStart;
import io.tablekeep.sdk.model.action.TokenMove;
import io.tablekeep.sdk.model.action.TokenPlace;
import io.tablekeep.sdk.model.action.scene.DoorReveal;
import io.tablekeep.sdk.model.action.scene.DoorSet;
import io.tablekeep.sdk.model.action.scene.DrawingCreate;
import io.tablekeep.sdk.model.action.scene.DrawingRemove;
import io.tablekeep.sdk.model.action.scene.LayerHide;
import io.tablekeep.sdk.model.action.scene.LayerRemove;
import io.tablekeep.sdk.model.action.scene.LightHide;
import io.tablekeep.sdk.model.action.scene.LightMove;
import io.tablekeep.sdk.model.action.scene.LightSwitch;
import io.tablekeep.sdk.model.action.scene.SceneHide;
import io.tablekeep.sdk.model.action.scene.SceneRemove;
import io.tablekeep.sdk.model.action.scene.WallRemove;
import io.tablekeep.sdk.model.action.token.TokenDuplicate;
import io.tablekeep.sdk.model.action.token.TokenHide;
import io.tablekeep.sdk.model.action.token.TokenLayer;
import io.tablekeep.sdk.model.action.token.TokenLight;
import io.tablekeep.sdk.model.action.token.TokensMove;
import io.tablekeep.sdk.model.document.TablePolicy;
import io.tablekeep.sdk.model.map.Drawing;
import io.tablekeep.sdk.model.map.Wall;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Scenes, walls, doors, lights and tokens: what happens, and what is refused to whom. */
class MapActionsTest {
  private static final TokenRef BRAM = new TokenRef("inn", "t1");
  private static final TokenRef WOLF = new TokenRef("inn", "t2");

  private final Desk desk = new Desk();

  private static WallRef wall(String id) {
    return new WallRef("inn", id);
  }

  @Test
  void aPlayerOpensADoorBesideATokenOfTheirs() {
    assertEquals("ok", desk.code(ADA, new DoorSet(wall("door"), Wall.State.OPEN)));
    assertEquals("open", desk.at("/maps/inn/walls/door/door/state"));
    assertEquals("ok", desk.code(ADA, new DoorSet(wall("door"), Wall.State.CLOSED)));
    assertEquals("gm-only /state", desk.code(ADA, new DoorSet(wall("door"), Wall.State.LOCKED)));
    desk.act(ADA, new TokenMove(BRAM, new Point(12, 12)));
    assertEquals("too-far /door", desk.code(ADA, new DoorSet(wall("door"), Wall.State.OPEN)));
    TablePolicy closed = new TablePolicy(15, false);
    desk.act(GM, new CampaignEdit(Optional.empty(), Optional.empty(), Optional.of(closed)));
    assertEquals("gm-only /state", desk.code(BEN, new DoorSet(wall("door"), Wall.State.OPEN)));
    assertEquals("ok", desk.code(GM, new DoorSet(wall("door"), Wall.State.LOCKED)));
  }

  @Test
  void aLockedDoorSaysSoAndASecretOneIsAWall() {
    desk.act(ADA, new TokenMove(BRAM, new Point(3, 1.5)));
    assertEquals("locked /door", desk.code(ADA, new DoorSet(wall("gate"), Wall.State.OPEN)));
    assertEquals("no-door /door", desk.code(ADA, new DoorSet(wall("trap"), Wall.State.OPEN)));
    assertEquals("no-door /door", desk.code(ADA, new DoorSet(wall("north"), Wall.State.OPEN)));
    assertNull(desk.sees(ADA, "/maps/inn/walls/trap/door"));
    desk.act(GM, new DoorReveal(wall("trap"), true));
    assertNotNull(desk.sees(ADA, "/maps/inn/walls/trap/door"));
    assertEquals("ok", desk.code(ADA, new DoorSet(wall("trap"), Wall.State.OPEN)));
    assertEquals("no-door /door", desk.code(GM, new DoorReveal(wall("north"), true)));
  }

  @Test
  void wallsStopPlayersWhereTheSceneSaysSoAndNeverTheGm() {
    TokenRef bram = new TokenRef("moor", "t1");
    TokenMove across = new TokenMove(bram, new Point(5, 15));
    assertEquals("blocked /to", desk.code(ADA, across));
    assertEquals("ok", desk.code(ADA, new TokenMove(bram, new Point(9, 5))));
    assertEquals("ok", desk.code(GM, across));
    desk.act(GM, new TokenMove(bram, new Point(5, 5)));
    List<TokensMove.Move> moves = List.of(new TokensMove.Move(bram, new Point(5, 15)));
    assertEquals("blocked /moves/0/to", desk.code(ADA, new TokensMove(moves)));
    assertEquals(
        "gm-only /map",
        desk.code(ADA, TokenPlace.of(new MapRef("moor"), new ActorRef("bram"), new Point(5, 15))));
    desk.act(GM, new WallRemove(List.of(new WallRef("moor", "w1"))));
    assertEquals("ok", desk.code(ADA, across));
    // In the inn walls do not stop anyone: its scene does not say so.
    assertEquals("ok", desk.code(ADA, new TokenMove(BRAM, new Point(1.5, 3))));
  }

  @Test
  void anOpenedDoorLetsTokensThrough() {
    WallRef wall = new WallRef("moor", "w1");
    Wall.Door door = new Wall.Door(Wall.State.OPEN, false);
    desk.act(
        GM,
        new io.tablekeep.sdk.model.action.scene.WallEdit(
            wall,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(door),
            java.util.Set.of()));
    TokenMove across = new TokenMove(new TokenRef("moor", "t1"), new Point(5, 15));
    assertEquals("ok", desk.code(ADA, across));
    desk.act(GM, new DoorSet(wall, Wall.State.CLOSED));
    TokenMove back = new TokenMove(new TokenRef("moor", "t1"), new Point(5, 5));
    assertEquals("blocked /to", desk.code(ADA, back));
  }

  @Test
  void tokensAreHiddenRevealedAndMovedTogether() {
    assertNull(desk.sees(ADA, "/maps/inn/tokens/t2"));
    assertEquals("ok", desk.code(GM, new TokenHide(List.of(WOLF), false)));
    assertNotNull(desk.sees(ADA, "/maps/inn/tokens/t2"));
    TokensMove two =
        new TokensMove(
            List.of(
                new TokensMove.Move(BRAM, new Point(2, 2)),
                new TokensMove.Move(WOLF, new Point(3, 3))));
    assertEquals("no-such-thing /moves/1/token", desk.code(ADA, two));
    assertEquals(1.5, desk.at("/maps/inn/tokens/t1/x"), "all or none");
    assertEquals("ok", desk.code(GM, two));
    TokensMove twice =
        new TokensMove(
            List.of(
                new TokensMove.Move(BRAM, new Point(2, 2)),
                new TokensMove.Move(BRAM, new Point(3, 3))));
    assertEquals("twice /moves/1/token", desk.code(GM, twice));
  }

  @Test
  void aDuplicateIsLikeTheFirstAndAsHidden() {
    int before = ((JsonObject) desk.at("/maps/inn/tokens")).size();
    assertEquals("ok", desk.code(GM, new TokenDuplicate(WOLF, 3, Optional.empty())));
    JsonObject tokens = (JsonObject) desk.at("/maps/inn/tokens");
    assertEquals(before + 3, tokens.size());
    assertEquals(4, ((JsonObject) desk.sees(ADA, "/maps/inn/tokens")).size());
  }

  @Test
  void aTokenLiesOnALayerOfItsOwnMapUntilTheLayerGoes() {
    Optional<LayerRef> roof = Optional.of(new LayerRef("inn", "roof"));
    assertEquals("ok", desk.code(GM, new TokenLayer(BRAM, roof)));
    assertEquals("roof", desk.at("/maps/inn/tokens/t1/layer"));
    assertEquals(
        "other-map /layer",
        desk.code(GM, new TokenLayer(BRAM, Optional.of(new LayerRef("crypt", "l1")))));
    desk.act(GM, new LayerHide(roof.get(), true));
    assertNull(desk.sees(BEN, "/maps/inn/layers/roof"));
    desk.act(GM, new LayerRemove(roof.get()));
    assertNull(desk.at("/maps/inn/tokens/t1/layer"));
  }

  @Test
  void lightsMoveShineAndHide() {
    LightRef fire = new LightRef("inn", "fire");
    desk.act(GM, new LightMove(fire, new Point(6, 6)));
    assertEquals(6L, desk.at("/maps/inn/lights/fire/x"));
    desk.act(GM, new LightSwitch(fire, false));
    assertEquals(false, desk.at("/maps/inn/lights/fire/on"));
    desk.act(GM, new LightHide(fire, true));
    assertNull(desk.sees(ADA, "/maps/inn/lights/fire"));
    assertEquals("ok", desk.code(ADA, new TokenLight(BRAM, Optional.empty())));
    assertEquals("no-such-thing /token", desk.code(BEN, new TokenLight(BRAM, Optional.empty())));
  }

  @Test
  void whoDrawsWipesTheirOwnAndTheGameMasterAll() {
    List<Point> line = List.of(new Point(1, 1), new Point(2, 3));
    DrawingCreate draw =
        new DrawingCreate(
            new MapRef("inn"), Drawing.Kind.FREEHAND, line, Color.parse("#ff0000"), 0.2);
    assertEquals("ok", desk.code(BEN, draw));
    DrawingRemove adas = new DrawingRemove(List.of(new DrawingRef("inn", "d1")));
    assertEquals("no-such-thing /drawings/0", desk.code(BEN, adas));
    assertEquals("ok", desk.code(ADA, adas));
    assertNull(desk.at("/maps/inn/drawings/d1"));
    DrawingRemove gms = new DrawingRemove(List.of(new DrawingRef("inn", "d2")));
    assertEquals("no-such-thing /drawings/0", desk.code(ADA, gms));
    assertEquals("ok", desk.code(GM, gms));
    assertNotNull(desk.sees(ADA, "/maps/inn/drawings"), "Ben's is seen by all");
  }

  @Test
  void nothingPointsToASceneThatIsGone() {
    desk.act(GM, new SceneHide(new MapRef("inn"), true));
    assertNotNull(desk.sees(ADA, "/maps/inn"), "the current map is seen in any case");
    desk.act(GM, new SceneOpen(new MapRef("moor")));
    assertNull(desk.sees(ADA, "/maps/inn"));
    desk.act(GM, new SceneOpen(new MapRef("inn")));
    assertEquals("ok", desk.code(GM, new SceneRemove(new MapRef("inn"))));
    assertNull(desk.at("/currentSession/map"));
    assertNull(desk.at("/encounters/brawl/map"));
    assertNull(desk.at("/locations/town/map"));
    assertEquals("no-such-thing /map", desk.code(GM, new SceneOpen(new MapRef("inn"))));
  }

  @Test
  void aCampaignIsPutAwayBetweenSessions() {
    assertEquals("session-runs", desk.code(GM, new CampaignArchive(true)));
    desk.act(GM, new SessionEnd());
    assertEquals("no-session", desk.code(GM, new SessionEnd()));
    assertEquals("no-session", desk.code(GM, new SceneOpen(new MapRef("inn"))));
    assertEquals("ok", desk.code(GM, new CampaignArchive(true)));
    assertEquals("archived", desk.code(GM, new SessionStart()));
    desk.act(GM, new CampaignArchive(false));
    assertEquals("ok", desk.code(GM, new SessionStart()));
  }
}
