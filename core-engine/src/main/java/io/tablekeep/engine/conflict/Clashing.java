package io.tablekeep.engine.conflict;

import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.rules.KindPlace;
import io.tablekeep.engine.rules.RuleBook;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Values;
import io.tablekeep.engine.state.patch.ThreeWay;
import io.tablekeep.sdk.state.Pointer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an edit means, laid against what has changed since its sender looked. Pure.
 *
 * @param free what can be changed without asking anybody, made for the document of now
 * @param disputes what both changed
 */
public record Clashing(List<Effect> free, List<Dispute> disputes) {
  private static final String VALUE = "v";

  /**
   * Copies the lists.
   *
   * @param free as in the record
   * @param disputes as in the record
   */
  public Clashing {
    free = List.copyOf(free);
    disputes = List.copyOf(disputes);
  }

  /**
   * Something both sides changed.
   *
   * @param kind what sort of fact it is
   * @param place the smallest place of that kind that holds what both changed
   * @param mine what leads from the document of now to what the edit means there
   * @param ours the value the edit would have there; null for none
   */
  public record Dispute(String kind, Pointer place, List<Effect> mine, @Nullable Object ours) {
    /**
     * Copies the list.
     *
     * @param kind as in the record
     * @param place as in the record
     * @param mine as in the record
     * @param ours as in the record
     */
    public Dispute {
      mine = List.copyOf(mine);
    }

    boolean isDice() {
      return kind.equals(KindPlace.DICE);
    }
  }

  /**
   * Lays them against each other.
   *
   * @param book says what is one thing
   * @param base the document the sender saw; empty when nobody knows it any more
   * @param head the document of now
   * @param ours the document the edit leads to from what its sender saw
   * @param mine what it changes
   * @param on the document it leads to from that of now
   * @param version version of the entry
   * @return what is free and what is disputed
   */
  static Clashing find(
      RuleBook book,
      JsonObject base,
      JsonObject head,
      JsonObject ours,
      List<Effect> mine,
      JsonObject on,
      long version) {
    boolean blind = base.isEmpty();
    Sorter sorter = new Sorter(book, head, ours, version);
    for (Effect effect : mine) {
      Pointer at = effect.at();
      KindPlace kind = book.kindAt(at);
      Pointer unit = kind.isWhole() ? kind.place() : at;
      Object was = Moved.get(base, unit);
      Object theirs = Moved.get(head, unit);
      Object wanted = Moved.get(ours, unit);
      if (Moved.isNewLine(at, head) || (!blind && Values.same(was, theirs))) {
        sorter.free.add(effect);
      } else if (!Values.same(theirs, wanted) && (blind || !Values.same(was, wanted))) {
        sorter.add(kind, unit, effect, was, theirs, wanted);
      } else if (kind.kind().equals(KindPlace.COUNTER) && Values.same(theirs, wanted)) {
        sorter.addTo(unit, theirs, Moved.get(on, unit));
      }
    }
    return sorter.done();
  }

  /** Collects. */
  private static final class Sorter {
    final List<Effect> free = new ArrayList<>();
    private final Map<Pointer, List<Effect>> disputed = new LinkedHashMap<>();
    private final Map<Pointer, String> kinds = new LinkedHashMap<>();
    private final RuleBook book;
    private final JsonObject head;
    private final JsonObject ours;
    private final long version;

    Sorter(RuleBook book, JsonObject head, JsonObject ours, long version) {
      this.book = book;
      this.head = head;
      this.ours = ours;
      this.version = version;
    }

    /** Neither as it was nor as it is wanted. */
    void add(
        KindPlace kind,
        Pointer unit,
        Effect effect,
        @Nullable Object was,
        @Nullable Object theirs,
        @Nullable Object wanted) {
      if (theirs == null && was == null) {
        free.add(effect);
      } else if (kind.isWhole() || wanted == null) {
        dispute(kind.kind(), unit, effect);
      } else {
        members(effect.at(), was, theirs, wanted);
      }
    }

    /** Both added the same, so there is one number, but two have added to it. */
    void addTo(Pointer at, @Nullable Object theirs, @Nullable Object sum) {
      if (sum != null && !Values.same(theirs, sum)) {
        free.add(new Effect.Put(at, sum));
      }
    }

    void dispute(String kind, Pointer place, Effect mine) {
      kinds.putIfAbsent(place, kind);
      disputed.computeIfAbsent(place, none -> new ArrayList<>()).add(mine);
    }

    /** Single facts: what only one changed is taken, and each that both changed is a dispute. */
    void members(Pointer at, @Nullable Object was, @Nullable Object theirs, Object wanted) {
      ThreeWay merged = ThreeWay.merge(in(was), in(theirs), in(wanted), version);
      Object value = merged.value() instanceof JsonObject object ? object.get(VALUE) : null;
      if (value != null && !Values.same(value, theirs)) {
        free.add(new Effect.Put(at, value));
      }
      for (ThreeWay.Clash clash : merged.clashes()) {
        Pointer place =
            at.resolve(Pointer.of(clash.place().keys().subList(1, clash.place().size())));
        Object mine = clash.mine();
        KindPlace kind = book.kindAt(place);
        dispute(
            kind.kind(),
            kind.isWhole() ? kind.place() : place,
            mine == null ? new Effect.Remove(place) : new Effect.Put(place, mine));
      }
    }

    private JsonObject in(@Nullable Object value) {
      JsonObject none = JsonObject.empty(version);
      return value == null ? none : none.with(VALUE, value, version);
    }

    Clashing done() {
      List<Dispute> all = new ArrayList<>();
      disputed.forEach(
          (place, effects) -> {
            Object theirs = Moved.get(head, place);
            Object wanted = Moved.get(ours, place);
            if (!Values.same(theirs, wanted)) {
              all.add(new Dispute(kinds.getOrDefault(place, ""), place, effects, wanted));
            }
          });
      return new Clashing(free, all);
    }
  }
}
