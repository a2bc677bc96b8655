package io.tablekeep.sdk.model.map;

import io.tablekeep.sdk.asset.AssetId;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.geometry.Space;
import io.tablekeep.sdk.geometry.sight.Eye;
import io.tablekeep.sdk.geometry.sight.Lamp;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.Color;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.schema.Range;
import java.util.Optional;

/**
 * A token on a map, {@code maps/{m}/tokens/{id}}: the one home of where something stands. Scope:
 * campaign. For everyone who sees the place; a hidden one for those who run the game.
 *
 * @param actor whom it stands for; empty for a mere marker
 * @param name what is written under it; empty: the actor's name
 * @param picture what it looks like; empty: the actor's portrait
 * @param x where its middle is, in cells from the left
 * @param y where its middle is, in cells from the top
 * @param width cells
 * @param height cells
 * @param rotation degrees clockwise from how the picture is drawn
 * @param elevation how high it is above the ground, in the unit of the map's grid
 * @param layer the key of the layer it lies on; empty: on top of all
 * @param hidden whether only those who run the game see it
 * @param vision how it sees; empty: any distance, and nothing in the dark
 * @param light the light it carries; empty: none
 */
@Doc("A token on a map. Its place is that of its middle.")
public record Token(
    @Doc("Whom it stands for; none for a mere marker.") Optional<ActorRef> actor,
    @Doc("What is written under it; without it, the actor's name.") @Length(max = 200)
        Optional<String> name,
    @Doc("What it looks like; without it, the actor's portrait.") Optional<AssetId> picture,
    @Doc("Cells from the left to its middle.") @Range(min = -Point.FARTHEST, max = Point.FARTHEST)
        double x,
    @Doc("Cells from the top to its middle.") @Range(min = -Point.FARTHEST, max = Point.FARTHEST)
        double y,
    @Doc("Cells.") @Default("1") @Range(min = Token.SMALLEST, max = Token.LARGEST) double width,
    @Doc("Cells.") @Default("1") @Range(min = Token.SMALLEST, max = Token.LARGEST) double height,
    @Doc("Degrees clockwise.") @Default("0") @Range(min = -360, max = 360) double rotation,
    @Doc("How high above the ground, in the unit of the map's grid.")
        @Default("0")
        @Range(min = -Point.FARTHEST, max = Point.FARTHEST)
        double elevation,
    @Doc("The key of the layer it lies on.") @Length(min = 1, max = 64) Optional<String> layer,
    @Doc("Whether only the game master sees it.") @Default("false") boolean hidden,
    @Doc("How it sees; without it, any distance, and nothing in the dark.") Optional<Vision> vision,
    @Doc("The light it carries.") Optional<Glow> light) {
  /** The smallest width and height, in cells. */
  public static final double SMALLEST = 0.1;

  /** The largest width and height, in cells. */
  public static final double LARGEST = 100;

  /**
   * How a token sees.
   *
   * @param range how far at all, in cells; 0 is blind
   * @param darkvision how far it sees darkness as dim light and dim light as bright, in cells
   */
  @Doc("How a token sees.")
  public record Vision(
      @Doc("How far it sees at all, in cells; 0 is blind.")
          @Default("10000")
          @Range(min = 0, max = 10_000)
          double range,
      @Doc("How far it sees darkness as dim light and dim light as bright, in cells.")
          @Default("0")
          @Range(min = 0, max = 10_000)
          double darkvision) {}

  /**
   * A light that a token carries.
   *
   * @param bright how far it shines brightly, in cells
   * @param dim how far it shines at all, in cells; never less than {@code bright}
   * @param color the colour of its light
   */
  @Doc("A light that a token carries.")
  public record Glow(
      @Doc("How far it shines brightly, in cells.") @Default("0") @Range(min = 0, max = 10_000)
          double bright,
      @Doc("How far it shines at all, in cells.") @Default("0") @Range(min = 0, max = 10_000)
          double dim,
      @Default("#ffffff") Color color) {}

  /**
   * A visible token of one cell.
   *
   * @param actor whom it stands for
   * @param at where its middle is, in cells
   * @return the token
   */
  public static Token of(ActorRef actor, Point at) {
    return new Token(
        Optional.of(actor),
        Optional.empty(),
        Optional.empty(),
        at.x(),
        at.y(),
        1,
        1,
        0,
        0,
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty());
  }

  /**
   * Where its middle is.
   *
   * @return the place, in cells
   */
  public Point at() {
    return new Point(x, y);
  }

  /**
   * The place it takes up.
   *
   * @return middle, width and height
   */
  public Space space() {
    return new Space(at(), width, height);
  }

  /**
   * Who looks through it.
   *
   * @return an eye at its middle
   */
  public Eye eye() {
    return vision
        .map(how -> new Eye(at(), how.range(), how.darkvision()))
        .orElseGet(() -> Eye.human(at()));
  }

  /**
   * What the light it carries shines on. A hidden token's light shines as well.
   *
   * @return the lamp; empty if it carries none
   */
  public Optional<Lamp> lamp() {
    return light
        .filter(glow -> Math.max(glow.bright, glow.dim) > 0)
        .map(glow -> new Lamp(at(), glow.bright, Math.max(glow.bright, glow.dim), true));
  }
}
