package io.tablekeep.sdk.conflict;

import java.util.Set;
import org.pf4j.ExtensionPoint;

/**
 * Settles conflicts of some kinds, an extension point. Implementations are stateless and need a
 * public constructor without parameters and PF4J's {@code @Extension} annotation.
 *
 * <p>A kind says what sort of fact stands at a place, and is declared for the place, never guessed
 * from a value: {@code stats} (numbers of a sheet), {@code initiative} (order of turns), {@code
 * narrative} (prose), {@code combat} (what a fight did), {@code dice} (rolls, which never change),
 * {@code position} (where a token stands), and for a system's own places {@code list}, {@code set},
 * {@code counter}, {@code field}, or a name of its own that begins with its id and a dot: {@code
 * d20.spell-slots}.
 *
 * <p>All resolvers of a kind, of eight plugins at most, are asked; the most confident one is heard,
 * of equally confident ones that of the plugin loaded first. A resolver that throws or does not
 * end, or that changes something outside the conflict's place, counts as abstaining; after a few
 * faults it is not asked any more.
 */
public interface ConflictResolver extends ExtensionPoint {
  /**
   * The kinds this resolver settles.
   *
   * @return one or more names of lower-case letters, digits, dots and hyphens, at most 64
   *     characters each; the same each time
   */
  Set<String> kinds();

  /**
   * Settles one conflict. Pure: equal conflicts have equal answers, on any thread, today and after
   * a restart; there is no clock, no dice and no memory. Total: whatever stands on either side,
   * nothing or something of the wrong type included, is answered and not thrown. A conflict of a
   * kind that {@link #kinds} does not name is abstained from.
   *
   * @param conflict what met
   * @return what to make of it, or that this resolver cannot tell
   */
  Resolution resolve(Conflict conflict);
}
