package io.tablekeep.plugin.d20.sheet;

import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Range;
import java.time.Instant;
import java.util.Optional;

/**
 * The rules' part of something that lasts, at {@code actors/{a}/conditions/{c}/d20}; its name and
 * the rounds it has left stand beside it, in the table's own {@code Effect}. Rounds are counted at
 * {@code at} of the turns of {@code whose}. A condition without this part, which somebody put by
 * hand, is known by its name and counts at the end of the bearer's turns.
 */
@Doc("The rules' part of something that lasts.")
public record Lasting(
    Optional<Condition> condition,
    Optional<Mods> mods,
    @Default("end") Moment at,
    @Doc("The actor whose turns count.") @Default("") String whose,
    Optional<Ability> retry,
    @Default("end") Moment retryAt,
    @Default("10") @Range(min = 1, max = 60) int dc,
    @Doc("When it ends by the clock on the wall, if it does.") Optional<Instant> until,
    @Doc("A check of this ability that ends it, as an action.") Optional<Ability> escape,
    @Default("-1") @Range(min = -1, max = 9) @Doc("The slot of the spell; -1 for what is none.")
        int level,
    @Doc("The area that it ends with: map and area, with a slash between.") @Default("")
        String area) {
  /** What somebody put by hand. */
  public static final Lasting PLAIN =
      new Lasting(
          Optional.empty(),
          Optional.empty(),
          Moment.END,
          "",
          Optional.empty(),
          Moment.END,
          10,
          Optional.empty(),
          Optional.empty(),
          -1,
          "");

  /**
   * What comes of a condition alone.
   *
   * @param condition which
   * @return the rules' part of it
   */
  public static Lasting of(Condition condition) {
    return new Lasting(
        Optional.of(condition),
        PLAIN.mods,
        PLAIN.at,
        PLAIN.whose,
        PLAIN.retry,
        PLAIN.retryAt,
        PLAIN.dc,
        PLAIN.until,
        PLAIN.escape,
        PLAIN.level,
        PLAIN.area);
  }
}
