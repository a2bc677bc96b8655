package io.tablekeep.engine.branch;

import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.rules.Decided;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import java.util.List;

/** What is thrown for people, as what a sender is told. */
final class Refusals {
  private Refusals() {}

  /** A refusal; what is no fault of the sender's goes on. */
  static Decided of(TablekeepException no, JsonObject head) {
    if (no.kind() != ErrorKind.USER) {
      throw no;
    }
    return Decided.nothing(
        head,
        List.of(),
        new Outcome.Refused(no.code(), String.valueOf(no.getMessage()), no.field().orElse("")));
  }
}
