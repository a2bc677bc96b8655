package io.tablekeep.plugin.d20.sheet;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a creature can suffer (SRD 5.1, "Conditions"); surprise is one here too, because it ends as
 * one does. Exhaustion has levels and stands among the vitals.
 */
public enum Condition {
  BLINDED,
  CHARMED,
  DEAFENED,
  FRIGHTENED,
  GRAPPLED,
  INCAPACITATED,
  INVISIBLE,
  PARALYZED,
  PETRIFIED,
  POISONED,
  PRONE,
  RESTRAINED,
  STUNNED,
  SURPRISED,
  UNCONSCIOUS;

  private static final Map<String, Condition> NAMES =
      Stream.of(values()).collect(Collectors.toUnmodifiableMap(Condition::key, each -> each));

  /**
   * How the document writes it.
   *
   * @return {@code blinded} and so on
   */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * What people call it.
   *
   * @return {@code Blinded} and so on
   */
  public String title() {
    return name().charAt(0) + key().substring(1);
  }

  /**
   * The condition of a name, however it is written.
   *
   * @param name what stands on the actor
   * @return the condition; empty when it is something else
   */
  public static Optional<Condition> named(String name) {
    return Optional.ofNullable(NAMES.get(name.toLowerCase(Locale.ROOT)));
  }

  /**
   * Whether who suffers it can take neither actions nor reactions.
   *
   * @return true for incapacitated and what includes it
   */
  public boolean incapacitates() {
    return switch (this) {
      case INCAPACITATED, PARALYZED, PETRIFIED, STUNNED, UNCONSCIOUS -> true;
      default -> false;
    };
  }

  /**
   * Whether who suffers it stays where they are.
   *
   * @return true when their speed is 0
   */
  public boolean holds() {
    return switch (this) {
      case GRAPPLED, PARALYZED, PETRIFIED, RESTRAINED, STUNNED, UNCONSCIOUS, SURPRISED -> true;
      default -> false;
    };
  }

  /**
   * Whether strength and dexterity saves fail by themselves.
   *
   * @return true for those who cannot move a limb
   */
  public boolean failsBodySaves() {
    return switch (this) {
      case PARALYZED, PETRIFIED, STUNNED, UNCONSCIOUS -> true;
      default -> false;
    };
  }
}
