package io.tablekeep.sdk.model.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.sdk.geometry.Bounds;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.geometry.grid.HexGrid;
import io.tablekeep.sdk.geometry.grid.HexLayout;
import io.tablekeep.sdk.geometry.grid.NoGrid;
import io.tablekeep.sdk.geometry.grid.SquareGrid;
import io.tablekeep.sdk.geometry.sight.Eye;
import io.tablekeep.sdk.geometry.sight.Illumination;
import io.tablekeep.sdk.geometry.sight.Sight;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.Color;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MapSightTest {
  private static final Color WHITE = new Color("#ffffff");
  private static final Token HERO = Token.of(new ActorRef("hero"), new Point(2.5, 2.5));

  @Test
  void aMapAtNightShowsWhatLampsAndTorchesReachPastClosedDoors() {
    Sight closed = cellar(Wall.State.CLOSED).sight();
    Sight open = cellar(Wall.State.OPEN).sight();
    Eye eye = HERO.eye();
    Point behindTheDoor = new Point(6.5, 2.5);
    assertEquals(Illumination.DARK, closed.ambient());
    assertEquals(Illumination.BRIGHT, closed.illumination(new Point(3.5, 2.5)), "the torch");
    assertFalse(closed.sees(eye, behindTheDoor));
    assertTrue(open.sees(eye, behindTheDoor));
    assertEquals(Illumination.DIM, open.illumination(behindTheDoor), "the torch, farther off");
    assertEquals(
        Illumination.BRIGHT, closed.illumination(new Point(12.5, 2.5)), "the lamp that shines");
    assertFalse(closed.sees(eye, new Point(2.5, 12.5)), "the lamp that is out");
  }

  @Test
  void aTokenSeesAsItSays() {
    Token dwarf = with(HERO, Optional.of(new Token.Vision(24, 12)), Optional.empty());
    assertEquals(new Eye(new Point(2.5, 2.5), 24, 12), dwarf.eye());
    assertEquals(Eye.human(new Point(2.5, 2.5)), HERO.eye());
    assertTrue(HERO.lamp().isEmpty());
    assertEquals(
        8,
        with(HERO, Optional.empty(), Optional.of(new Token.Glow(8, 4, WHITE)))
            .lamp()
            .orElseThrow()
            .dim());
    assertTrue(
        with(HERO, Optional.empty(), Optional.of(new Token.Glow(0, 0, WHITE))).lamp().isEmpty());
    assertEquals(new Bounds(2, 2, 3, 3), HERO.space().bounds());
  }

  @Test
  void withoutLightingItIsDay() {
    TableMap map = TableMap.empty("Field", Grid.squares(10, 10));
    assertEquals(Illumination.BRIGHT, map.sight().ambient());
    assertTrue(map.sight().sees(HERO.eye(), new Point(9, 9)));
    assertEquals(new Bounds(0, 0, 10, 10), map.grid().bounds());
    assertEquals(Illumination.DIM, new Lighting(WHITE, 0.5, false, true).illumination());
    assertEquals(Illumination.BRIGHT, new Lighting(WHITE, 0.2, false, true).illumination());
  }

  @Test
  void everyTypeOfGridHasItsGeometry() {
    assertEquals(new SquareGrid(), Grid.squares(3, 3).geometry());
    assertEquals(new HexGrid(HexLayout.ODD_ROWS), grid(Grid.Type.HEX_ROWS));
    assertEquals(new HexGrid(HexLayout.EVEN_ROWS), grid(Grid.Type.HEX_ROWS_EVEN));
    assertEquals(new HexGrid(HexLayout.ODD_COLUMNS), grid(Grid.Type.HEX_COLUMNS));
    assertEquals(new HexGrid(HexLayout.EVEN_COLUMNS), grid(Grid.Type.HEX_COLUMNS_EVEN));
    assertEquals(new NoGrid(), grid(Grid.Type.NONE));
  }

  private static Object grid(Grid.Type type) {
    return new Grid(type, 10, 10, 100, 0, 0, 5, "ft").geometry();
  }

  private static Token with(
      Token token, Optional<Token.Vision> vision, Optional<Token.Glow> light) {
    return new Token(
        token.actor(),
        token.name(),
        token.picture(),
        token.x(),
        token.y(),
        token.width(),
        token.height(),
        token.rotation(),
        token.elevation(),
        token.layer(),
        token.hidden(),
        vision,
        light);
  }

  private static TableMap cellar(Wall.State state) {
    Wall door =
        new Wall(
            List.of(new Point(5, 0), new Point(5, 20)),
            true,
            true,
            Optional.of(new Wall.Door(state, true)));
    Light lamp = new Light(12.5, 2.5, 1, 2, WHITE, 1, true, true, false);
    Light out = new Light(2.5, 12.5, 1, 2, WHITE, 1, true, false, false);
    Token torch = with(HERO, Optional.empty(), Optional.of(new Token.Glow(3, 6, WHITE)));
    return new TableMap(
        "Cellar",
        Optional.empty(),
        Grid.squares(20, 20),
        Map.of(),
        Map.of("door", door),
        Map.of("lamp", lamp, "out", out),
        Map.of("hero", torch),
        Optional.of(new Lighting(WHITE, 1, false, true)),
        false,
        "",
        false);
  }
}
