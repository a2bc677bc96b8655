package io.tablekeep.plugin.resolver;

import io.tablekeep.contracts.conflict.ConflictResolverContract;
import io.tablekeep.contracts.conflict.SampleConflict;
import io.tablekeep.sdk.conflict.ConflictResolver;
import java.util.List;
import java.util.Map;

final class TurnsTest extends ConflictResolverContract {
  @Override
  protected ConflictResolver resolver() {
    return new Turns();
  }

  @Override
  protected List<SampleConflict> samples() {
    return List.of(
        SampleConflict.at("initiative", "/encounters/e")
            .base(turns("a", "a", "b"))
            .theirs(turns("b", "a", "b", "c"))
            .mine(turns("a", "a", "b", "d")));
  }

  static Map<String, Object> turns(String turn, String... order) {
    Map<String, Object> combatants = new java.util.TreeMap<>();
    for (String each : order) {
      combatants.put(each, Map.of("actor", each, "initiative", (int) each.charAt(0)));
    }
    return Map.of("name", "Rats", "round", 1, "turn", turn, "order", combatants);
  }
}
