package io.tablekeep.engine.cluster.placement;

import io.tablekeep.engine.cluster.placement.NodeCard.Capacity;
import io.tablekeep.engine.cluster.placement.NodeCard.Held;
import io.tablekeep.engine.cluster.placement.NodeCard.Pulse;

/** Cards for tests. */
final class Cards {
  private static final long EACH = 4_000_000;

  private Cards() {}

  static NodeCard of(String name, double weight, int documents, long version) {
    int most = (int) (weight * 800);
    return of(
        name, weight, new Held(documents, documents / 10, documents * EACH, 0), version, most);
  }

  private static NodeCard of(String name, double weight, Held held, long version, int most) {
    Pulse pulse = new Pulse((double) held.active() / most, 1, 1_000, 4_000);
    Capacity capacity = new Capacity(weight, most, most * EACH);
    return new NodeCard(name, name + "@1", 1, version, 0, NodeState.READY, capacity, held, pulse);
  }

  static NodeCard ready(String name, int documents) {
    return of(name, 1, documents, 1);
  }

  static NodeCard with(NodeCard card, Pulse pulse) {
    return new NodeCard(
        card.name(),
        card.address(),
        card.incarnation(),
        card.version() + 1,
        card.at(),
        card.state(),
        card.capacity(),
        card.held(),
        pulse);
  }

  static NodeCard p99(NodeCard card, long micros) {
    return with(card, new Pulse(card.pulse().load(), card.pulse().health(), micros / 4, micros));
  }

  static NodeCard load(NodeCard card, double load) {
    return with(card, new Pulse(load, 1, card.pulse().p50(), card.pulse().p99()));
  }

  static Roster roster(Iterable<NodeCard> cards) {
    Roster roster = new Roster(PlacementPolicy.defaults());
    for (NodeCard card : cards) {
      roster.put(card);
    }
    return roster;
  }

  static String on(Placement placement) {
    return placement instanceof Placement.On on ? on.node() : placement.toString();
  }
}
