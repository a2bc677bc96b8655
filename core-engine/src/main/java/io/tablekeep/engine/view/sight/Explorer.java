package io.tablekeep.engine.view.sight;

import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.geometry.Bounds;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.geometry.Region;
import io.tablekeep.sdk.geometry.sight.Eye;
import io.tablekeep.sdk.geometry.sight.Illumination;
import io.tablekeep.sdk.geometry.sight.Lamp;
import io.tablekeep.sdk.state.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds what players' tokens explore when a map changes.
 *
 * <p>All that an eye sees is found out when it comes to a station (two tiles by two) where its
 * owner has not stood before; that is kept as {@code stood}, so that going to and fro costs
 * nothing. In darkness what is near is looked at with every move, as the light comes along. A tile
 * is explored when its middle is seen, one near by also when one of its corners is.
 *
 * <p>When walls or lights change, all eyes of those look anew who can tell ({@link Noticing}); for
 * all others it is as if nothing had happened, now and later, so that what happens behind a wall is
 * not told by a tile more.
 *
 * <p>The work of one entry is bounded: each player has a share of 48 looks, which depends on how
 * many players there are and not on what the others have on the map. An eye for which nothing is
 * left looks when it moves next.
 */
public final class Explorer {
  private static final int NEAR = 8;

  /** For all players together. A look takes up to a millisecond, in the dark by many lamps more. */
  private static final int MOST_LOOKS = 48;

  private static final double[][] CORNERS = {{.1, .1}, {.9, .1}, {.1, .9}, {.9, .9}};

  private final @Nullable Scene was;
  private final Scene is;
  private final Pointer home;
  private final @Nullable Noticing changed;
  private final List<Effect> effects = new ArrayList<>();
  private int share;

  private Explorer(@Nullable Scene was, Scene is, String map) {
    this.was = was;
    this.is = is;
    this.home = Pointer.of("maps", map, "explored");
    this.changed = was == null ? null : Noticing.of(was, is);
  }

  /**
   * What an entry explores.
   *
   * @param was the map before; null to look at it anew
   * @param is the map now
   * @param map its key
   * @return what to write besides; nothing in most cases
   */
  public static List<Effect> explore(@Nullable Scene was, Scene is, String map) {
    return new Explorer(was, is, map).explore();
  }

  private List<Effect> explore() {
    boolean all = was == null || changed != null;
    TreeSet<String> owners = new TreeSet<>();
    for (int i = 0; i < is.facts.length; i++) {
      if (all || !isSame(i)) {
        TokenFact fact = is.facts[i];
        if (fact.eye != null && fact.owner != null && (all || isNew(i, fact))) {
          owners.add(fact.owner);
        }
      }
    }
    JsonObject known = all ? Read.object(is.map, "explored") : null;
    if (known != null) {
      owners.addAll(known.keys());
    }
    for (String owner : owners) {
      explore(owner);
    }
    return effects;
  }

  /** Whether a token is the same as before, asked without looking at it. */
  @SuppressWarnings("ReferenceEquality") // one instance has not changed
  private boolean isSame(int index) {
    Scene before = Objects.requireNonNull(was);
    return before.keys == is.keys && before.facts[index] == is.facts[index];
  }

  private boolean isNew(int index, TokenFact fact) {
    Scene before = Objects.requireNonNull(was);
    int there = before.keys == is.keys ? index : before.indexOf(is.keys[index]);
    return there < 0
        || !Objects.equals(before.facts[there].eye, fact.eye)
        || !Objects.equals(before.facts[there].owner, fact.owner);
  }

  /** Looks of one player that are left in this entry. */
  private int share() {
    if (share == 0) {
      int players = 0;
      for (JsonObject.Cursor c = is.members == null ? null : is.members.cursor();
          c != null && c.next(); ) {
        players += is.isPlayer(c.key()) ? 1 : 0;
      }
      share = Math.max(1, MOST_LOOKS / Math.max(1, players));
    }
    return share;
  }

