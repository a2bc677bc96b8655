package io.tablekeep.sdk.geometry.sight;

import io.tablekeep.sdk.geometry.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Walls with one index over them, and of each segment a byte that says what it stops. */
final class WallLayer {
  private static final byte GONE = 32;

  /** Where a wall's segments are in the index. */
  private record Slot(List<Point> line, int from, int to) {}

  final SegmentIndex index;
  final byte[] bits;
  private final Map<String, Slot> slots;

  /** The walls in the order of their segments, and the first segment of each. */
  private final String[] keys;

  private final int[] firsts;

  private WallLayer(SegmentIndex index, Map<String, Slot> slots, byte[] bits) {
    this.index = index;
    this.slots = slots;
    this.bits = bits;
    this.keys = slots.keySet().toArray(String[]::new);
    this.firsts = slots.values().stream().mapToInt(Slot::from).toArray();
  }

  private WallLayer(WallLayer same, byte[] bits) {
    this.index = same.index;
    this.slots = same.slots;
    this.keys = same.keys;
    this.firsts = same.firsts;
    this.bits = bits;
  }

  static WallLayer of(Map<String, Barrier> walls) {
    List<List<Point>> lines = new ArrayList<>();
    Map<String, Slot> slots = new LinkedHashMap<>();
    int next = 0;
    // In order of keys, so that equal walls give equal answers.
    for (Map.Entry<String, Barrier> wall : new TreeMap<>(walls).entrySet()) {
      List<Point> line = wall.getValue().line();
      lines.add(line);
      slots.put(wall.getKey(), new Slot(line, next, next + line.size() - 1));
      next += line.size() - 1;
    }
    WallLayer layer = new WallLayer(new SegmentIndex(lines), slots, new byte[next]);
    walls.forEach((key, wall) -> layer.fill(key, wall.bits()));
    return layer;
  }

  private void fill(String key, byte value) {
    Slot slot = slots.get(key);
    if (slot != null) {
      Arrays.fill(bits, slot.from, slot.to, value);
    }
  }

  /** The walls that are here now. */
  Map<String, Barrier> walls() {
    Map<String, Barrier> walls = new TreeMap<>();
    slots.forEach(
        (key, slot) -> {
          if (bits[slot.from] != GONE) {
            walls.put(key, Barrier.of(slot.line, bits[slot.from]));
          }
        });
    return walls;
  }

  boolean knows(String key, List<Point> line) {
    Slot slot = slots.get(key);
    return slot != null && slot.line.equals(line);
  }

  boolean has(String key) {
    Slot slot = slots.get(key);
    return slot != null && bits[slot.from] != GONE;
  }

  /** A copy in which a known wall stops something else; nothing is indexed again. */
  WallLayer with(String key, Barrier wall) {
    return changed(key, wall.bits());
  }

  WallLayer without(String key) {
    return has(key) ? changed(key, GONE) : this;
  }

  private WallLayer changed(String key, byte value) {
    WallLayer copy = new WallLayer(this, bits.clone());
    copy.fill(key, value);
    return copy;
  }

  /** Which piece of which wall a segment is. */
  WallPart part(int segment) {
    int found = Arrays.binarySearch(firsts, segment);
    int wall = found >= 0 ? found : -found - 2;
    return new WallPart(keys[wall], segment - firsts[wall]);
  }
}
