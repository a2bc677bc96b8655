package io.tablekeep.plugin.d20.sheet;

import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.schema.Range;
import java.util.Map;

/**
 * What somebody has done in a round, at {@code encounters/{e}/order/{c}/d20}. It is fresh as their
 * turn begins; reactions and legendary actions come back then, too.
 */
@Doc("What somebody has done in a round.")
public record Economy(
    @Default("0") @Range(min = 0) @Doc("The round whose turn this is of.") int round,
    @Default("false") boolean action,
    @Default("false") boolean bonus,
    @Default("false") boolean reaction,
    @Default("false") boolean object,
    @Default("0") @Range(min = 0, max = 100_000) @Doc("Feet moved.") int moved,
    @Default("0") @Range(min = 0, max = 100_000) @Doc("Feet gained, by dashing.") int dashed,
    @Doc("Attacks of the action under way, by key.") @Length(max = 60) Map<String, Integer> attacks,
    @Default("0") @Range(min = 0, max = 10) @Doc("Legendary actions spent.") int legendary,
    @Default("false") boolean disengaged,
    @Default("false") @Doc("Whether a spell was cast as a bonus action.") boolean bonusSpell,
    @Default("false") @Doc("Whether a spell of a slot was cast as an action.") boolean slotSpell,
    @Default("false") @Doc("Whether a sneak attack was made this turn.") boolean sneaked,
    @Default("") @Length(max = 200) @Doc("What is waited for with a readied action.") String ready,
    @Default("") @Length(max = 100) @Doc("The spell that is held ready.") String readySpell,
    @Default("0") @Range(min = 0, max = 9) @Doc("The slot it has taken.") int readySlot) {
  /** Before anything was done. */
  public static final Economy FRESH =
      new Economy(
          0, false, false, false, false, 0, 0, Map.of(), 0, false, false, false, false, "", "", 0);
}
