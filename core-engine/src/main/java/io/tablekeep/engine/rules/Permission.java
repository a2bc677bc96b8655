package io.tablekeep.engine.rules;

import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.state.Pointer;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A row of the roles table: who may send an action, about whose things, and which places of the
 * document it may write.
 *
 * @param reach how far each role's hand reaches; every role stands in it
 * @param writes the places the action itself may write, each with everything below it
 * @param note what else decides, for people; possibly empty
 */
public record Permission(Map<Role, Reach> reach, List<PathPattern> writes, String note) {
  /** How far a role's hand reaches. */
  public enum Reach {
    /** Not at all. */
    NONE,
    /** To what is one's own, or asked of oneself. */
    OWN,
    /** To whatever one sees. */
    ANY
  }

  /**
   * The roles that may send the action at all.
   *
   * @return a fresh set
   */
  public Set<Role> roles() {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    reach.forEach(
        (role, how) -> {
          if (how != Reach.NONE) {
            roles.add(role);
          }
        });
    return roles;
  }

  /**
   * Whether the action itself may write a place.
   *
   * @param at the place
   * @return true for such a place and all below it
   */
  public boolean covers(Pointer at) {
    for (PathPattern pattern : writes) {
      if (matches(pattern.keys(), at)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(List<String> keys, Pointer at) {
    if (keys.size() > at.size()) {
      return false;
    }
    for (int i = 0; i < keys.size(); i++) {
      if (!keys.get(i).equals(PathPattern.ANY) && !keys.get(i).equals(at.key(i))) {
        return false;
      }
    }
    return true;
  }
}
