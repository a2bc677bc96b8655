package io.tablekeep.engine.cluster.move;

import io.tablekeep.engine.cluster.placement.Holdings;
import io.tablekeep.engine.cluster.placement.Movable;
import io.tablekeep.engine.cluster.placement.Wish;
import io.tablekeep.engine.residency.Residents;
import io.tablekeep.sdk.state.DocumentId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an engine has, and what each document adds to the node's load. One thread at a time. */
final class Shares implements Holdings<DocumentId> {
  private final Moves moves;
  private List<Residents.Stay> stays = List.of();
  private Map<DocumentId, Long> uses = new HashMap<>();
  private Map<DocumentId, Double> loads = Map.of();

  Shares(Moves moves) {
    this.moves = moves;
  }

  /** Splits the node's load by how often each document was used since the last time. */
  void renew(List<Residents.Stay> now, double load) {
    Map<DocumentId, Long> next = new HashMap<>();
    Map<DocumentId, Double> each = new HashMap<>();
    double all = 0;
    for (Residents.Stay stay : now) {
      next.put(stay.id(), stay.uses());
      double since = Math.max(0, stay.uses() - uses.getOrDefault(stay.id(), stay.uses()));
      each.put(stay.id(), since);
      all += since;
    }
    double whole = Math.max(1, all);
    each.replaceAll((id, since) -> load * since / whole);
    stays = now;
    uses = next;
    loads = each;
  }

  @Override
  public List<Movable<DocumentId>> idle(int most) {
    return stays.stream()
        .filter(stay -> !stay.occupied() && !moves.isGoing(stay.id()))
        .sorted(Comparator.comparing(Residents.Stay::rested).reversed())
        .limit(most)
        .map(this::movable)
        .toList();
  }

  @Override
  public List<Movable<DocumentId>> active(int most, double mostLoad) {
    return stays.stream()
        .filter(Residents.Stay::occupied)
        .filter(stay -> !moves.isGoing(stay.id()))
        .map(this::movable)
        .filter(movable -> movable.load() <= mostLoad)
        .sorted(Comparator.comparingDouble((Movable<DocumentId> each) -> -each.load()))
        .limit(most)
        .toList();
  }

  private Movable<DocumentId> movable(Residents.Stay stay) {
    double load = stay.occupied() ? loads.getOrDefault(stay.id(), 0.0) : 0;
    return new Movable<>(stay.id(), Wish.of(stay.id()), load, stay.here().toMillis());
  }
}
