package io.tablekeep.contracts.conflict;

import io.tablekeep.sdk.conflict.Conflict;
import io.tablekeep.sdk.conflict.Resolution;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.pf4j.Extension;

/** A resolver with something wrong. */
@Extension
public final class Liar extends Tally {
  private final Supplier<Set<String>> kinds;
  private final BiFunction<Conflict, Resolution, Resolution> lie;

  Liar(Supplier<Set<String>> kinds, BiFunction<Conflict, Resolution, Resolution> lie) {
    this.kinds = kinds;
    this.lie = lie;
  }

  @Override
  public Set<String> kinds() {
    return kinds.get();
  }

  @Override
  public Resolution resolve(Conflict conflict) {
    return lie.apply(conflict, super.resolve(conflict));
  }
}
