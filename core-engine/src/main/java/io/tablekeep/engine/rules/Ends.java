package io.tablekeep.engine.rules;

import io.tablekeep.sdk.game.Decision;

/** Ends a round early with an answer other than applying. */
final class Ends extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Decision decision;

  Ends(Decision decision) {
    super(null, null, false, false);
    this.decision = decision;
  }

  Decision decision() {
    return decision;
  }
}
