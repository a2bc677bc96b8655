package io.tablekeep.engine.view.sight;

import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.geometry.sight.Eye;
import io.tablekeep.sdk.geometry.sight.Gaze;
import io.tablekeep.sdk.geometry.sight.Sight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A map on which sight counts, in one root: walls, light, tokens and eyes, ready to be asked.
 * Whoever is no player's token's owner and asks for {@link #EVERYONE} looks through all of them.
 *
 * <p>Thread-safe without a lock. What is found out when first asked for is a value of final fields,
 * put into a slot that any thread may fill, as all would fill it with the same; at worst two
 * threads find it out.
 */
public final class Scene {
  /** Whom those ask for who only watch: all players together. */
  public static final String EVERYONE = "";

  final JsonObject map;
  final @Nullable JsonObject actors;
  final @Nullable JsonObject members;
  final Sight sight;
  final Tiles tiles;

  /** In order; the same instance for as long as no token comes or goes. */
  final String[] keys;

  final TokenFact[] facts;
  private final Slots slots;

  /** By slot; shared by all scenes of a map, each is asked whether it still holds. */
  private final Explored[] explored;

  /** By slot, like what follows; filled when first asked for. */
  private EyeSet[] eyes;

  private Sightings[] sightings = {};

  /** What was seen before, which holds for tokens that have not changed. */
  private final Sightings[] earlier;

  private final long[] changed;
  private final long[] hidden;

  /** The middles of all tokens side by side, x and y in turn: a look runs through them. */
  private final double[] middles;

  private @Nullable WallBoxes boxes;

  Scene(SceneMaker from, Slots slots, Explored[] explored) {
    this.map = from.map;
    this.actors = from.actors;
    this.members = from.members;
    this.sight = from.sight;
    this.tiles = from.tiles;
    this.keys = from.keys;
    this.facts = from.facts;
    this.slots = slots;
    this.explored = explored;
    this.eyes = from.eyes;
    this.earlier = from.earlier;
    this.changed = from.changed;
    this.hidden = from.hidden;
    this.middles = from.middles;
  }

  @SuppressWarnings("ReferenceEquality") // one instance has not changed
  boolean isOf(JsonObject map, @Nullable JsonObject actors, @Nullable JsonObject members) {
    return this.map == map && this.actors == actors && this.members == members;
  }

  /** The eyes known so far that stay when the scene changes. */
  EyeSet[] knownEyes() {
    return eyes.clone();
  }

  /** What was seen here, for a scene that follows; filled up as long as this one is asked. */
  Sightings[] knownSightings() {
    return sightings;
  }

  long[] hidden() {
    return hidden;
  }

  double[] middles() {
    return middles;
  }

  Explored[] knownExplored() {
    return explored;
  }

  int slot(String who) {
    return slots.of(who);
  }

  /**
   * How many tokens there are.
   *
   * @return tokens are numbered from 0 in the order of their keys
   */
  public int tokens() {
    return keys.length;
  }

  /**
   * A token's key.
   *
   * @param index its number
   * @return the key below {@code tokens}
   */
  public String key(int index) {
    return keys[index];
  }

  /**
   * A token's number.
   *
   * @param key its key
   * @return the number; negative if there is none
   */
  public int indexOf(String key) {
    return Arrays.binarySearch(keys, key);
  }

  /**
   * Whether another scene has the same tokens, so that their numbers are the same.
   *
   * @param other of the same map
   * @return false if a token has come or gone
   */
  @SuppressWarnings("ReferenceEquality") // one instance has not changed
  public boolean hasTokensOf(Scene other) {
    return keys == other.keys;
  }

  /**
   * What someone sees.
   *
   * @param who a participant, or {@link #EVERYONE}
   * @return found out when first asked for; the same instance for as long as it is the same scene
   */
  public Sightings sightings(String who) {
    int slot = slots.of(who);
    Sightings[] found = sightings;
    if (slot >= 0 && slot < found.length && found[slot] != null) {
      return found[slot];
    }
    EyeSet mine = eyes(who);
    Sightings made = look(mine, slot >= 0 && slot < earlier.length ? earlier[slot] : null);
    if (slot >= 0) {
      if (slot >= found.length) {
        found = Arrays.copyOf(found, Math.max(slot + 1, eyes.length));
        sightings = found;
      }
      found[slot] = made;
    }
    return made;
  }

  @SuppressWarnings("ReferenceEquality") // one instance has not changed
  private Sightings look(EyeSet mine, @Nullable Sightings before) {
    if (mine.eyes.isEmpty()) {
      return new Sightings(mine, Sightings.none(facts.length));
    }
    if (before == null || before.eyes != mine) {
      return new Sightings(mine, seen(mine.eyes));
    }
    long[] seen = before.seen;
    for (int word = 0; word < changed.length; word++) {
      for (long left = changed[word]; left != 0; left &= left - 1) {
        int index = word * Long.SIZE + Long.numberOfTrailingZeros(left);
        boolean sees = sees(mine.eyes, index);
        if (sees != Sightings.has(seen, index)) {
          seen = seen == before.seen ? seen.clone() : seen;
          Sightings.put(seen, index, sees);
        }
      }
    }
    return seen == before.seen ? before : new Sightings(mine, seen);
  }

  private long[] seen(List<Eye> mine) {
    long[] seen = Sightings.none(facts.length);
    for (Eye eye : mine) {
      Gaze gaze = sight.gaze(eye);
      for (int index = 0; index < facts.length; index++) {
        if (!Sightings.has(seen, index) && sees(gaze, index)) {
          Sightings.put(seen, index, true);
        }
      }
    }
    return seen;
  }

  private boolean sees(List<Eye> mine, int index) {
    for (Eye eye : mine) {
      if (sees(sight.gaze(eye), index)) {
        return true;
      }
    }
    return false;
  }

  /** Whether an eye sees any spot of a token that is not hidden. */
  private boolean sees(Gaze gaze, int index) {
    return !Sightings.has(hidden, index)
        && (gaze.sees(middles[2 * index], middles[2 * index + 1])
            || gaze.seesAny(facts[index].spotsBesideItsMiddle(sight)));
  }

  /** All eyes of a participant; of all players when it is {@link #EVERYONE}. */
  EyeSet eyes(String who) {
    int slot = slots.of(who);
    EyeSet[] open = eyes;
    if (slot >= 0 && slot < open.length && open[slot] != null) {
      return open[slot];
    }
    List<Eye> found = new ArrayList<>(1);
    for (TokenFact fact : facts) {
      if (fact.eye != null
          && fact.owner != null
          && (who.equals(EVERYONE) ? isPlayer(fact.owner) : who.equals(fact.owner))) {
        found.add(fact.eye);
      }
    }
    EyeSet made = new EyeSet(found);
    if (slot >= 0) {
      if (slot >= open.length) {
        open = Arrays.copyOf(open, slot + 1);
        eyes = open;
      }
      open[slot] = made;
    }
    return made;
  }

  boolean isPlayer(String participant) {
    JsonObject member = Read.object(members, participant);
    Object role = member == null ? "" : member.get("role");
    return member != null && (role == null || "player".equals(role));
  }

  /**
   * What someone has explored here.
   *
   * @param who a participant, or {@link #EVERYONE} for all together
   * @return the tiles
   */
  public Explored explored(String who) {
    int slot = slots.of(who);
    Explored made = Explored.of(map, tiles, who, slot < 0 ? null : explored[slot]);
    if (slot >= 0) {
      explored[slot] = made;
    }
    return made;
  }

  /**
   * A wall as far as it is explored.
   *
   * @param wall the wall in the document
   * @param explored what counts
   * @return the wall, cut down where needed; null if nothing of it is seen
   */
  public static @Nullable JsonObject wall(JsonObject wall, Explored explored) {
    return WallCut.seen(wall, explored);
  }

  /**
   * Whether a place is explored.
   *
   * @param thing what stands there, with {@code x} and {@code y}
   * @param explored what counts
   * @return true if its tile is explored
   */
  public static boolean covers(JsonObject thing, Explored explored) {
    return explored.hasAt(Read.number(thing, "x", 0), Read.number(thing, "y", 0));
  }

  /**
   * Whether all corners of a drawing are explored.
   *
   * @param drawing something with points
   * @param explored what counts
   * @return true if each of their tiles is explored
   */
  public static boolean coversAll(JsonObject drawing, Explored explored) {
    if (!(drawing.get("points") instanceof JsonArray points)) {
      return false;
    }
    for (int i = 0; i < points.size(); i++) {
      if (!(points.get(i) instanceof JsonObject corner) || !covers(corner, explored)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Walls that touch tiles.
   *
   * @param differ rows of bits
   * @param tiles their size
   * @return keys below {@code walls}, in order
   */
  public List<String> wallsNear(long[] differ, Tiles tiles) {
    WallBoxes made = boxes;
    if (made == null) {
      made = WallBoxes.of(Read.object(map, "walls"));
      boxes = made;
    }
    return made.near(differ, tiles);
  }

  void keepBoxes(Scene from) {
    boxes = from.boxes;
  }
}
