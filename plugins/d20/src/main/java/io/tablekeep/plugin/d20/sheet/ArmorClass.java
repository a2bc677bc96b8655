package io.tablekeep.plugin.d20.sheet;

import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.schema.Range;
import java.util.Optional;

/**
 * What makes somebody hard to hit (SRD 5.1, "Armor Class"). A monster of natural armour 17 has base
 * 17 and dexterity 0; leather is base 11, half plate base 15 and dexterity 2.
 */
@Doc("What makes somebody hard to hit.")
public record ArmorClass(
    @Default("none") @Length(max = 60) @Doc("What is worn.") String worn,
    @Default("10") @Range(min = 0, max = 40) int base,
    @Doc("How much of the dexterity modifier counts at most; without it, all.")
        @Range(min = 0, max = 10)
        Optional<Integer> dexterity,
    @Doc("A second ability that counts, as for a barbarian or monk without armour.")
        Optional<Ability> also,
    @Default("0") @Range(min = 0, max = 10) int shield,
    @Default("0") @Range(min = -10, max = 10) int bonus,
    @Default("false") @Doc("Whether it makes noise.") boolean noisy,
    @Default("0")
        @Range(min = 0, max = 30)
        @Doc("The strength it needs; who has less is ten feet slower.")
        int strength) {
  /** Skin alone. */
  public static final ArmorClass UNARMORED =
      new ArmorClass("none", 10, Optional.empty(), Optional.empty(), 0, 0, false, 0);

  /**
   * The armour class.
   *
   * @param abilities whose
   * @return what an attack has to reach
   */
  public int of(Abilities abilities) {
    int dex = abilities.modifier(Ability.DEX);
    int counted = dexterity.map(most -> most == 0 ? 0 : Math.min(dex, most)).orElse(dex);
    return base + counted + also.map(abilities::modifier).orElse(0) + shield + bonus;
  }
}
