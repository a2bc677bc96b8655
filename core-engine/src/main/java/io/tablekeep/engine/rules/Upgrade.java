package io.tablekeep.engine.rules;

import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.runtime.Chance;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.state.bind.NodeView;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.Migration;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.state.Pointer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings a document to the version a game system's data is written in, by the system's own
 * migrations, one version after the other. Pure; run where a plugin's rules run.
 */
public final class Upgrade {
  /** Type of the entry that a migration makes. */
  public static final String TYPE = "system.upgrade";

  /** Where a campaign says in which version its system's data is written. */
  public static final Pointer VERSION = Pointer.of("campaign", "systemVersion");

  private static final Participant NOBODY = new Participant("", "", Role.GM);

  private final RuleBook book;
  private final Instant now;
  private final long version;
  private final Sight sight;

  /**
   * An upgrade.
   *
   * @param book the rules that the document is for
   * @param now the time of the entry
   * @param version version of the entry
   * @param sight who sees what by those rules
   */
  public Upgrade(RuleBook book, Instant now, long version, Sight sight) {
    this.book = book;
    this.now = now;
    this.version = version;
    this.sight = sight;
  }

  /**
   * The version in which a document has its system's data.
   *
   * @param root the document
   * @return 0 when it does not say
   */
  public static int versionOf(JsonObject root) {
    return Trees.get(root, VERSION) instanceof Long at ? (int) (long) at : 0;
  }

  /**
   * Migrates.
   *
   * @param root the document
   * @return what is to be written; no effects when the document is of that version already
   * @throws TablekeepException kind {@code PLUGIN}: {@code system-too-old} when the data is of a
   *     later version than the rules, {@code migration-missing}, or what the new rules have against
   *     the result; whatever a migration throws passes through
   */
  public Decided of(JsonObject root) {
    SystemRules system = book.system().orElseThrow();
    int from = versionOf(root);
    if (from > system.version()) {
      throw plugin(
          "system-too-old",
          "The campaign's data is of version %d of %s, and this one knows version %d."
              .formatted(from, system.id(), system.version()));
    }
    RuleState state = new RuleState(root, version, null);
    for (int at = from; at < system.version(); at++) {
      Migration migration = system.migrations().get(at);
      if (migration == null) {
        throw plugin(
            "migration-missing",
            "%s does not say how its data of version %d becomes version %d."
                .formatted(system.id(), at, at + 1));
      }
      state.applyAll(migration.migrate(NodeView.of(state.root())));
    }
    List<Effect> effects = new ArrayList<>(state.effects());
    if (from != system.version()) {
      effects.add(new Effect.Put(VERSION, (long) system.version()));
    }
    RoundContext context = RoundContext.first(NOBODY, now, version, NO_DICE, sight);
    Decided decided = new Round(book, root, context).admit(effects, true);
    if (decided == null) {
      throw new IllegalStateException("plugins are here, and are asked for");
    }
    if (decided.outcome() instanceof Outcome.Refused no) {
      throw plugin(no.code(), no.message() + (no.field().isEmpty() ? "" : " At " + no.field()));
    }
    return decided;
  }

  private static TablekeepException plugin(String code, String message) {
    return new TablekeepException(ErrorKind.PLUGIN, code, message);
  }

  /** A migration rolls no dice. */
  private static final Chance NO_DICE =
      new Chance() {
        @Override
        public int below(int bound) {
          throw new IllegalStateException("no dice are rolled here");
        }

        @Override
        public long bits() {
          throw new IllegalStateException("no dice are rolled here");
        }
      };
}
