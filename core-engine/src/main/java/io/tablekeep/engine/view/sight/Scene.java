package io.tablekeep.engine.view.sight;

import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.geometry.sight.Eye;
import io.tablekeep.sdk.geometry.sight.Sight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A map on which sight counts, in one root: walls, light, tokens and eyes, ready to be asked.
 * Whoever is no player's token's owner and asks for {@link #EVERYONE} looks through all of them.
 */
public final class Scene {
  /** Whom those ask for who only watch: all players together. */
  public static final String EVERYONE = "";

  final JsonObject map;
  final @Nullable JsonObject actors;
  final @Nullable JsonObject members;
  final Sight sight;
  final String[] keys;
  final TokenFact[] facts;
  private final Slots slots;

  /** By slot; filled when first asked for. */
  private EyeSet[] eyes;

  private @Nullable WallBoxes boxes;

  Scene(
      JsonObject map,
      @Nullable JsonObject actors,
      @Nullable JsonObject members,
      Sight sight,
      String[] keys,
      TokenFact[] facts,
      Slots slots,
      EyeSet[] eyes) {
    this.map = map;
    this.actors = actors;
    this.members = members;
    this.sight = sight;
    this.keys = keys;
    this.facts = facts;
    this.slots = slots;
    this.eyes = eyes;
  }

  @SuppressWarnings("ReferenceEquality") // one instance has not changed
  boolean isOf(JsonObject map, @Nullable JsonObject actors, @Nullable JsonObject members) {
    return this.map == map && this.actors == actors && this.members == members;
  }

  /** The eyes known so far that stay when the scene changes. */
  EyeSet[] knownEyes() {
    return eyes.clone();
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
   * Whether a token is the same as in another scene, and looked at in the same light.
   *
   * @param index its number here
   * @param other the other scene
   * @param there its number there
   * @return true if whoever has the same eyes sees the same of it
   */
  @SuppressWarnings("ReferenceEquality") // one instance has not changed
  public boolean isSame(int index, Scene other, int there) {
    return facts[index] == other.facts[there];
  }

  /**
   * Whether someone looks with the same eyes at another scene.
   *
   * @param who a participant, or {@link #EVERYONE}
   * @param other the other scene
   * @return true if what has not changed is seen as before
   */
  @SuppressWarnings("ReferenceEquality") // one instance has not changed
  public boolean sameEyes(String who, Scene other) {
    EyeSet here = eyes(who);
    EyeSet there = other.eyes(who);
    return here == there || (here.sight() == there.sight() && here.eyes().equals(there.eyes()));
  }

  /**
   * Whether a token is seen.
   *
   * @param who a participant, or {@link #EVERYONE}
   * @param index the token's number
   * @return true if any of their eyes sees any spot of it; false for a hidden one
   */
  public boolean sees(String who, int index) {
    return facts[index].isSeenBy(eyes(who));
  }

  /** All eyes of a participant; of all players when it is {@link #EVERYONE}. */
  EyeSet eyes(String who) {
    int slot = slots.of(who);
    EyeSet[] known = eyes;
    if (slot >= 0 && slot < known.length && known[slot] != null) {
      return known[slot];
    }
    List<Eye> found = new ArrayList<>(1);
    for (TokenFact fact : facts) {
      if (fact.eye != null
          && fact.owner != null
          && (who.equals(EVERYONE) ? isPlayer(fact.owner) : who.equals(fact.owner))) {
        found.add(fact.eye);
      }
    }
    EyeSet made = EyeSet.of(slot, found, sight);
    if (slot >= 0) {
      if (slot >= known.length) {
        known = Arrays.copyOf(known, slot + 1);
        eyes = known;
      }
      known[slot] = made;
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
    return Explored.of(map, who);
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
