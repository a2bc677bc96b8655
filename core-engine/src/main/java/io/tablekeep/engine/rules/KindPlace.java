package io.tablekeep.engine.rules;

import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.Pointer;
import java.util.Set;

/**
 * What sort of fact stands at a place, as a system declares it for conflicts.
 *
 * @param kind the kind
 * @param place the declared place at or above the one that was asked for; that one itself when
 *     nothing is declared
 */
public record KindPlace(String kind, Pointer place) {
  /** The kind of whatever nothing is declared of. */
  public static final String FIELD = "field";

  /** Values of a sheet. */
  public static final String STATS = "stats";

  /** Rolls, which never change. */
  public static final String DICE = "dice";

  /** Numbers that are added to and taken from. */
  public static final String COUNTER = "counter";

  private static final Set<String> KNOWN =
      Set.of(
          STATS,
          "initiative",
          "narrative",
          "combat",
          DICE,
          "position",
          "list",
          "set",
          COUNTER,
          FIELD);

  /**
   * Whether two changes of different members meet.
   *
   * @return false for records of single facts
   */
  public boolean isWhole() {
    return !kind.equals(FIELD) && !kind.equals(STATS);
  }

  static String checked(String system, String kind) {
    boolean own =
        kind.length() <= 64
            && kind.startsWith(system + '.')
            && kind.substring(system.length() + 1).matches("[a-z0-9][a-z0-9-]*");
    if (!own && !KNOWN.contains(kind)) {
      throw new TablekeepException(
          ErrorKind.PLUGIN,
          "bad-kind",
          "'" + kind + "' is no kind of conflict: one of its own begins with " + system + '.');
    }
    return kind;
  }
}
