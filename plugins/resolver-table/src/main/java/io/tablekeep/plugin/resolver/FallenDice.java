package io.tablekeep.plugin.resolver;

import io.tablekeep.sdk.conflict.Conflict;
import io.tablekeep.sdk.conflict.ConflictResolver;
import io.tablekeep.sdk.conflict.Resolution;
import io.tablekeep.sdk.state.Changes;
import java.util.Set;
import org.pf4j.Extension;

/** Dice that have fallen (seed row "Dice Rolls"): what stands is never changed. */
@Extension
public final class FallenDice implements ConflictResolver {
  /** Made by the loader. */
  public FallenDice() {}

  @Override
  public Set<String> kinds() {
    return Set.of("dice");
  }

  @Override
  public Resolution resolve(Conflict conflict) {
    return conflict.kind().equals("dice")
        ? Resolution.resolved(Changes.none(), 1, "Dice that have fallen stay as they fell.")
        : Sides.notMine("dice");
  }
}
