package io.tablekeep.engine.plugin;

import io.tablekeep.sdk.conflict.ConflictResolver;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import java.util.Set;
import java.util.TreeSet;

/** The kinds of conflict that a resolver settles, or why it cannot be asked. */
final class ResolverKinds {
  private static final int MOST = 100;

  private ResolverKinds() {}

  static Set<String> of(ConflictResolver resolver) {
    Set<String> kinds = new TreeSet<>(resolver.kinds());
    if (kinds.isEmpty() || kinds.size() > MOST) {
      throw refused(resolver, "names " + kinds.size() + " kinds of conflict, not 1 to " + MOST);
    }
    for (String kind : kinds) {
      if (kind.length() > 64 || !kind.matches("[a-z][a-z0-9.-]*")) {
        throw refused(resolver, "names '" + kind + "', which is no kind of conflict");
      }
    }
    return kinds;
  }

  private static TablekeepException refused(ConflictResolver resolver, String why) {
    return new TablekeepException(
        ErrorKind.PLUGIN, "bad-declaration", resolver.getClass().getName() + ' ' + why + '.');
  }
}