  private void explore(String owner) {
    Explored kept = is.explored(owner);
    Tiles tiles = kept.tiles();
    boolean dark = is.sight.ambient() == Illumination.DARK;
    List<Eye> now = is.eyes(owner).eyes;
    List<Eye> before = was == null ? List.of() : was.eyes(owner).eyes;
    boolean anew = was == null || (changed != null && changed.by(kept, before, now, share()));
    if (anew) {
      before = List.of();
      forgetStations(kept, owner);
    }
    if (!is.isPlayer(owner)) {
      return;
    }
    int looks = 0;
    long[] seen = null;
    long[] stations = null;
    for (Eye eye : now) {
      int column = tiles.column(eye.at().x());
      int row = tiles.row(eye.at().y());
      if (column < 0
          || row < 0
          || column >= tiles.columns()
          || row >= tiles.rows()
          || before.contains(eye)) {
        continue;
      }
      int stationRow = row / Tiles.STATION;
      int stationColumn = column / Tiles.STATION;
      if (seen == null || stations == null) {
        if (!anew && !dark && kept.has(column, row) && kept.hasStation(stationColumn, stationRow)) {
          continue;
        }
        seen = kept.rows();
        stations = anew ? new long[tiles.stations()] : kept.stations();
      }
      seen[row] |= 1L << column;
      long station = 1L << stationColumn;
      boolean fresh = (stations[stationRow] & station) == 0;
      if ((!fresh && !dark) || (looks++ > 0 && looks > share())) {
        continue;
      }
      if (fresh) {
        stations[stationRow] |= station;
        look(tiles, seen, eye, is.sight.seen(eye), eye.range());
      } else {
        look(tiles, seen, eye, directly(eye), Math.min(NEAR, reach(eye)));
      }
    }
    if (seen != null && stations != null) {
      Pointer own = home.child(owner);
      JsonObject all = kept.kept();
      write(own.child("seen"), Read.object(all, "seen"), seen);
      write(own.child("stood"), anew ? null : Read.object(all, "stood"), stations);
    }
  }

  /** From everywhere something else may be seen now. */
  private void forgetStations(Explored kept, String owner) {
    JsonObject own = kept.kept();
    if (own != null && own.has("stood")) {
      effects.add(new Effect.Remove(home.child(owner).child("stood")));
    }
  }

  /** How far a light that an eye carries, or its darkvision, lets it see. */
  private double reach(Eye eye) {
    double reach = eye.darkvision();
    for (Lamp lamp : is.sight.lamps()) {
      if (lamp.at().equals(eye.at())) {
        reach = Math.max(reach, lamp.dim());
      }
    }
    return Math.min(reach, eye.range());
  }

  private Region directly(Eye eye) {
    return new Region() {
      @Override
      public boolean contains(Point point) {
        return is.sight.sees(eye, point);
      }

      @Override
      public Bounds bounds() {
        return Bounds.around(eye.at(), eye.range());
      }
    };
  }

  private static void look(Tiles tiles, long[] seen, Eye eye, Region region, double range) {
    int firstRow = Math.max(0, tiles.row(eye.at().y() - range));
    int lastRow = Math.min(tiles.rows() - 1, tiles.row(eye.at().y() + range));
    int firstColumn = Math.max(0, tiles.column(eye.at().x() - range));
    int lastColumn = Math.min(tiles.columns() - 1, tiles.column(eye.at().x() + range));
    for (int row = firstRow; row <= lastRow; row++) {
      for (int column = firstColumn; column <= lastColumn; column++) {
        if (((seen[row] >>> column) & 1) == 0 && isSeen(tiles, column, row, eye, region)) {
          seen[row] |= 1L << column;
        }
      }
    }
  }

  static boolean isSeen(Tiles tiles, int column, int row, Eye eye, Region region) {
    double side = tiles.side();
    Point middle = new Point((column + 0.5) * side, (row + 0.5) * side);
    if (region.contains(middle)) {
      return true;
    }
    if (eye.at().to(middle) > NEAR * side) {
      return false;
    }
    for (double[] corner : CORNERS) {
      if (region.contains(new Point((column + corner[0]) * side, (row + corner[1]) * side))) {
        return true;
      }
    }
    return false;
  }

  private void write(Pointer at, @Nullable JsonObject kept, long[] rows) {
    for (int row = 0; row < rows.length; row++) {
      String key = Integer.toString(row);
      long old = kept == null ? 0 : Explored.bits(kept.get(key));
      if (rows[row] != old) {
        effects.add(new Effect.Put(at.child(key), Long.toHexString(rows[row])));
      }
    }
  }
}
