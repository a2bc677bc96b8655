package io.tablekeep.engine.branch;

import io.tablekeep.engine.approval.Ask;
import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.journal.entry.Settled;
import io.tablekeep.engine.rules.Decided;
import io.tablekeep.sdk.state.Pointer;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Actions that wait for somebody come to their end, because what they were about is not so now. */
final class Ended {
  private Ended() {}

  /**
   * Ends them.
   *
   * @param decided what else happens
   * @param asks keys of those that end
   * @param why what their senders are told
   * @param version version of the entry
   * @return both
   */
  static Decided all(Decided decided, Collection<String> asks, Outcome.Refused why, long version) {
    Decided all = decided;
    for (String key : new TreeSet<>(asks)) {
      Optional<Ask> ask = Ask.find(decided.before(), key);
      all = all.with(List.of(new Effect.Remove(Pointer.of("asks", key))), version, all.outcome());
      if (ask.isPresent()) {
        Ask.Sent sent = ask.get().sent();
        all = all.settling(new Settled(sent.by(), sent.device(), sent.n(), why));
      }
    }
    return all;
  }
}
