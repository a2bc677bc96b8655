package io.tablekeep.plugin.fate.play;

import io.tablekeep.plugin.fate.House;
import io.tablekeep.plugin.fate.scene.Popcorn;
import io.tablekeep.plugin.fate.sheet.Cast;
import io.tablekeep.plugin.fate.sheet.Sheet;
import io.tablekeep.sdk.game.Question;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.view.Audience;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How a hit is taken: stress, consequences, or being taken out. Who is hit chooses. */
final class Absorbing {
  private Absorbing() {}

  /**
   * The answer of somebody who is hit.
   *
   * @param boxes numbers of the stress boxes to mark, from 1
   * @param consequences what they suffer from, by slot
   * @param out whether they are taken out instead
   */
  @Doc("How to take a hit.")
  record Absorb(
      @Doc("Stress boxes to mark, from 1.") @Length(max = 12) List<Integer> boxes,
      @Doc("Consequences, by slot.") @Length(max = 6) Map<String, String> consequences,
      @Doc("Whether to be taken out instead.") @Default("false") boolean out) {
    static final Absorb NOTHING_LEFT = new Absorb(List.of(), Map.of(), true);
  }

  /** What there is to absorb with. */
  private record Room(List<Boolean> boxes, Map<String, Integer> slots, boolean core) {
    static Room of(Table table, Node sheet, String track) {
      List<Boolean> boxes = new ArrayList<>();
      sheet.at("stress", track).children().forEach(box -> boxes.add(box.asBoolean(false)));
      Map<String, Integer> slots = new TreeMap<>();
      for (Node slot : sheet.at("slots").children().toList()) {
        if (!sheet.at("consequences", slot.key()).exists()) {
          slots.put(slot.key(), slot.asInt(0));
        }
      }
      boolean core = table.settings(House.class).boxes() == House.Boxes.CORE;
      return new Room(boxes, slots, core);
    }

    boolean isFree(int box) {
      return box >= 1 && box <= boxes.size() && !boxes.get(box - 1);
    }

    int worth(int box) {
      return core ? box : 1;
    }

    int worth(Absorb how) {
      int sum = 0;
      for (int box : how.boxes()) {
        sum += worth(box);
      }
      for (String slot : how.consequences().keySet()) {
        sum += slots.getOrDefault(slot, 0);
      }
      return sum;
    }

    /** The boxes that take most of what is left, and no more of them than needed. */
    List<Integer> boxesFor(int shifts) {
      List<Integer> some = new ArrayList<>();
      if (core) {
        int best = 0;
        for (int box = 1; box <= boxes.size() && (best < shifts); box++) {
          best = isFree(box) ? box : best;
        }
        return best == 0 || shifts <= 0 ? List.of() : List.of(best);
      }
      for (int box = 1; box <= boxes.size() && some.size() < shifts; box++) {
        if (isFree(box)) {
          some.add(box);
        }
      }
      return some;
    }
  }

  /** What somebody chooses; a nameless one takes what costs least. */
  static Absorb asked(Table table, String target, String track, int shifts) {
    Node sheet = Cast.sheet(table, target);
    Room room = Room.of(table, sheet, track);
    Absorb least = least(room, shifts);
    if (least.out() || sheet.at("nameless").asBoolean(false)) {
      return least;
    }
    return Stop.ask(
        table,
        Question.of(
                "absorb",
                Audience.ownerOf(target),
                Cast.name(table, target) + " takes " + shifts + " " + track + ". " + words(room),
                least)
            .within(Opposition.patience(table)),
        how -> amiss(room, how, shifts));
  }

  private static String words(Room room) {
    String boxes =
        java.util.stream.IntStream.rangeClosed(1, room.boxes().size())
            .filter(room::isFree)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(", "));
    return "Free boxes: " + (boxes.isEmpty() ? "none" : boxes) + ". Free slots: " + room.slots();
  }

  /** The cheapest way to take a hit: the least consequences, then the least boxes. */
  static Absorb least(Node sheet, Table table, String track, int shifts) {
    return least(Room.of(table, sheet, track), shifts);
  }

  private static Absorb least(Room room, int shifts) {
    List<String> slots = List.copyOf(room.slots().keySet());
    Optional<Absorb> best = Optional.empty();
    int cost = Integer.MAX_VALUE;
    for (int some = 0; some < 1 << slots.size(); some++) {
      Map<String, String> taken = new LinkedHashMap<>();
      int worth = 0;
      for (int i = 0; i < slots.size(); i++) {
        if ((some >> i & 1) == 1) {
          taken.put(slots.get(i), "Hurt (" + slots.get(i) + ')');
          worth += room.slots().getOrDefault(slots.get(i), 0);
        }
      }
      Absorb how = new Absorb(room.boxesFor(shifts - worth), taken, false);
      if (room.worth(how) >= shifts && worth < cost) {
        best = Optional.of(how);
        cost = worth;
      }
    }
    return best.orElse(Absorb.NOTHING_LEFT);
  }

  private static Optional<String> amiss(Room room, Absorb how, int shifts) {
    if (how.out()) {
      return Optional.empty();
    }
    if (how.boxes().stream().anyMatch(box -> !room.isFree(box))
        || new HashSet<>(how.boxes()).size() < how.boxes().size()) {
      return Optional.of("There is no such free box.");
    }
    if (room.core() && how.boxes().size() > 1) {
      return Optional.of("A hit goes into one box at most.");
    }
    if (!room.slots().keySet().containsAll(how.consequences().keySet())) {
      return Optional.of("There is no such free slot.");
    }
    boolean named =
        how.consequences().values().stream().allMatch(n -> !n.isBlank() && n.length() <= 200);
    if (!named) {
      return Optional.of("A consequence has a name, of 200 characters at most.");
    }
    int worth = room.worth(how);
    return worth < shifts
        ? Optional.of("That takes only " + worth + " of " + shifts + '.')
        : Optional.empty();
  }

  static Changes absorbed(Table table, String who, String target, String track, Absorb how) {
    Node sheet = Cast.sheet(table, target);
    List<Boolean> boxes = new ArrayList<>();
    sheet.at("stress", track).children().forEach(box -> boxes.add(box.asBoolean(false)));
    how.boxes().forEach(box -> boxes.set(box - 1, true));
    Changes changes =
        how.boxes().isEmpty()
            ? Changes.none()
            : Changes.none().set(sheet.at("stress", track), boxes);
    Audience watching = Cast.watching(table, target);
    for (Map.Entry<String, String> one : new TreeMap<>(how.consequences()).entrySet()) {
      Sheet.Consequence suffered =
          new Sheet.Consequence(
              one.getValue(),
              false,
              Popcorn.conflictId(table),
              Map.of(Cast.side(table, who).key(), 1));
      changes =
          changes
              .set(sheet.at("consequences", one.getKey()), suffered)
              .say(watching, Cast.name(table, target) + " suffers: " + one.getValue());
    }
    return changes;
  }
}
