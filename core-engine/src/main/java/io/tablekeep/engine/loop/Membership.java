package io.tablekeep.engine.loop;

import io.tablekeep.engine.approval.People;
import io.tablekeep.engine.state.JsonObject;
import org.jspecify.annotations.Nullable;

/** The members of the table as every seat knows itself. Loop-confined. */
final class Membership {
  private static final String MEMBERS = "participants";

  private @Nullable Object agreed;

  Membership(JsonObject root) {
    agreed = root.get(MEMBERS);
  }

  /** Whether the sender is still what they were, also by what is decided but not yet durable. */
  @SuppressWarnings("ReferenceEquality") // the same members are the same tree
  boolean mayStill(JsonObject head, Waiting waiting) {
    return waiting.isOwn()
        || head.get(MEMBERS) == agreed
        || People.participant(head, waiting.by.id())
            .filter(now -> now.role() == waiting.by.role())
            .isPresent();
  }

  /** Lets seats go whose place at the table has changed. */
  @SuppressWarnings("ReferenceEquality") // as above
  void agree(JsonObject shown, Seats seats) {
    Object members = shown.get(MEMBERS);
    if (members != agreed) {
      agreed = members;
      seats.revise(shown);
    }
  }
}
