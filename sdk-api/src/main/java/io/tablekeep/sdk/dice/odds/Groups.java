package io.tablekeep.sdk.dice.odds;

import io.tablekeep.sdk.dice.roll.GroupTotal;
import io.tablekeep.sdk.dice.tree.Group;
import io.tablekeep.sdk.dice.tree.Modifier;
import io.tablekeep.sdk.dice.tree.Operator;
import io.tablekeep.sdk.dice.tree.Parenthesis;
import io.tablekeep.sdk.dice.tree.Term;
import io.tablekeep.sdk.dice.tree.Throw;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reckons groups, whose terms are independent of each other. */
final class Groups {
  /** Groups of more terms are reckoned only when one of them is kept. */
  private static final int MOST_PARTS = 8;

  private final Reckoner reckoner;
  private final Throws throwing;
  private final Trying trying;
  private final Work work;

  Groups(Reckoner reckoner, Throws throwing, Trying trying, Work work) {
    this.reckoner = reckoner;
    this.throwing = throwing;
    this.trying = trying;
    this.work = work;
  }

  Reckoned of(Group group) {
    List<Modifier> modifiers =
        group.modifiers().stream().filter(one -> !(one instanceof Modifier.Sort)).toList();
    boolean keeps = modifiers.stream().anyMatch(Modifier.Keep.class::isInstance);
    if (group.pool() && keeps) {
      return pool(group, modifiers);
    }
    List<Reckoned> parts = group.parts().stream().map(reckoner::of).toList();
    if (modifiers.isEmpty()) {
      return sum(parts);
    }
    if (!keeps) {
      return sum(parts.stream().map(part -> counted(group, part)).toList());
    }
    return ways(group, modifiers, parts);
  }

  private Reckoned sum(List<Reckoned> parts) {
    Reckoned sum = parts.get(0);
    for (Reckoned next : parts.subList(1, parts.size())) {
      sum = reckoner.both(Operator.PLUS, sum, next);
    }
    return sum;
  }

  private static Reckoned counted(Group group, Reckoned part) {
    Distribution values = part.distribution();
    if (values == null) {
      return Reckoned.open(-1, 1, Double.NaN);
    }
    Distribution counts = values.map(one -> GroupTotal.of(group.modifiers(), new double[] {one}));
    return part.cut() == 0
        ? Reckoned.of(counts)
        : new Reckoned(-1, 1, counts.mean(), counts, part.cut());
  }

  /** A group of one term: as if its modifiers stood behind the dice, where these are alone. */
  private Reckoned pool(Group group, List<Modifier> modifiers) {
    Term only = group.parts().get(0);
    while (only instanceof Parenthesis inner) {
      only = inner.of();
    }
    boolean keepsAlone = modifiers.stream().allMatch(Modifier.Keep.class::isInstance);
    if (only instanceof Throw dice && keepsAlone) {
      List<Modifier> all = new ArrayList<>(dice.modifiers());
      all.addAll(modifiers);
      return throwing.of(dice, all);
    }
    Distribution drawn = keepsAlone ? drawn(only, modifiers) : null;
    if (drawn != null) {
      return Reckoned.of(drawn);
    }
    Reckoned whole = reckoner.of(only);
    double least = whole.least() >= 0 ? 0 : Double.NEGATIVE_INFINITY;
    double most = whole.least() >= 0 ? whole.most() : Double.POSITIVE_INFINITY;
    return tried(group, least, most);
  }

  /** A sum of plain dice and numbers, of whose dice some are kept; null: it is something else. */
  private @Nullable Distribution drawn(Term only, List<Modifier> modifiers) {
    List<Ordered.Kind> kinds = new ArrayList<>();
    double more = throwing.plain(only, kinds);
    int dice = kinds.stream().mapToInt(Ordered.Kind::many).sum();
    if (Double.isNaN(more)) {
      return null;
    }
    Distribution kept = Ordered.sum(kinds, Places.kept(modifiers, dice), one -> one, work);
    return kept == null ? null : kept.map(one -> one + more);
  }

  private Reckoned tried(Group group, double least, double most) {
    Reckoned tried = trying.of(group, slots(group), least, most);
    return tried == null ? Reckoned.open(least, most, Double.NaN) : tried;
  }

  private static int slots(Term term) {
    int slots = term instanceof Group group ? group.slot() + 1 : 0;
    slots = term instanceof Throw dice ? dice.slot() + 1 : slots;
    for (Term part : term.parts()) {
      slots = Math.max(slots, slots(part));
    }
    return slots;
  }

  /** Of each term its value, and which of them are kept. */
  private Reckoned ways(Group group, List<Modifier> modifiers, List<Reckoned> parts) {
    double least = 0;
    double most = 0;
    double cut = 0;
    boolean open = false;
    for (Reckoned part : parts) {
      least += Math.min(0, part.least());
      most += Math.max(0, part.most());
      cut += part.cut();
      open |= part.distribution() == null;
    }
    Distribution all = open ? null : onlyOne(modifiers, parts);
    if (all == null && !open && parts.size() <= MOST_PARTS) {
      List<Modifier> counting =
          modifiers.stream().filter(one -> !(one instanceof Modifier.Keep)).toList();
      List<Ordered.Kind> kinds = new ArrayList<>();
      for (Reckoned part : parts) {
        kinds.add(new Ordered.Kind(Objects.requireNonNull(part.distribution()), 1));
      }
      all =
          Ordered.sum(
              kinds,
              Places.kept(modifiers, parts.size()),
              one -> GroupTotal.of(counting, new double[] {one}),
              work);
    }
    if (all == null) {
      return open ? Reckoned.open(least, most, Double.NaN) : tried(group, least, most);
    }
    return cut == 0 ? Reckoned.of(all) : new Reckoned(least, most, all.mean(), all, cut);
  }

  /** The greatest or the least of any number of terms is quick. */
  private @Nullable Distribution onlyOne(List<Modifier> modifiers, List<Reckoned> parts) {
    if (modifiers.size() != 1 || !(modifiers.get(0) instanceof Modifier.Keep keep)) {
      return null;
    }
    boolean one = keep.drop() ? keep.count() == parts.size() - 1 : keep.count() == 1;
    if (!one) {
      return null;
    }
    boolean greatest = keep.high() != keep.drop();
    Distribution best = Objects.requireNonNull(parts.get(0).distribution());
    for (Reckoned next : parts.subList(1, parts.size())) {
      Distribution other = Objects.requireNonNull(next.distribution());
      Distribution both = best.with(other, greatest ? Math::max : Math::min, work);
      if (both == null) {
        return null;
      }
      best = both;
    }
    return best;
  }
}
