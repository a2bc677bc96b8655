package io.tablekeep.engine.view;

import io.tablekeep.engine.rules.SystemRules;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * What the table and a game system declare visible, compiled. Immutable; shared by all views of
 * campaigns of that system.
 *
 * @param rules the tree of declared keys
 * @param ownersOf actors whose owners declared places are for
 * @param fingerprint the same for the same declarations
 */
record Declared(ViewRules rules, Set<String> ownersOf, int fingerprint) {
  /** Counted up when the table's own declarations, or what is loaded first, change. */
  private static final int FORMAT = 1;

  static Declared by(Optional<SystemRules> system) {
    ViewRules rules = TableVisibility.rules();
    CRC32C name = new CRC32C();
    name.update(FORMAT);
    system.ifPresent(
        s -> {
          name.update(s.id().getBytes(StandardCharsets.UTF_8));
          s.visible()
              .forEach(
                  v -> {
                    rules.show(v.pattern(), v.rule());
                    name.update(v.toString().getBytes(StandardCharsets.UTF_8));
                  });
        });
    return new Declared(rules, rules.ownersOf(), (int) name.getValue());
  }
}
